"""Writes golden/series.json: statsmodels' seasonal_decompose and pandas' rolling figures. Needs statsmodels and pandas.

Run as `python tests/parity/series.py`; the file is committed, so that the tests need no Python.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels
from statsmodels.tsa.seasonal import seasonal_decompose

random = np.random.default_rng(4)
time = np.arange(60)
values = (10 + 0.3 * time + 4 * np.sin(2 * np.pi * time / 12) + random.normal(0, 0.5, 60)).round(4)


def plain(numbers):
    return [None if np.isnan(number) else float(number) for number in numbers]


def parts(season):
    made = seasonal_decompose(values, period=season)
    return {"season": season, "trend": plain(made.trend), "seasonal": plain(made.seasonal), "residual": plain(made.resid)}


rolling = pd.Series(values).rolling(5)
golden = {
    "statsmodels": statsmodels.__version__,
    "pandas": pd.__version__,
    "values": values.tolist(),
    "decompositions": [parts(12), parts(7)],
    "rolling": {
        "length": 5,
        "mean": plain(rolling.mean()),
        "deviation": plain(rolling.std()),
        "least": plain(rolling.min()),
        "greatest": plain(rolling.max()),
    },
}
path = Path(__file__).parent / "golden" / "series.json"
path.write_text(json.dumps(golden) + "\n")
