"""Gradient clipping of Keras 3 and of the paper on adaptive clipping: writes golden/clippings.json.

Run: pip install keras jax numpy torch; python tests/parity/clippings.py
"""
import json
import os
import pathlib

# TensorFlow and PyTorch cannot be loaded into one process.
os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
import torch

random = np.random.default_rng(5)
SHAPES = [(4, 3), (3,), (2, 3, 2)]
PARAMETERS = [random.normal(0, 1, shape).astype("float32") for shape in SHAPES]
GRADIENTS = [
    (10.0 ** random.uniform(-4, 1, shape) * random.choice([-1, 1], shape)).astype("float32") for shape in SHAPES
]
# A unit whose weights are zero, and one without a gradient.
PARAMETERS[0][:, 0] = 0
GRADIENTS[0][:, 1] = 0


def numbers(arrays):
    return [np.asarray(array, "float64").reshape(-1).tolist() for array in arrays]


def of_keras(**clip):
    """The step of plain gradient descent at rate 1 from zero is the clipped gradient, turned around."""
    variables = [keras.Variable(np.zeros_like(gradient)) for gradient in GRADIENTS]
    optimizer = keras.optimizers.SGD(1.0, **clip)
    optimizer.apply([keras.ops.convert_to_tensor(gradient) for gradient in GRADIENTS], variables)
    return numbers(-keras.ops.convert_to_numpy(variable) for variable in variables)


def of_torch(clip, *settings):
    tensors = [torch.nn.Parameter(torch.zeros(shape)) for shape in SHAPES]
    for tensor, gradient in zip(tensors, GRADIENTS):
        tensor.grad = torch.tensor(gradient)
    clip(tensors, *settings)
    return numbers(tensor.grad.numpy() for tensor in tensors)


def adaptive(limit):
    """Equation 3 of Brock et al. 2021 for each unit of a kernel in float64; parameters of one axis stay."""
    clipped = []
    for parameter, gradient in zip(PARAMETERS, GRADIENTS):
        result = gradient.astype("float64").copy()
        if parameter.ndim > 1:
            for unit in range(parameter.shape[-1]):
                allowed = limit * max(np.linalg.norm(parameter[..., unit].astype("float64")), 1e-3)
                length = np.linalg.norm(result[..., unit])
                if length > allowed:
                    result[..., unit] *= allowed / length
        clipped.append(result)
    return numbers(clipped)


golden = {
    "shapes": SHAPES,
    "parameters": numbers(PARAMETERS),
    "gradients": numbers(GRADIENTS),
    "cases": [
        {"reference": "none", "kind": "none", "params": {}, "clipped": numbers(GRADIENTS)},
        *(
            {"reference": "Keras", "kind": "value", "params": {"limit": limit}, "clipped": of_keras(clipvalue=limit)}
            for limit in (0.01, 0.5, 100.0)
        ),
        *(
            {
                "reference": "PyTorch",
                "kind": "value",
                "params": {"limit": limit},
                "clipped": of_torch(torch.nn.utils.clip_grad_value_, limit),
            }
            for limit in (0.1,)
        ),
        *(
            {"reference": "Keras", "kind": "norm", "params": {"limit": limit}, "clipped": of_keras(global_clipnorm=limit)}
            for limit in (0.01, 1.0, 1000.0)
        ),
        *(
            {
                "reference": "PyTorch",
                "kind": "norm",
                "params": {"limit": limit},
                "clipped": of_torch(torch.nn.utils.clip_grad_norm_, limit),
            }
            for limit in (2.0, 500.0)
        ),
        *(
            {"reference": "the paper", "kind": "adaptive", "params": {"limit": limit}, "clipped": adaptive(limit)}
            for limit in (0.01, 0.3, 5.0)
        ),
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("clippings.json").write_text(json.dumps(golden) + "\n")
