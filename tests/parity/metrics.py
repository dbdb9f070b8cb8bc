"""Writes golden/metrics.json: scikit-learn's figures for seeded predictions. Needs scikit-learn and numpy.

Run as `python tests/parity/metrics.py`; the file is committed, so that the tests need no Python.
"""

import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from scipy import stats
from sklearn import metrics

warnings.filterwarnings("ignore")
random = np.random.default_rng(7)


def rounded(values):
    return np.round(np.asarray(values, dtype=np.float64), 6).tolist()


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def classification(name, classes, target, probabilities):
    # Rounded first: both sides must see the same numbers.
    probabilities = np.asarray(rounded(probabilities))
    predicted = probabilities.argmax(axis=1)
    labels = list(range(classes))
    area = None
    if len(set(target)) == classes:
        if classes == 2:
            area = metrics.roc_auc_score(target, probabilities[:, 1])
        else:
            # scikit-learn wants rows that add up to one exactly enough; the ranks do not care.
            area = np.mean(
                [metrics.roc_auc_score(np.equal(target, k), probabilities[:, k]) for k in labels]
            )
    return {
        "name": name,
        "classes": classes,
        "target": [int(value) for value in target],
        "probabilities": probabilities.reshape(-1).tolist(),
        "metrics": {
            "accuracy": metrics.accuracy_score(target, predicted),
            "balancedAccuracy": metrics.balanced_accuracy_score(target, predicted),
            "logLoss": metrics.log_loss(target, probabilities, labels=labels),
            "rocAuc": area,
            "f1Macro": metrics.f1_score(target, predicted, average="macro", zero_division=0),
        },
        "confusion": metrics.confusion_matrix(target, predicted, labels=labels).tolist(),
    }


def classifications():
    binary = random.integers(0, 2, 40)
    score = 1 / (1 + np.exp(-random.normal(size=40) - binary))
    three = random.integers(0, 3, 45)
    logits = random.normal(size=(45, 3)) + 1.2 * np.eye(3)[three]
    ties = np.round(score * 4) / 4
    certain = np.eye(3)[[0, 1, 2, 2, 1, 0]]
    return [
        classification("binary", 2, binary, np.stack([1 - score, score], axis=1)),
        classification("three classes", 3, three, softmax(logits)),
        classification("equal scores", 2, binary, np.stack([1 - ties, ties], axis=1)),
        classification("certain and wrong", 3, np.array([0, 1, 2, 0, 1, 2]), certain),
        classification("a class never predicted", 3, three, softmax(logits - [0, 0, 50])),
        classification("a class that does not occur", 3, np.minimum(three, 1), softmax(logits)),
        classification("a single class", 2, np.zeros(6, int), np.full((6, 2), 0.5)),
    ]


def regression(name, actual, predicted):
    actual, predicted = np.asarray(rounded(actual)), np.asarray(rounded(predicted))
    return {
        "name": name,
        "actual": actual.tolist(),
        "predicted": predicted.tolist(),
        "metrics": {
            "r2": metrics.r2_score(actual, predicted),
            "rmse": metrics.root_mean_squared_error(actual, predicted),
            "mae": metrics.mean_absolute_error(actual, predicted),
        },
    }


def regressions():
    actual = random.normal(50, 12, 30)
    return [
        regression("near", actual, actual + random.normal(0, 3, 30)),
        regression("worse than the mean", actual, actual[::-1]),
        regression("far from zero", actual + 1e6, actual + 1e6 + random.normal(0, 3, 30)),
    ]


def statistics():
    values = np.asarray(rounded(random.normal(3, 2, 25)))
    counts, _ = np.histogram(values, bins=20)
    shares = [0, 0.1, 0.25, 0.5, 0.9, 1]
    return {
        "values": values.tolist(),
        "mean": values.mean(),
        "variance": values.var(),
        "standardError": stats.sem(values),
        "quantiles": [[share, np.quantile(values, share)] for share in shares],
        "histogram": counts.tolist(),
    }


golden = {
    "scikit-learn": sklearn.__version__,
    "classification": classifications(),
    "regression": regressions(),
    "statistics": statistics(),
}
path = Path(__file__).parent / "golden" / "metrics.json"
path.write_text(json.dumps(golden, default=float) + "\n")
