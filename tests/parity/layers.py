"""Layers, penalties and initializers of Keras 3: writes golden/layers.json."""
import json
import pathlib

import keras
import numpy as np

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


def initializer(kind, make, inputs, outputs):
    values = np.array(make(seed=5)((inputs, outputs))).astype("float64")
    return {
        "kind": kind,
        "inputs": inputs,
        "outputs": outputs,
        "count": values.size,
        "mean": float(values.mean()),
        "variance": float(values.var()),
        "largest": float(np.abs(values).max()),
        "fourthMoment": float((values**4).mean()),
    }


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
    "initializers": [
        initializer("he-normal", keras.initializers.HeNormal, 300, 400),
        initializer("he-normal", keras.initializers.HeNormal, 7, 9000),
        initializer("glorot-uniform", keras.initializers.GlorotUniform, 300, 400),
        initializer("glorot-uniform", keras.initializers.GlorotUniform, 20, 4000),
    ],
    "penalty": penalty(),
}
pathlib.Path(__file__).with_name("golden").joinpath("layers.json").write_text(json.dumps(golden) + "\n")
