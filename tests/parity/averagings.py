"""Weight averages of PyTorch, and of the debiased mean in float64: writes golden/averagings.json.

Run: pip install numpy torch; python tests/parity/averagings.py
"""
import json
import pathlib

import numpy as np
import torch

EPOCHS = 8
STEPS_PER_EPOCH = 5
random = np.random.default_rng(3)
WEIGHTS = np.cumsum(random.normal(0, 1, (EPOCHS * STEPS_PER_EPOCH, 3)), axis=0)


def debiased(decay):
    """Adam's mean of the weights: from zero, divided by what it has gathered."""
    average = np.zeros(3)
    seen = []
    for step, weights in enumerate(WEIGHTS, 1):
        average = decay * average + (1 - decay) * weights
        seen.append((average / (1 - decay**step)).tolist())
    return seen


def swa(first):
    """Averages at the ends of epochs from number `first` on."""
    model = torch.nn.Linear(3, 1, bias=False, dtype=torch.float64)
    averaged = torch.optim.swa_utils.AveragedModel(model)
    seen = []
    for epoch in range(1, EPOCHS + 1):
        weights = WEIGHTS[epoch * STEPS_PER_EPOCH - 1]
        with torch.no_grad():
            model.weight.copy_(torch.tensor(weights)[None])
        if epoch >= first:
            averaged.update_parameters(model)
            seen.append([epoch, averaged.module.weight[0].tolist()])
    return seen


golden = {
    "epochs": EPOCHS,
    "stepsPerEpoch": STEPS_PER_EPOCH,
    "weights": WEIGHTS.tolist(),
    "ema": [{"decay": decay, "averages": debiased(decay)} for decay in (0.0, 0.5, 0.99)],
    "swa": [
        {"start": start, "averages": swa(first)} for start, first in ((0.75, 6), (0.5, 4), (0.6, 5), (0.0, 1), (1.0, 8))
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("averagings.json").write_text(json.dumps(golden) + "\n")
