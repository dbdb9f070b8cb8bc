"""Layers, penalties and initializers of Keras 3: writes golden/layers.json."""
import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(7)


def listed(values):
    return np.asarray(keras.ops.convert_to_numpy(values), "float64").tolist()


def numbers(*shape):
    return rng.normal(size=shape).astype("float32")


def dense():
    x, kernel, bias = numbers(5, 4), numbers(4, 3), numbers(3)
    layer = keras.layers.Dense(3)
    layer.build((None, 4))
    layer.set_weights([kernel, bias])
    return {"x": listed(x), "kernel": listed(kernel), "bias": listed(bias), "y": listed(layer(x))}


def batch_normalization(momentum, epsilon):
    """Two training steps and one inference, with a scale and a shift of its own."""
    batches = [numbers(6, 3) * 4 + 2, numbers(5, 3) - 1]
    gamma, beta = numbers(3), numbers(3)
    layer = keras.layers.BatchNormalization(momentum=momentum, epsilon=epsilon)
    layer.build((None, 3))
    layer.set_weights([gamma, beta, np.zeros(3), np.ones(3)])
    steps = []
    for batch in batches:
        y = layer(batch, training=True)
        steps.append({"x": listed(batch), "y": listed(y), "mean": listed(layer.moving_mean), "variance": listed(layer.moving_variance)})
    last = numbers(4, 3)
    return {
        "momentum": momentum,
        "epsilon": epsilon,
        "gamma": listed(gamma),
        "beta": listed(beta),
        "steps": steps,
        "inference": {"x": listed(last), "y": listed(layer(last, training=False))},
    }


def dropout(rate):
    """The share of units kept and what a kept 1 becomes, over many units."""
    y = np.array(keras.layers.Dropout(rate, seed=3)(np.ones((500, 400), "float32"), training=True))
    return {"rate": rate, "keptShare": float((y > 0).mean()), "keptValue": float(y.max()), "mean": float(y.mean())}


def through(layer, x, weights):
    """Output, and gradients of a weighted sum of it: to the input and to each weight."""
    layer.set_weights(weights)
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x)
        slope = numbers(*y.shape)
        total = tf.reduce_sum(y * slope)
    backwards, *slopes = tape.gradient(total, [x, *layer.trainable_variables])
    return {
        "x": listed(x),
        "weights": [listed(w) for w in weights],
        "y": listed(y),
        "slope": listed(slope),
        "xGradient": listed(backwards) if backwards is not None else None,
        "gradients": [listed(tf.convert_to_tensor(s)) for s in slopes],
    }


def layer_normalization(epsilon):
    layer = keras.layers.LayerNormalization(epsilon=epsilon)
    layer.build((None, 5))
    return {"epsilon": epsilon, **through(layer, numbers(6, 5) * 3 + 1, [numbers(5), numbers(5)])}


def convolution(steps, features, filters, kernel, stride, dilation, padding):
    layer = keras.layers.Conv1D(filters, kernel, strides=stride, dilation_rate=dilation, padding=padding)
    layer.build((None, steps, features))
    weights = [numbers(kernel, features, filters), numbers(filters)]
    shape = {"steps": steps, "features": features, "filters": filters, "kernel": kernel, "stride": stride, "dilation": dilation, "padding": padding}
    return {**shape, **through(layer, numbers(4, steps, features), weights)}


def embedding():
    layer = keras.layers.Embedding(6, 3)
    layer.build((None,))
    codes = np.array([2, 0, 5, 2, 2], "int32")
    table = numbers(6, 3)
    layer.set_weights([table])
    with tf.GradientTape() as tape:
        y = layer(codes)
        slope = numbers(*y.shape)
        total = tf.reduce_sum(y * slope)
    gradient = tape.gradient(total, layer.trainable_variables)[0]
    return {"codes": codes.tolist(), "table": listed(table), "y": listed(y), "slope": listed(slope), "gradient": listed(tf.convert_to_tensor(gradient))}


def pooling():
    x = numbers(3, 7, 2)
    return {
        "x": listed(x),
        "mean": listed(keras.layers.GlobalAveragePooling1D()(x)),
        "max": listed(keras.layers.GlobalMaxPooling1D()(x)),
        "maxOfThree": listed(keras.layers.MaxPooling1D(3)(x)),
        "flat": listed(keras.layers.Flatten()(x)),
    }


def random_layer(kind, make, x):
    """Mean and variance of what becomes of units of one kind, over many."""
    y = np.array(make(x, training=True), "float64")
    return {"kind": kind, "count": y.size, "mean": float(y.mean()), "variance": float(y.var()), "fourthMoment": float(((y - y.mean()) ** 4).mean())}


def random_layers():
    ones = np.ones((500, 400), "float32")
    normal = rng.normal(size=(500, 400)).astype("float32")
    cases = []
    for rate in [0.1, 0.5]:
        for name, make in [("alpha-dropout", keras.layers.AlphaDropout), ("gaussian-dropout", keras.layers.GaussianDropout)]:
            cases.append({"setting": rate, "input": "ones", **random_layer(name, make(rate, seed=3), ones)})
            cases.append({"setting": rate, "input": "normal", **random_layer(name, make(rate, seed=4), normal)})
    cases.append({"setting": 0.7, "input": "ones", **random_layer("gaussian-noise", keras.layers.GaussianNoise(0.7, seed=5), ones)})
    return cases


def penalty():
    weights = numbers(4, 3)
    return {
        "weights": listed(weights),
        "l1": 0.01,
        "l2": 0.003,
        "loss": float(keras.regularizers.L1L2(l1=0.01, l2=0.003)(weights)),
    }


golden = {
    "keras": keras.__version__,
    "dense": dense(),
    "batchNormalization": [batch_normalization(0.9, 1e-3), batch_normalization(0.99, 1e-5)],
    "dropout": [dropout(0.1), dropout(0.5), dropout(0.9)],
    "penalty": penalty(),
    "layerNormalization": [layer_normalization(1e-3), layer_normalization(0.3)],
    "convolution": [
        convolution(7, 3, 4, 3, 1, 1, "same"),
        convolution(7, 3, 4, 4, 1, 1, "same"),
        convolution(7, 2, 3, 3, 1, 1, "valid"),
        convolution(9, 2, 3, 3, 2, 1, "same"),
        convolution(8, 2, 3, 3, 2, 1, "same"),
        convolution(10, 2, 3, 3, 3, 1, "valid"),
        convolution(9, 2, 3, 3, 1, 2, "same"),
        convolution(9, 2, 3, 2, 1, 3, "valid"),
        convolution(2, 1, 2, 5, 1, 1, "same"),
    ],
    "embedding": embedding(),
    "pooling": pooling(),
    "random": random_layers(),
}
pathlib.Path(__file__).with_name("golden").joinpath("layers.json").write_text(json.dumps(golden) + "\n")
