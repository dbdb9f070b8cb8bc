"""Cosine decay of Keras 3 at the first, middle, last and later steps: writes golden/schedules.json."""
import json
import pathlib

import keras

cases = [
    {
        "finalShare": alpha,
        "totalSteps": steps,
        "factors": [
            [step, float(keras.optimizers.schedules.CosineDecay(1.0, steps, alpha=alpha)(step))]
            for step in sorted({0, 1, steps // 3, steps // 2, steps - 1, steps, steps + 5})
        ],
    }
    for alpha in (0.0, 0.1, 1.0)
    for steps in (1, 10, 999)
]
golden = {"keras": keras.__version__, "cases": cases}
pathlib.Path(__file__).with_name("golden").joinpath("schedules.json").write_text(json.dumps(golden) + "\n")
