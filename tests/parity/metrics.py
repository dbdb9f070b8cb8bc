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


def calibration_error(target, probabilities, predicted):
    """torchmetrics' MulticlassCalibrationError(n_bins=15, norm="l1"), with a confidence of 1 in the last bin."""
    confidence = probabilities[np.arange(len(target)), predicted]
    right = np.equal(predicted, target).astype(float)
    bins = np.minimum(np.digitize(confidence, np.linspace(0, 1, 16)) - 1, 14)
    total = 0.0
    for k in range(15):
        rows = bins == k
        if rows.any():
            total += rows.mean() * abs(right[rows].mean() - confidence[rows].mean())
    return total


def curve_areas(classes, target, probabilities):
    """Null where a judged class does not occur; scikit-learn itself warns and gives 0 or NaN there."""
    present = set(int(value) for value in target)
    if classes == 2:
        roc = metrics.roc_auc_score(target, probabilities[:, 1]) if len(present) == 2 else None
        return roc, metrics.average_precision_score(target, probabilities[:, 1]) if 1 in present else None
    if len(present) < classes:
        return None, None
    # scikit-learn wants rows that add up to one exactly enough; the ranks do not care.
    each = [
        (
            metrics.roc_auc_score(np.equal(target, k), probabilities[:, k]),
            metrics.average_precision_score(np.equal(target, k), probabilities[:, k]),
        )
        for k in range(classes)
    ]
    return tuple(np.mean(each, axis=0))


def brier(classes, target, probabilities):
    if classes == 2:
        return metrics.brier_score_loss(target, probabilities[:, 1], pos_label=1)
    # brier_score_loss refuses rows whose rounded sum is not 1: its formula.
    return np.mean(np.sum((probabilities - np.eye(classes)[target]) ** 2, axis=1))


def classification(name, classes, target, probabilities):
    # Rounded first: both sides must see the same numbers.
    probabilities = np.asarray(rounded(probabilities))
    predicted = probabilities.argmax(axis=1)
    labels = list(range(classes))
    roc, precision = curve_areas(classes, target, probabilities)
    kappa = metrics.cohen_kappa_score(target, predicted)
    averaged = {"average": "macro", "zero_division": 0}
    return {
        "name": name,
        "classes": classes,
        "target": [int(value) for value in target],
        "probabilities": probabilities.reshape(-1).tolist(),
        "metrics": {
            "accuracy": metrics.accuracy_score(target, predicted),
            "balancedAccuracy": metrics.balanced_accuracy_score(target, predicted),
            "logLoss": metrics.log_loss(target, probabilities, labels=labels),
            "rocAuc": roc,
            "f1Macro": metrics.f1_score(target, predicted, **averaged),
            "prAuc": precision,
            "f1Micro": metrics.f1_score(target, predicted, average="micro"),
            "f1Weighted": metrics.f1_score(target, predicted, average="weighted", zero_division=0),
            "precisionMacro": metrics.precision_score(target, predicted, **averaged),
            "recallMacro": metrics.recall_score(target, predicted, **averaged),
            "brier": brier(classes, target, probabilities),
            "ece": calibration_error(target, probabilities, predicted),
            "cohenKappa": None if np.isnan(kappa) else kappa,
            "mcc": metrics.matthews_corrcoef(target, predicted),
        },
        "confusion": metrics.confusion_matrix(target, predicted, labels=labels).tolist(),
    }


def many():
    target = random.integers(0, 2, 1000)
    score = np.round(1 / (1 + np.exp(-random.normal(size=1000) - target)), 2)
    return target, np.stack([1 - score, score], axis=1)


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
        classification("a single class, missed at times", 2, np.ones(6, int), np.stack([ties[:6], 1 - ties[:6]], axis=1)),
        classification("one prediction for all", 2, binary, np.tile([0.3, 0.7], (40, 1))),
        classification("a thousand rows with many equal scores", 2, *many()),
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
            "medianAe": metrics.median_absolute_error(actual, predicted),
            "mape": metrics.mean_absolute_percentage_error(actual, predicted),
        },
    }


def regressions():
    actual = random.normal(50, 12, 30)
    return [
        regression("near", actual, actual + random.normal(0, 3, 30)),
        regression("worse than the mean", actual, actual[::-1]),
        regression("with zeros", np.append(actual, [0, -2, 0]), np.append(actual[::-1], [0, 1, 0.5])),
        regression("far from zero", actual + 1e6, actual + 1e6 + random.normal(0, 3, 30)),
    ]


def quantiles(levels):
    actual = np.asarray(rounded(random.normal(50, 12, 40)))
    columns = np.sort(np.asarray(rounded(50 + 12 * stats.norm.ppf(levels) + random.normal(0, 3, (40, len(levels))))), axis=1).T
    low, high = columns[0], columns[-1]
    return {
        "levels": levels,
        "actual": actual.tolist(),
        "columns": columns.tolist(),
        "pinball": np.mean([metrics.mean_pinball_loss(actual, column, alpha=level) for level, column in zip(levels, columns)]),
        "coverage": np.mean((actual >= low) & (actual <= high)),
    }


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
    "quantiles": [quantiles([0.05, 0.5, 0.95]), quantiles([0.1, 0.25, 0.4, 0.9])],
}
path = Path(__file__).parent / "golden" / "metrics.json"
path.write_text(json.dumps(golden, default=float) + "\n")
