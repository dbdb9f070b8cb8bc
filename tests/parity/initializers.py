"""Statistics of Keras 3's initializers: writes golden/initializers.json."""
import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np


def sample(kind, make, inputs, outputs, params=None):
    values = np.array(make(seed=5)((inputs, outputs))).astype("float64")
    return {
        "kind": kind,
        "params": params or {},
        "inputs": inputs,
        "outputs": outputs,
        "count": values.size,
        "mean": float(values.mean()),
        "variance": float(values.var()),
        "largest": float(np.abs(values).max()),
        "fourthMoment": float((values**4).mean()),
    }


def scaled(mode, distribution, scale, times):
    """Weights multiplied by a number have its square as a factor of their variance."""
    return lambda seed: keras.initializers.VarianceScaling(scale * times**2, mode, distribution, seed=seed)


make = keras.initializers
golden = {
    "keras": keras.__version__,
    "cases": [
        sample("he-normal", make.HeNormal, 300, 400),
        sample("he-normal", make.HeNormal, 7, 9000),
        sample("he-normal", scaled("fan_in", "truncated_normal", 2, 0.5), 300, 400, {"scale": 0.5}),
        sample("he-uniform", make.HeUniform, 300, 400),
        sample("glorot-uniform", make.GlorotUniform, 300, 400),
        sample("glorot-uniform", make.GlorotUniform, 20, 4000),
        sample("glorot-uniform", scaled("fan_avg", "uniform", 1, 3), 300, 400, {"scale": 3}),
        sample("glorot-normal", make.GlorotNormal, 20, 4000),
        sample("lecun-normal", make.LecunNormal, 50, 2000),
        sample("lecun-uniform", make.LecunUniform, 50, 2000),
        sample("truncated-normal", lambda seed: make.TruncatedNormal(stddev=0.02, seed=seed), 300, 400),
        sample("truncated-normal", lambda seed: make.TruncatedNormal(stddev=0.5, seed=seed), 300, 400, {"deviation": 0.5}),
        sample("small-normal", lambda seed: make.RandomNormal(stddev=0.01, seed=seed), 300, 400),
        sample("uniform", lambda seed: make.RandomUniform(-0.05, 0.05, seed=seed), 300, 400),
        sample("uniform", lambda seed: make.RandomUniform(-0.6, 0.6, seed=seed), 300, 400, {"limit": 0.2, "scale": 3}),
        sample("orthogonal", make.Orthogonal, 150, 150),
        sample("orthogonal", lambda seed: make.Orthogonal(gain=1.5, seed=seed), 40, 300, {"scale": 1.5}),
        sample("orthogonal", make.Orthogonal, 300, 40),
        sample("zeros", lambda seed: make.Zeros(), 30, 40),
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("initializers.json").write_text(json.dumps(golden) + "\n")
