"""Activations of Keras 3 with their gradients, far inputs included: writes golden/activations.json.

Run: KERAS_BACKEND=tensorflow python tests/parity/activations.py
"""
import json
import pathlib

import keras
import numpy as np
import tensorflow as tf

# Without the kinks at 0 and ±3, where the slope is a matter of taste.
GRID = [-1e4, -500, -80, -20, -8, -3.5, -2.9, -1.5, -0.7, -0.1, -1e-3, 1e-3, 0.1, 0.7, 1.5, 2.9, 3.5, 8, 20, 80, 500, 1e4]
SLOPE = 0.25


def listed(values):
    return np.asarray(values, "float64").reshape(-1).tolist()


def case(kind, params, function):
    x = tf.constant(GRID, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = function(x)
    return {"kind": kind, "params": params, "y": listed(y), "gradient": listed(tape.gradient(y, x))}


def prelu():
    """PReLU on one unit; the slope's gradient is a sum over the rows."""
    layer = keras.layers.PReLU(alpha_initializer=keras.initializers.Constant(SLOPE))
    x = tf.constant([[value] for value in GRID], tf.float32)
    layer.build(x.shape)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = layer(x)
        total = tf.reduce_sum(y)
    by_x, by_slope = tape.gradient(total, [x, layer.alpha.value])
    return {"kind": "prelu", "params": {"slope": SLOPE}, "y": listed(y), "gradient": listed(by_x), "slopeGradient": listed(by_slope)}


activations = keras.activations
golden = {
    "keras": keras.__version__,
    "grid": GRID,
    "cases": [
        case("relu", {}, activations.relu),
        case("leaky-relu", {"slope": 0.2}, lambda x: activations.leaky_relu(x, negative_slope=0.2)),
        case("leaky-relu", {}, lambda x: activations.leaky_relu(x, negative_slope=0.01)),
        prelu(),
        case("elu", {}, activations.elu),
        case("selu", {}, activations.selu),
        case("gelu", {}, lambda x: activations.gelu(x, approximate=False)),
        case("gelu", {"form": "tanh"}, lambda x: activations.gelu(x, approximate=True)),
        case("silu", {}, activations.silu),
        case("mish", {}, activations.mish),
        case("softplus", {}, activations.softplus),
        case("tanh", {}, activations.tanh),
        case("sigmoid", {}, activations.sigmoid),
        case("hard-sigmoid", {}, activations.hard_sigmoid),
        case("linear", {}, activations.linear),
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("activations.json").write_text(json.dumps(golden) + "\n")
