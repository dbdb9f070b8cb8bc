"""Writes golden/preparation.json: scikit-learn's transformers fitted on training rows. Needs scikit-learn and numpy.

Run as `python tests/parity/preparation.py`; the file is committed, so that the tests need no Python.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler

random = np.random.default_rng(11)
ROWS, TRAIN = 24, 16

numbers = np.stack(
    [
        random.normal(0, 1, ROWS),
        random.normal(1500, 40, ROWS),
        random.exponential(20, ROWS),
        np.full(ROWS, 7.5),
        # Far from zero: single precision would keep three digits of the differences.
        random.normal(20_000_000, 3, ROWS),
    ],
    axis=1,
).round(4)
numbers[[2, 9, 20], 0] = np.nan
numbers[[5, 17], 2] = np.nan
colours = np.array(["red", "blue", "green", "blue"])[random.integers(0, 4, ROWS)].astype(object)
# Seen in no training row.
colours[TRAIN + 1] = "violet"


def plain(values):
    return [[None if np.isnan(value) else float(value) for value in row] for row in values]


def prepared(imputer, scaler):
    pipeline = make_pipeline(SimpleImputer(strategy=imputer), scaler)
    return plain(pipeline.fit(numbers[:TRAIN]).transform(numbers))


indicator = MissingIndicator(features="missing-only").fit(numbers[:TRAIN])
encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False).fit(colours[:TRAIN, None])
golden = {
    "scikit-learn": sklearn.__version__,
    "train": TRAIN,
    "numbers": plain(numbers),
    "colours": colours.tolist(),
    "expected": [
        {"imputer": imputer, "scaler": kind, "numbers": prepared(imputer, scaler)}
        for imputer in ("median", "mean")
        for kind, scaler in (("standardize", StandardScaler()), ("min-max", MinMaxScaler()))
    ],
    "indicators": {
        "columns": indicator.features_.tolist(),
        "values": indicator.transform(numbers).astype(int).tolist(),
    },
    "categories": encoder.categories_[0].tolist(),
    "oneHot": encoder.transform(colours[:, None]).astype(int).tolist(),
}
path = Path(__file__).parent / "golden" / "preparation.json"
path.write_text(json.dumps(golden, default=float) + "\n")
