"""Losses from logits and their gradients in Keras 3, extreme logits included: writes golden/losses.json."""
import json
import pathlib

import keras
import numpy as np
import tensorflow as tf


def per_row(loss, logits, target):
    """The loss of each row and its gradient by the logits."""
    output = tf.constant(logits, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(output)
        rows = loss(tf.constant(target), output)
    gradient = tape.gradient(rows, output)
    return {"rows": rows.numpy().astype("float64").tolist(), "gradient": gradient.numpy().astype("float64").tolist()}


def case(kind, logits, target, loss, predict):
    probabilities = predict(np.array(logits, "float32"))
    return {
        "kind": kind,
        "logits": logits,
        "target": target,
        **per_row(loss, logits, target),
        "prediction": np.array(probabilities).astype("float64").tolist(),
    }


def binary(target, output):
    return keras.ops.binary_crossentropy(tf.cast(target, tf.float32)[:, None], output, from_logits=True)[:, 0]


def multiclass(target, output):
    return keras.ops.sparse_categorical_crossentropy(target, output, from_logits=True)


def squared(target, output):
    return keras.losses.mean_squared_error(tf.cast(target, tf.float32)[:, None], output)


def both_columns(logits):
    one = keras.ops.sigmoid(logits)
    return keras.ops.concatenate([keras.ops.sigmoid(-logits), one], axis=1)


SINGLE = [[0.0], [0.3], [-1.7], [12.0], [-12.0], [80.0], [-80.0], [500.0], [-500.0]]
SEVERAL = [
    [0.1, -2.0, 0.7],
    [3.0, 3.0, 3.0],
    [100.0, -100.0, 0.0],
    [-100.0, 100.0, 0.0],
    [1000.0, 999.0, -1000.0],
    [-1e4, -1e4, -1e4 + 1],
]
golden = {
    "keras": keras.__version__,
    "cases": [
        case("cross-entropy", SINGLE, [1, 1, 0, 1, 1, 0, 0, 1, 1], binary, both_columns),
        case("cross-entropy", SINGLE, [0, 0, 1, 0, 0, 1, 1, 0, 0], binary, both_columns),
        case("cross-entropy", SEVERAL, [0, 1, 2, 0, 1, 2], multiclass, lambda x: keras.ops.softmax(x)),
        case("cross-entropy", SEVERAL, [2, 0, 0, 1, 0, 0], multiclass, lambda x: keras.ops.softmax(x)),
        case("squared-error", [[0.5], [-3.0], [1e4]], [1, 2, 0], squared, lambda x: x),
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("losses.json").write_text(json.dumps(golden) + "\n")
