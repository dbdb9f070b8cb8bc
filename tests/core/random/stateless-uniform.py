"""TensorFlow's own stateless uniform numbers for several seeds: writes golden/stateless-uniform.json."""
import json
import pathlib

import tensorflow as tf

SEEDS = [(42, 7), (0, 0), (1, 2), (-1, 0), (0, -1), (-5, -77), (2147483647, -2147483648), (123456789, 987654321)]
golden = {
    "tensorflow": tf.__version__,
    "cases": [
        {
            "seeds": seeds,
            # In units of 2^-23, of which every such number is a multiple: exact in JSON.
            "units": [int(value * 2**23) for value in tf.random.stateless_uniform([length], seeds, alg="philox").numpy()],
        }
        for seeds in SEEDS
        for length in (10, 4)
    ]
    + [
        {"seeds": [3, 4], "units": [int(v * 2**23) for v in tf.random.stateless_uniform([1001], [3, 4], alg="philox").numpy()]}
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("stateless-uniform.json").write_text(json.dumps(golden) + "\n")
