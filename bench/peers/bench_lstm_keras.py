"""Keras 3 on TensorFlow: fit. The second argument is one of its own accelerations."""

import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
from lstm_data import BATCH, FEATURES, STEPS, UNITS, arrays, report

MODES = {
    "graph": {"jit_compile": False, "steps_per_execution": 1},
    "graph-32": {"jit_compile": False, "steps_per_execution": 32},
    "jit": {"jit_compile": True, "steps_per_execution": 1},
}
x, y = arrays()
model = keras.Sequential([keras.Input((STEPS, FEATURES)), keras.layers.LSTM(UNITS), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(1e-3), "mse", **MODES[sys.argv[2]])
report(lambda: model.fit(x, y, batch_size=BATCH, epochs=1, verbose=0))
