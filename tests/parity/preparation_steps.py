"""Writes golden/preparation_steps.json: scikit-learn's transformers, imputers, encoders and selections on small tables.

Run as `python tests/parity/preparation_steps.py`; needs scikit-learn, scipy and numpy. The file is committed.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from scipy import stats
from sklearn.decomposition import PCA
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.feature_selection import (
    VarianceThreshold,
    mutual_info_classif,
    mutual_info_regression,
)
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.linear_model import Lasso, LogisticRegression
from sklearn.preprocessing import (
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    StandardScaler,
    TargetEncoder,
)

random = np.random.default_rng(5)
ROWS, TRAIN = 70, 50

numbers = np.stack(
    [
        random.normal(0, 1, ROWS),
        random.exponential(20, ROWS),
        -random.lognormal(1, 1, ROWS),
        # Many values of the same size.
        random.integers(0, 4, ROWS).astype(float),
        np.full(ROWS, 7.5),
        random.normal(0, 1, ROWS) ** 3 * 100,
    ],
    axis=1,
)
numbers = numbers.astype(np.float32).astype(float)
train = numbers[:TRAIN]


def plain(values):
    return [[None if np.isnan(v) else float(v) for v in row] for row in np.asarray(values, float)]


def smooth(z, limit=3.0):
    return z / np.sqrt(1 + (z / limit) ** 2)


def real_mlp(x):
    low, middle, high = np.quantile(train, [0.25, 0.5, 0.75], axis=0)
    spread = high - low
    whole = 0.5 * (train.max(axis=0) - train.min(axis=0))
    spread = np.where(spread == 0, whole, spread)
    factor = np.where(spread == 0, 0, 1 / (spread + 1e-30))
    return smooth((x - middle) * factor)


def standard_of(f):
    return StandardScaler().fit(f(train)).transform(f(numbers))


def clip(x):
    return np.clip(x, np.quantile(train, 0.05, axis=0), np.quantile(train, 0.9, axis=0))


scalers = [
    ({"kind": "standardize"}, StandardScaler()),
    ({"kind": "min-max", "low": -1, "high": 2}, MinMaxScaler((-1, 2))),
    ({"kind": "max-abs"}, MaxAbsScaler()),
    ({"kind": "robust"}, RobustScaler()),
    ({"kind": "robust", "low": 0.1, "high": 0.8, "centre": False}, RobustScaler(quantile_range=(10, 80), with_centering=False)),
    ({"kind": "quantile", "output": "uniform", "quantiles": 20}, QuantileTransformer(n_quantiles=20, output_distribution="uniform")),
    ({"kind": "quantile", "output": "normal", "quantiles": 20}, QuantileTransformer(n_quantiles=20, output_distribution="normal")),
    ({"kind": "quantile", "output": "normal", "quantiles": 1000}, QuantileTransformer(n_quantiles=TRAIN, output_distribution="normal")),
    ({"kind": "yeo-johnson"}, PowerTransformer()),
    ({"kind": "yeo-johnson", "standardize": False}, PowerTransformer(standardize=False)),
]
# Columns that Yeo-Johnson takes: a constant has no likeliest power.
VARYING = [0, 1, 2, 3, 5]
scaled = []
for settings, scaler in scalers:
    columns = VARYING if settings["kind"] == "yeo-johnson" else list(range(6))
    if settings.get("quantiles") == 1000:
        # Where quantiles are the values themselves, numpy's rounding splits equal ones at the ends of their run.
        columns = [0, 1, 2, 4, 5]
    values = scaler.fit(train[:, columns]).transform(numbers[:, columns])
    scaled.append({"settings": settings, "columns": columns, "values": plain(values)})
scaled += [
    {"settings": {"kind": "log"}, "columns": VARYING, "values": plain(standard_of(lambda x: np.sign(x) * np.log1p(np.abs(x)))[:, VARYING])},
    {"settings": {"kind": "log", "standardize": False}, "columns": VARYING, "values": plain((np.sign(numbers) * np.log1p(np.abs(numbers)))[:, VARYING])},
    {"settings": {"kind": "clip", "low": 0.05, "high": 0.9}, "columns": VARYING, "values": plain(standard_of(clip)[:, VARYING])},
    {"settings": {"kind": "smooth-clip", "limit": 2}, "columns": list(range(6)), "values": plain(smooth(StandardScaler().fit(train).transform(numbers), 2.0))},
    {"settings": {"kind": "robust-smooth-clip"}, "columns": list(range(6)), "values": plain(real_mlp(numbers))},
]

holes = numbers[:, [0, 1, 3, 5]].copy()
holes[random.random(holes.shape) < 0.2] = np.nan
# Columns without gaps in training take the mean in Hone, so the last is left whole.
whole = numbers[:, [2]]
gaps = np.hstack([holes, whole])


def knn(neighbours, weights, scale):
    imputer = KNNImputer(n_neighbors=neighbours, weights=weights)
    if not scale:
        return imputer.fit(gaps[:TRAIN]).transform(gaps)
    scaler = StandardScaler().fit(gaps[:TRAIN])
    return scaler.inverse_transform(imputer.fit(scaler.transform(gaps[:TRAIN])).transform(scaler.transform(gaps)))


def simple(**settings):
    return SimpleImputer(**settings).fit(gaps[:TRAIN]).transform(gaps)


imputed = [
    {"settings": {"kind": "mean"}, "values": plain(simple(strategy="mean"))},
    {"settings": {"kind": "median"}, "values": plain(simple(strategy="median"))},
    {"settings": {"kind": "most-frequent"}, "values": plain(simple(strategy="most_frequent"))},
    {"settings": {"kind": "constant", "value": -3.5}, "values": plain(simple(strategy="constant", fill_value=-3.5))},
    {"settings": {"kind": "knn", "scaled": False}, "values": plain(knn(5, "uniform", False))},
    {"settings": {"kind": "knn", "scaled": False, "weights": "distance", "neighbours": 3}, "values": plain(knn(3, "distance", False))},
    {"settings": {"kind": "knn", "neighbours": 4}, "values": plain(knn(4, "uniform", True))},
]

letters = np.array(list("aabbbbcddde"))[random.integers(0, 11, ROWS)].astype(object)
letters[TRAIN + 2] = "z"
value = random.normal(0, 1, ROWS) + (letters == "b") * 2
binary = np.where(value > np.median(value), "yes", "no")
three = np.array(["p", "q", "r"])[np.digitize(value, np.quantile(value[:TRAIN], [0.3, 0.7]))]
column = letters[:, None]


def target(y, kind, smooth):
    encoder = TargetEncoder(target_type=kind, smooth=smooth, shuffle=False)
    fitted = encoder.fit_transform(column[:TRAIN], y[:TRAIN])
    return {"train": plain(fitted), "others": plain(encoder.transform(column[TRAIN:]))}


def one_hot(**settings):
    encoder = OneHotEncoder(handle_unknown="ignore", sparse_output=False, **settings).fit(column[:TRAIN])
    return plain(encoder.transform(column))


ordinal = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1).fit(column[:TRAIN])
given = OrdinalEncoder(categories=[["e", "d", "c", "b", "a"]], handle_unknown="use_encoded_value", unknown_value=-1).fit(column[:TRAIN])
counts = {c: int((letters[:TRAIN] == c).sum()) for c in set(letters)}
infrequent = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=8, sparse_output=False).fit(column[:TRAIN])
categories = {
    "letters": letters.tolist(),
    "value": value.tolist(),
    "binary": binary.tolist(),
    "three": three.tolist(),
    "oneHot": [
        {"settings": {"minimumRows": 8}, "values": one_hot(min_frequency=8)},
        {"settings": {"most": 3}, "values": one_hot(max_categories=3)},
        {"settings": {"minimumRows": 8, "unknown": "rare"}, "values": plain(infrequent.transform(column))},
    ],
    "ordinal": plain(ordinal.transform(column)),
    "given": plain(given.transform(column)),
    "counts": [[float(counts[c]) if c != "z" else 0.0] for c in letters],
    "hashed": plain(FeatureHasher(n_features=7, input_type="dict").transform([{"letter": c} for c in letters]).toarray()),
    "target": {
        "value": target(value, "continuous", "auto"),
        "binary": target(binary, "binary", "auto"),
        "three": target(three, "multiclass", "auto"),
        "fixed": target(value, "continuous", 4.0),
    },
}

texts = [
    "The cat sat on the mat, the CAT!",
    "",
    "Größe 12 und Höhe 7: naïve café",
    "서울 부산 서울특별시 a b",
    "日本語 のテキスト  with   spaces",
    "under_score x1 y 3.14 🙂 ok",
]


def hashed(**settings):
    return plain(HashingVectorizer(n_features=32, **settings).transform(texts).toarray())


vectors = [
    {"settings": {"kind": "words", "features": 32, "longest": 2, "weight": "count"}, "values": hashed(ngram_range=(1, 2))},
    {"settings": {"kind": "words", "features": 32, "longest": 1, "weight": "binary", "normalize": False, "lowercase": False}, "values": hashed(binary=True, norm=None, lowercase=False)},
    {"settings": {"kind": "characters", "features": 32, "shortest": 2, "longest": 3, "weight": "count"}, "values": hashed(analyzer="char", ngram_range=(2, 3))},
    {"settings": {"kind": "characters", "features": 32, "shortest": 3, "longest": 5, "weight": "count", "withinWords": True}, "values": hashed(analyzer="char_wb", ngram_range=(3, 5))},
]

matrix = StandardScaler().fit(numbers[:TRAIN, VARYING]).transform(numbers[:, VARYING])
m_train = matrix[:TRAIN]
y_value = (value[:TRAIN] - value[:TRAIN].mean()) / value[:TRAIN].std()
y_binary = (binary[:TRAIN] == "yes").astype(int)
whitened = PCA(n_components=3, whiten=True).fit(m_train)
shared = PCA(n_components=0.7).fit(m_train)
informative = matrix.copy()
informative[:, 0] = value + 0.3 * matrix[:, 0]
steps = {
    "columns": VARYING,
    "matrix": plain(informative),
    "polynomial": plain(PolynomialFeatures(2, include_bias=False).fit(m_train).transform(matrix[:5])),
    "interactions": plain(PolynomialFeatures(3, interaction_only=True, include_bias=False).fit(m_train).transform(matrix[:5])),
    "whitened": plain(whitened.transform(matrix)),
    "shared": plain(shared.transform(matrix)),
    "variance": VarianceThreshold(1.5).fit(numbers[:TRAIN]).get_support().tolist(),
    "informationOfClass": mutual_info_classif(informative[:TRAIN], y_binary, random_state=0).tolist(),
    "informationOfValue": mutual_info_regression(informative[:TRAIN], value[:TRAIN], random_state=0).tolist(),
    "lasso": np.abs(Lasso(alpha=0.05, tol=1e-10).fit(informative[:TRAIN], y_value).coef_).tolist(),
    "logistic": np.abs(
        LogisticRegression(l1_ratio=1, C=1 / (0.05 * TRAIN), solver="saga", tol=1e-10, max_iter=100000)
        .fit(informative[:TRAIN], y_binary)
        .coef_[0]
    ).tolist(),
}

golden = {
    "scikit-learn": sklearn.__version__,
    "train": TRAIN,
    "numbers": plain(numbers),
    "scaled": scaled,
    "gaps": plain(gaps),
    "imputed": imputed,
    "categories": categories,
    "texts": {"texts": texts, "vectors": vectors},
    "steps": steps,
    "normal": [[float(p), float(stats.norm.ppf(p))] for p in [1e-7, 1e-5, 0.01, 0.07, 0.08, 0.3, 0.5]],
}
path = Path(__file__).parent / "golden" / "preparation_steps.json"
path.write_text(json.dumps(golden) + "\n")
