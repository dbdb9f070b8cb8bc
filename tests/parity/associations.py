"""Writes golden/associations.json: associations of columns by SciPy and scikit-learn."""
import json
import os
import numpy as np
from scipy import special, stats
from sklearn.feature_selection import mutual_info_classif, mutual_info_regression
from sklearn.feature_selection._mutual_info import _compute_mi_cc, _compute_mi_cd
from sklearn.metrics import mutual_info_score

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(11)


def corrected_v(table):
    """Bergsma 2013, from SciPy's chi square."""
    n = table.sum()
    r, c = table.shape
    phi = max(0.0, stats.chi2_contingency(table, correction=False).statistic / n - (r - 1) * (c - 1) / (n - 1))
    rows, columns = r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)
    return float(np.sqrt(phi / (min(rows, columns) - 1)))


numbers = []
for count, strength, rounded in [(5, 0.9, False), (60, 0.0, False), (200, 0.6, False), (120, -0.95, True), (80, 0.3, True)]:
    x = rng.normal(3, 2, count)
    y = strength * x + rng.normal(0, 1, count)
    if rounded:
        x, y = np.round(x), np.round(y)
    # Without ties the estimate of the information needs no noise, so it can be compared to the last digit.
    free = not rounded
    numbers.append(
        {
            "x": x.tolist(),
            "y": y.tolist(),
            "pearson": float(stats.pearsonr(x, y).statistic),
            "spearman": float(stats.spearmanr(x, y).statistic),
            "ranks": stats.rankdata(x).tolist(),
            "information": float(_compute_mi_cc(x / x.std(), y / y.std(), 3)) if free else None,
            "estimate": float(mutual_info_regression(x[:, None], y, random_state=0)[0]),
        }
    )

classes = []
for count, shift, k in [(30, 2.0, 2), (150, 0.5, 3), (200, 0.0, 4), (90, 5.0, 5)]:
    codes = rng.integers(0, k, count)
    x = rng.normal(0, 1, count) + shift * codes
    groups = [x[codes == c] for c in np.unique(codes)]
    f = stats.f_oneway(*groups).statistic
    between, within = len(groups) - 1, count - len(groups)
    eta = np.sqrt(f * between / (f * between + within))
    classes.append(
        {
            "x": x.tolist(),
            "codes": codes.tolist(),
            "eta": float(eta),
            "information": float(_compute_mi_cd(x / x.std(), codes, 3)),
            "estimate": float(mutual_info_classif(x[:, None], codes, random_state=0)[0]),
        }
    )

tables = []
for shape, tilt, count in [((2, 2), 0.0, 50), ((3, 4), 1.0, 400), ((2, 6), 3.0, 90), ((5, 5), 8.0, 300)]:
    weights = rng.uniform(0.5, 1.5, shape)
    for i in range(min(shape)):
        weights[i, i] += tilt
    flat = rng.choice(weights.size, count, p=(weights / weights.sum()).ravel())
    a, b = np.divmod(flat, shape[1])
    table = np.zeros(shape)
    np.add.at(table, (a, b), 1)
    tables.append(
        {
            "a": a.tolist(),
            "b": b.tolist(),
            "chiSquare": float(stats.chi2_contingency(table, correction=False).statistic),
            "cramersV": corrected_v(table),
            "information": float(mutual_info_score(a, b)),
        }
    )

shapes = []
for values in [rng.normal(size=100), rng.lognormal(size=80), rng.standard_t(2, 60), np.array([1.0, 2.0, 4.0])]:
    shapes.append(
        {
            "values": values.tolist(),
            "skewness": float(stats.skew(values)),
            "kurtosis": float(stats.kurtosis(values)),
        }
    )

digammas = [{"x": float(x), "y": float(special.digamma(x))} for x in [0.1, 0.5, 1, 2, 3, 7.5, 10, 123, 20000]]

path = os.path.join(here, "golden", "associations.json")
golden = {
    "numbers": numbers,
    "classes": classes,
    "tables": tables,
    "shapes": shapes,
    "digammas": digammas,
}
with open(path, "w") as file:
    json.dump(golden, file)
    file.write("\n")
