"""Recurrent layers of Keras 3, outputs of all steps and of the last, gradients of all weights: writes golden/recurrent.json."""
import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(11)
ROWS, STEPS, FEATURES, UNITS = 3, 6, 4, 5

CELLS = {
    "lstm": lambda units, **more: keras.layers.LSTM(units, **more),
    "gru": lambda units, **more: keras.layers.GRU(units, **more),
    "simple-rnn": lambda units, **more: keras.layers.SimpleRNN(units, **more),
}


def listed(values):
    return np.asarray(keras.ops.convert_to_numpy(values), "float64").tolist()


def numbers(*shape):
    return rng.normal(size=shape).astype("float32")


def shaken(layers):
    """Weights with no zeros among them: biases count, too."""
    for layer in layers:
        layer.set_weights([(0.5 * rng.normal(size=w.shape)).astype("float32") for w in layer.get_weights()])


def through(layers, x):
    """Output, and gradients of a weighted sum of it to the input and to each weight."""
    run = keras.Sequential(layers)
    run(x)
    shaken(layers)
    given = tf.constant(x)
    slope = numbers(*run(given).shape)
    with tf.GradientTape() as tape:
        tape.watch(given)
        y = run(given)
        total = tf.reduce_sum(y * slope)
    variables = [v for layer in layers for v in layer.trainable_variables]
    found = tape.gradient(total, [given] + [v.value for v in variables])
    return {
        "x": listed(x),
        "y": listed(y),
        "slope": listed(slope),
        "weights": [listed(v) for v in variables],
        "xGradient": listed(found[0]),
        "gradients": [listed(g) for g in found[1:]],
    }


def cases():
    for kind, make in CELLS.items():
        for bidirectional in (False, True):
            for returns in ("last", "sequence"):
                layer = make(UNITS, return_sequences=returns == "sequence")
                if bidirectional:
                    layer = keras.layers.Bidirectional(layer)
                case = {"kind": kind, "bidirectional": bidirectional, "units": [UNITS], "returns": returns}
                yield case | through([layer], numbers(ROWS, STEPS, FEATURES))
        stacked = [make(UNITS, return_sequences=True), make(3)]
        case = {"kind": kind, "bidirectional": False, "units": [UNITS, 3], "returns": "last"}
        yield case | through(stacked, numbers(ROWS, STEPS, FEATURES))


def first_bias():
    layer = keras.layers.LSTM(2)
    layer.build((None, STEPS, FEATURES))
    return listed(layer.cell.bias)


golden = {
    "keras": keras.__version__,
    "steps": STEPS,
    "features": FEATURES,
    "cases": list(cases()),
    "firstBias": first_bias(),
}
pathlib.Path(__file__).with_name("golden").joinpath("recurrent.json").write_text(json.dumps(golden) + "\n")
