"""Folds of scikit-learn: sizes by class, sizes by group, and the rows of splits in the order of time."""

import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.model_selection import GroupKFold, KFold, StratifiedKFold, TimeSeriesSplit

warnings.filterwarnings("ignore")
random = np.random.default_rng(5)


def sizes(folds):
    return [len(test) for _, test in folds]


def stratified(rows, classes, folds):
    y = random.choice(len(classes), rows, p=classes)
    parts = list(StratifiedKFold(folds, shuffle=True, random_state=1).split(np.zeros(rows), y))
    counts = [np.bincount(y[test], minlength=len(classes)).tolist() for _, test in parts]
    return {"classes": y.tolist(), "folds": folds, "sizes": sizes(parts), "perClass": np.sort(np.array(counts).T, axis=1).tolist()}


def grouped(rows, groups, folds):
    g = random.zipf(1.6, rows) % groups
    return {"groups": g.tolist(), "folds": folds, "sizes": sorted(sizes(GroupKFold(folds).split(np.zeros(rows), groups=g)))}


def timed(rows, folds):
    parts = TimeSeriesSplit(folds).split(np.zeros(rows))
    return {"rows": rows, "folds": folds, "parts": [{"train": len(a), "test": b.tolist()} for a, b in parts]}


def gapped(rows, test, gap):
    train, tested = list(TimeSeriesSplit(2, test_size=test, gap=gap).split(np.zeros(rows)))[-1]
    return {"rows": rows, "test": test, "gap": gap, "train": train.tolist(), "tested": tested.tolist()}


golden = {
    "source": f"scikit-learn {sklearn.__version__}",
    "plain": [{"rows": n, "folds": k, "sizes": sizes(KFold(k).split(np.zeros(n)))} for n, k in [(10, 3), (23, 5), (101, 10)]],
    "stratified": [
        stratified(60, [0.5, 0.3, 0.2], 5),
        stratified(101, [0.85, 0.15], 4),
        stratified(200, [0.4, 0.3, 0.2, 0.1], 7),
    ],
    "grouped": [grouped(100, 20, 4), grouped(300, 50, 5), grouped(77, 9, 3)],
    "timed": [timed(12, 3), timed(50, 5), timed(101, 4)],
    "gapped": [gapped(40, 8, 0), gapped(40, 8, 3), gapped(100, 20, 7)],
}
Path(__file__).with_name("golden").joinpath("splits.json").write_text(json.dumps(golden) + "\n")
