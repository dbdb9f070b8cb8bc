"""Three steps of each optimizer in Keras 3 with given gradients: writes golden/optimizers.json.

Run: pip install tensorflow-cpu==2.21.0 keras numpy; python tests/parity/optimizers.py
"""
import json
import pathlib

import keras
import numpy as np

START = [[0.5, -1.25, 3.0], [1e-3, 0.0, -40.0]]
# Ordinary, tiny, zero and large gradients, so that the place of epsilon shows.
GRADIENTS = [
    [[0.1, -0.2, 1e-7], [0.0, 3.0, -250.0]],
    [[-0.3, 0.2, 2e-7], [0.0, -1.0, 125.0]],
    [[0.05, 0.6, -1e-7], [1e-4, 0.5, 60.0]],
]
OPTIMIZERS = {
    "sgd": [({}, keras.optimizers.SGD, {})],
    "momentum": [
        ({}, keras.optimizers.SGD, {"momentum": 0.9}),
        ({"momentum": 0.5}, keras.optimizers.SGD, {"momentum": 0.5}),
    ],
    "rmsprop": [
        ({}, keras.optimizers.RMSprop, {}),
        ({"rho": 0.99, "epsilon": 1e-3}, keras.optimizers.RMSprop, {"rho": 0.99, "epsilon": 1e-3}),
    ],
    "adam": [
        ({}, keras.optimizers.Adam, {}),
        (
            {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},
            keras.optimizers.Adam,
            {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3},
        ),
    ],
}


def steps(make, settings, learning_rate):
    variable = keras.Variable(np.array(START, "float32"))
    optimizer = make(learning_rate=learning_rate, **settings)
    optimizer.build([variable])
    seen = []
    for gradient in GRADIENTS:
        optimizer.apply([keras.ops.convert_to_tensor(np.array(gradient, "float32"))], [variable])
        seen.append(keras.ops.convert_to_numpy(variable).astype("float64").tolist())
    return seen


cases = [
    {"kind": kind, "params": params, "learningRate": rate, "parameters": steps(make, settings, rate)}
    for kind, variants in OPTIMIZERS.items()
    for params, make, settings in variants
    for rate in (0.001, 0.1)
]
golden = {"keras": keras.__version__, "start": START, "gradients": GRADIENTS, "cases": cases}
pathlib.Path(__file__).with_name("golden").joinpath("optimizers.json").write_text(json.dumps(golden) + "\n")
