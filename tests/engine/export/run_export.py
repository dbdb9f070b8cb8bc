"""Runs an exported folder on raw rows in Python: python run_export.py FOLDER ROWS.json

ROWS.json maps each column to its list of values (null is a missing number). Prints one JSON object with the
outputs as nested lists. The ONNX file is checked with onnx.checker first. Needs numpy, and onnx with
onnxruntime, or tensorflow.
"""

import json
import math
import os
import sys

import numpy as np


def columns(card, rows):
    def column(spec):
        values = rows[spec["column"]]
        if spec["dtype"] == "string":
            return np.array(values, dtype=object).reshape(-1, 1)
        numbers = [math.nan if value is None else value for value in values]
        return np.array(numbers, dtype=spec["dtype"]).reshape(-1, 1)

    return {spec["name"]: column(spec) for spec in card["inputs"]}


def run_onnx(folder, inputs):
    import onnx
    import onnxruntime

    file = os.path.join(folder, "model.onnx")
    onnx.checker.check_model(onnx.load(file), full_check=True)
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, inputs)))


def run_saved_model(folder, inputs):
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf

    signature = tf.saved_model.load(folder).signatures["serving_default"]
    results = signature(**{name: tf.constant(values) for name, values in inputs.items()})
    return {name: value.numpy() for name, value in results.items()}


def plain(value):
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def main():
    folder, rows_file = sys.argv[1:]
    with open(os.path.join(folder, "model-card.json"), encoding="utf-8") as file:
        card = json.load(file)
    with open(rows_file, encoding="utf-8") as file:
        rows = json.load(file)
    run = {"onnx": run_onnx, "saved-model": run_saved_model}[card["format"]]
    results = run(folder, columns(card, rows))
    print(json.dumps({name: plain(value.tolist()) for name, value in results.items()}))


main()
