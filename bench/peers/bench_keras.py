"""Keras 3 on TensorFlow: fit with the best of its own accelerations (jit_compile, steps_per_execution)."""

import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
from data import arrays, report, shape

hidden, batch = shape()
x, y = arrays()
model = keras.Sequential(
    [keras.Input((20,)), keras.layers.Dense(hidden, "relu"), keras.layers.Dense(hidden, "relu"), keras.layers.Dense(1, "sigmoid")]
)
model.compile("adam", "binary_crossentropy", jit_compile=True, steps_per_execution=32)
report(lambda: model.fit(x, y, batch_size=batch, epochs=1, verbose=0))
