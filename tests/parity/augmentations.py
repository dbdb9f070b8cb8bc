"""Writes golden/augmentations.json: imbalanced-learn's resamplers with the random numbers that they drew, and the series
transformations of Iwana and Uchida 2021 (their published formulas, with scipy's spline). Needs imbalanced-learn.

Run as `python tests/parity/augmentations.py`; the file is committed, so that the tests need no Python.
"""

import json
from pathlib import Path

import imblearn
import numpy as np
from imblearn.over_sampling import ADASYN, SMOTE, SMOTENC, BorderlineSMOTE, RandomOverSampler
from scipy.interpolate import CubicSpline


class Recorder(np.random.RandomState):
    """Keeps every number that it draws; `choice` draws through `randint`."""

    def __init__(self, seed):
        super().__init__(seed)
        self.integers, self.uniforms = [], []

    def randint(self, *arguments, **named):
        drawn = super().randint(*arguments, **named)
        self.integers += np.ravel(drawn).tolist()
        return drawn

    def uniform(self, low=0.0, high=1.0, size=None):
        drawn = super().uniform(0.0, 1.0, size)
        self.uniforms += np.ravel(drawn).tolist()
        return low + (high - low) * drawn


random = np.random.default_rng(5)
counts = [40, 14, 9]
targets = np.repeat([0, 1, 2], counts)
order = random.permutation(len(targets))
targets = targets[order]
centres = np.array([[0, 0, 0], [1.2, 0.5, 0], [0.2, -1.1, 0.7]])
numbers = (centres[targets] + random.normal(0, 0.9, (len(targets), 3))).astype(np.float32).astype(float)
# Two categories each, so that five neighbours are never of two minds.
flags = np.stack([random.random(len(targets)) < 0.4, random.random(len(targets)) < 0.3 + 0.2 * targets], 1)


def made(sampler, x):
    sampler.random_state = recorder = Recorder(7)
    x_all, y_all = sampler.fit_resample(x, targets)
    rows = len(targets)
    return {
        "x": np.asarray(x_all[rows:], dtype=float).round(6).tolist(),
        "targets": y_all[rows:].tolist(),
        "integers": recorder.integers,
        "uniforms": [round(value, 9) for value in recorder.uniforms],
    }


mixed = np.hstack([numbers, flags.astype(float)])
samplers = {
    "random-over": (RandomOverSampler(), numbers),
    "smote": (SMOTE(k_neighbors=5), numbers),
    "smote-nc": (SMOTENC(categorical_features=[3, 4], k_neighbors=5), mixed),
    "borderline-1": (BorderlineSMOTE(kind="borderline-1", k_neighbors=5, m_neighbors=10), numbers),
    "borderline-2": (BorderlineSMOTE(kind="borderline-2", k_neighbors=5, m_neighbors=10), numbers),
    "adasyn": (ADASYN(n_neighbors=5), numbers),
}
STEPS, FEATURES, KNOTS = 20, 2, 4
series = np.stack([np.sin(np.arange(STEPS) / 2), np.linspace(-1, 2, STEPS) ** 2], 1)
series += random.normal(0, 0.05, series.shape)
warps = random.normal(0, 1, KNOTS + 2)
places = np.linspace(0, STEPS - 1, KNOTS + 2)
bent = CubicSpline(places, places * (1 + 0.2 * warps))(np.arange(STEPS))
moments = np.clip((STEPS - 1) / bent[-1] * bent, 0, STEPS - 1)
LENGTH, START = int(np.ceil(0.9 * STEPS)), 1
ORDER = [2, 0, 1]
pieces = np.array_split(np.arange(STEPS), 3)


def each_feature(change):
    return np.stack([change(series[:, feature]) for feature in range(FEATURES)], 1).tolist()


golden = {
    "imbalanced-learn": imblearn.__version__,
    "numbers": numbers.tolist(),
    "flags": flags.astype(int).tolist(),
    "targets": targets.tolist(),
    "made": {name: made(sampler, x) for name, (sampler, x) in samplers.items()},
    "series": series.tolist(),
    "timeWarp": {
        "normals": warps.tolist(),
        "x": each_feature(lambda values: np.interp(np.arange(STEPS), np.arange(STEPS), np.interp(moments, np.arange(STEPS), values))),
    },
    "windowSlicing": {
        "start": START,
        "x": each_feature(
            lambda values: np.interp(
                np.linspace(0, LENGTH, num=STEPS), np.arange(LENGTH), values[START : START + LENGTH]
            )
        ),
    },
    "permutation": {
        "order": ORDER,
        "x": series[np.concatenate([pieces[piece] for piece in ORDER])].tolist(),
    },
}
path = Path(__file__).parent / "golden" / "augmentations.json"
path.write_text(json.dumps(golden) + "\n")
