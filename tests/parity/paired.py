"""Writes golden/paired.json: Student's t and paired comparisons by SciPy."""
import json
import os
import numpy as np
from scipy import stats

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(5)
degrees = [1, 2, 3, 4, 9, 29, 200]
cdf = [
    {"t": t, "degrees": d, "cdf": float(stats.t.cdf(t, d))}
    for d in degrees
    for t in [-40.0, -4.2, -1.0, -0.01, 0.0, 0.3, 1.0, 2.5, 12.0]
]
quantiles = [
    {"share": p, "degrees": d, "t": float(stats.t.ppf(p, d))}
    for d in degrees
    for p in [0.001, 0.05, 0.3, 0.5, 0.6, 0.975, 0.9999]
]
pairs = []
for count, shift in [(2, 0.01), (3, 0.2), (5, -0.05), (10, 0.03), (40, 0.0)]:
    before = rng.normal(0.8, 0.05, count)
    after = before + rng.normal(shift, 0.02, count)
    result = stats.ttest_rel(after, before)
    low, high = result.confidence_interval(0.95)
    less = stats.ttest_rel(after, before, alternative="greater").pvalue
    pairs.append(
        {
            "before": before.tolist(),
            "after": after.tolist(),
            "mean": float(np.mean(after - before)),
            "low": float(low),
            "high": float(high),
            "probability": float(1 - less),
        }
    )
path = os.path.join(here, "golden", "paired.json")
with open(path, "w") as file:
    json.dump({"cdf": cdf, "quantiles": quantiles, "pairs": pairs}, file, indent=1)
    file.write("\n")
