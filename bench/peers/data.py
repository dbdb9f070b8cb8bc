"""The task that every engine of the comparison trains on: 8,000 rows, 20 features, two classes, a network H-H-1."""

import sys
import time

import numpy as np

ROWS, FEATURES = 8000, 20


def arrays():
    """x [8000, 20] and y [8000], float32; the same numbers for every engine."""
    rng = np.random.default_rng(1)
    x = rng.standard_normal((ROWS, FEATURES)).astype("float32")
    return x, (x[:, 0] > 0).astype("float32")


def shape():
    """Hidden units and batch size from the command line."""
    return int(sys.argv[1]), int(sys.argv[2])


def report(epoch, seconds=4.0, least=5):
    """Runs epochs for some seconds after a first one and prints the median, in milliseconds."""
    begin = time.perf_counter()
    epoch()
    first = time.perf_counter() - begin
    times = []
    while sum(times) < seconds or len(times) < least:
        begin = time.perf_counter()
        epoch()
        times.append(time.perf_counter() - begin)
    print(f"{1000 * sorted(times)[len(times) // 2]:.3f} {first:.3f}")
