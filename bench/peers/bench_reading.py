"""pandas.read_csv and the preparation of Hone's default recipe in scikit-learn; prints seconds as JSON."""
import json
import resource
import sys
import time

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

start = time.perf_counter()
table = pd.read_csv(sys.argv[1])
reading = time.perf_counter() - start

start = time.perf_counter()
y = table.pop("target")
numbers = table.select_dtypes("number").columns
categories = table.columns.difference(numbers)
train, rest, y_train, y_rest = train_test_split(table, y, test_size=0.35, stratify=y, random_state=1)
validation, test = train_test_split(rest, test_size=20 / 35, stratify=y_rest, random_state=1)
steps = ColumnTransformer(
    [
        ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False, dtype=np.float32), categories),
    ]
)
x = steps.fit_transform(train).astype(np.float32)
others = [steps.transform(part).astype(np.float32) for part in (validation, test)]
preparing = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"reading": reading, "preparing": preparing, "peak": peak, "shape": x.shape}))
