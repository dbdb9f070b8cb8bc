"""The table of bench/levers.mjs: a CSV as prepared float32 rows, the same for every engine."""

import sys
import time

import numpy as np
import pandas as pd


def prepare(source, target, out):
    """Numbers standardized, categories one-hot, target standardized; written as two int32 sizes and float32 rows."""
    table = pd.read_csv(source)
    y = table.pop(target).astype("float64")
    x = pd.get_dummies(table).astype("float64")
    x = (x - x.mean()) / x.std(ddof=0).replace(0, 1)
    y = (y - y.mean()) / y.std(ddof=0)
    rows = np.column_stack([x.to_numpy(), y.to_numpy()]).astype("float32")
    with open(out, "wb") as file:
        file.write(np.array(rows.shape, dtype="int32").tobytes())
        file.write(rows.tobytes())


def read(path):
    """x [rows, inputs] and y [rows], float32."""
    with open(path, "rb") as file:
        shape = np.frombuffer(file.read(8), dtype="int32")
        values = np.frombuffer(file.read(), dtype="float32").reshape(shape)
    return values[:, :-1].copy(), values[:, -1].copy()


def report(epoch, seconds=5.0, least=5):
    """Runs epochs for some seconds after a first one; prints the median in milliseconds, the first in seconds, the loss."""
    begin = time.perf_counter()
    loss = epoch()
    first = time.perf_counter() - begin
    times = []
    while sum(times) < seconds or len(times) < least:
        begin = time.perf_counter()
        loss = epoch()
        times.append(time.perf_counter() - begin)
    print(f"{1000 * sorted(times)[len(times) // 2]:.3f} {first:.3f} {float(loss):.5f}")


if __name__ == "__main__":
    prepare(*sys.argv[1:])
