"""Twenty steps of each optimizer in Keras 3, of L-BFGS in PyTorch, and minima by SciPy: writes golden/optimizers.json.

Run: pip install keras jax numpy scipy torch; python tests/parity/optimizers.py
"""
import json
import os
import pathlib

# TensorFlow and PyTorch cannot be loaded into one process.
os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
import scipy.optimize
import torch

STEPS = 20
random = np.random.default_rng(7)
SHAPES = [(3, 2), (4,), (1, 2, 2)]
START = [random.normal(0, 1, shape).astype("float32") for shape in SHAPES]
# Sizes over five decades from number to number, and signs that change, so that the place of epsilon shows.
GRADIENTS = [
    [(10.0 ** random.uniform(-4, 1, shape) * random.choice([-1, 1, 1], shape)).astype("float32") for shape in SHAPES]
    for _ in range(STEPS)
]
# A gradient of exactly zero, as of a silent unit.
GRADIENTS[0][0][0, 0] = 0
GRADIENTS[5][1][:] = 0
RATES = [float(np.float32(0.02 * (1 + 0.5 * np.cos(step)))) for step in range(STEPS)]

OPTIMIZERS = [
    ("sgd", {}, keras.optimizers.SGD, {}),
    ("momentum", {}, keras.optimizers.SGD, {"momentum": 0.9}),
    ("momentum", {"momentum": 0.5}, keras.optimizers.SGD, {"momentum": 0.5}),
    ("nesterov", {}, keras.optimizers.SGD, {"momentum": 0.9, "nesterov": True}),
    ("nesterov", {"momentum": 0.5}, keras.optimizers.SGD, {"momentum": 0.5, "nesterov": True}),
    ("rmsprop", {}, keras.optimizers.RMSprop, {}),
    ("rmsprop", {"rho": 0.99, "epsilon": 1e-3}, keras.optimizers.RMSprop, {"rho": 0.99, "epsilon": 1e-3}),
    ("adagrad", {}, keras.optimizers.Adagrad, {}),
    (
        "adagrad",
        {"initialAccumulator": 0, "epsilon": 1e-3},
        keras.optimizers.Adagrad,
        {"initial_accumulator_value": 0, "epsilon": 1e-3},
    ),
    ("adadelta", {}, keras.optimizers.Adadelta, {}),
    ("adadelta", {"rho": 0.8, "epsilon": 1e-3}, keras.optimizers.Adadelta, {"rho": 0.8, "epsilon": 1e-3}),
    ("adam", {}, keras.optimizers.Adam, {}),
    (
        "adam",
        {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},
        keras.optimizers.Adam,
        {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3},
    ),
    ("amsgrad", {}, keras.optimizers.Adam, {"amsgrad": True}),
    (
        "amsgrad",
        {"beta1": 0.5, "beta2": 0.7, "epsilon": 1e-3},
        keras.optimizers.Adam,
        {"amsgrad": True, "beta_1": 0.5, "beta_2": 0.7, "epsilon": 1e-3},
    ),
    ("adamw", {}, keras.optimizers.AdamW, {"weight_decay": 0.01}),
    ("adamw", {"weightDecay": 0.3, "beta2": 0.95}, keras.optimizers.AdamW, {"weight_decay": 0.3, "beta_2": 0.95}),
    ("adamax", {}, keras.optimizers.Adamax, {}),
    (
        "adamax",
        {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},
        keras.optimizers.Adamax,
        {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3},
    ),
    ("nadam", {}, keras.optimizers.Nadam, {}),
    (
        "nadam",
        {"beta1": 0.5, "beta2": 0.9, "epsilon": 1e-3},
        keras.optimizers.Nadam,
        {"beta_1": 0.5, "beta_2": 0.9, "epsilon": 1e-3},
    ),
    ("lion", {}, keras.optimizers.Lion, {}),
    (
        "lion",
        {"beta1": 0.95, "beta2": 0.8, "weightDecay": 0.2},
        keras.optimizers.Lion,
        {"beta_1": 0.95, "beta_2": 0.8, "weight_decay": 0.2},
    ),
]


def numbers(arrays):
    return [np.asarray(array, "float64").reshape(-1).tolist() for array in arrays]


def steps(make, settings, every=0, share=0.0):
    """Parameters after each step; with `every`, Lookahead as in algorithm 1 of Zhang et al. 2019."""
    variables = [keras.Variable(start) for start in START]
    slow = [start.copy() for start in START]
    optimizer = make(learning_rate=RATES[0], **settings)
    optimizer.build(variables)
    seen = []
    for step, gradients in enumerate(GRADIENTS):
        optimizer.learning_rate = RATES[step]
        optimizer.apply([keras.ops.convert_to_tensor(gradient) for gradient in gradients], variables)
        if every and (step + 1) % every == 0:
            for i, variable in enumerate(variables):
                slow[i] = slow[i] + np.float32(share) * (keras.ops.convert_to_numpy(variable) - slow[i])
                variable.assign(slow[i])
        seen.append(numbers(keras.ops.convert_to_numpy(variable) for variable in variables))
    return seen


# A logistic regression with an L2 penalty: convex, not quadratic, badly scaled inputs.
INPUTS = random.normal(0, 1, (30, 5)) * np.array([3, 1, 1, 0.3, 1])
TARGETS = (INPUTS @ np.array([0.5, -1, 0.3, 2, 0]) + random.normal(0, 1, 30) > 0).astype("float64")
PENALTY = 0.01
LBFGS_START = [0.5, -0.5, 0.1, 0.2, 1.0]
LBFGS_RATES = [1.0] * 6 + [0.7, 0.9, 0.5] + [0.8] * 11


def logistic(weights):
    scores = torch.tensor(INPUTS) @ weights
    losses = torch.nn.functional.binary_cross_entropy_with_logits(scores, torch.tensor(TARGETS))
    return losses + PENALTY * (weights**2).sum()


def lbfgs_steps(history):
    weights = torch.tensor(LBFGS_START, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights], lr=1, max_iter=1, history_size=history, tolerance_grad=0, tolerance_change=0
    )

    def closure():
        optimizer.zero_grad()
        loss = logistic(weights)
        loss.backward()
        return loss

    seen = []
    for rate in LBFGS_RATES:
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step(closure)
        seen.append([weights.detach().tolist()])
    return seen


def minimum():
    found = scipy.optimize.minimize(
        lambda weights: float(logistic(torch.tensor(weights))), LBFGS_START, method="BFGS", options={"gtol": 1e-9}
    )
    return {"parameters": found.x.tolist(), "loss": float(found.fun)}


golden = {
    "keras": keras.__version__,
    "torch": torch.__version__,
    "shapes": SHAPES,
    "start": numbers(START),
    "gradients": [numbers(gradients) for gradients in GRADIENTS],
    "rates": RATES,
    "cases": [
        {"kind": kind, "params": params, "parameters": steps(make, settings)}
        for kind, params, make, settings in OPTIMIZERS
    ],
    "lookahead": [
        {"kind": kind, "every": every, "share": share, "parameters": steps(make, settings, every, share)}
        for kind, make, settings, every, share in [
            ("adam", keras.optimizers.Adam, {}, 5, 0.5),
            ("momentum", keras.optimizers.SGD, {"momentum": 0.9}, 6, 0.8),
            ("sgd", keras.optimizers.SGD, {}, 1, 0.5),
        ]
    ],
    "logistic": {
        "inputs": INPUTS.tolist(),
        "targets": TARGETS.tolist(),
        "penalty": PENALTY,
        "start": LBFGS_START,
        "rates": LBFGS_RATES,
        "cases": [{"history": history, "parameters": lbfgs_steps(history)} for history in (1, 3, 10, 40)],
        "minimum": minimum(),
    },
}
pathlib.Path(__file__).with_name("golden").joinpath("optimizers.json").write_text(json.dumps(golden) + "\n")
