"""scikit-learn's default MLP on one table: prints its test metrics as JSON. Arguments: folder, name, target, seed."""

import json
import sys
import warnings

import numpy as np
import pandas as pd
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, balanced_accuracy_score, log_loss, r2_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
folder, name, target, seed = sys.argv[1:]
train, test = (pd.read_csv(f"{folder}/{name}.{part}.csv").dropna(subset=[target]) for part in ("train", "test"))
x, y, xt, yt = train.drop(columns=target), train[target], test.drop(columns=target), test[target]
numbers = [column for column in x if pd.api.types.is_numeric_dtype(x[column])]
texts = [column for column in x if column not in numbers]
prepare = make_column_transformer(
    (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
    (OneHotEncoder(handle_unknown="ignore"), texts),
)
if pd.api.types.is_numeric_dtype(y):
    network = TransformedTargetRegressor(MLPRegressor(random_state=int(seed)), transformer=StandardScaler())
    print(json.dumps({"r2": r2_score(yt, make_pipeline(prepare, network).fit(x, y).predict(xt))}))
else:
    model = make_pipeline(prepare, MLPClassifier(random_state=int(seed))).fit(x, y)
    probabilities = model.predict_proba(xt)
    labels = model.classes_[np.argmax(probabilities, 1)]
    print(
        json.dumps(
            {
                "accuracy": accuracy_score(yt, labels),
                "balancedAccuracy": balanced_accuracy_score(yt, labels),
                "logLoss": log_loss(yt, probabilities, labels=model.classes_),
            }
        )
    )
