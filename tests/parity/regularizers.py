"""Weights after 20 steps of a small network in PyTorch (float64), with one lever of the training step at a time."""

import json
import pathlib

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(7)
ROWS, INPUTS, HIDDEN, CLASSES, STEPS, RATE = 12, 4, 5, 3, 20, 0.1
x = rng.standard_normal((ROWS, INPUTS)).astype("float32")
y = rng.integers(0, CLASSES, ROWS)
weights = rng.uniform(0.2, 2, ROWS)
weights = (weights / weights.mean()).astype("float32")
start = {
    "dense-1/kernel": rng.standard_normal((INPUTS, HIDDEN)) * 0.6,
    "dense-1/bias": rng.standard_normal(HIDDEN) * 0.1,
    "output/kernel": rng.standard_normal((HIDDEN, CLASSES)) * 0.6,
    "output/bias": rng.standard_normal(CLASSES) * 0.1,
}
start = {name: value.astype("float32") for name, value in start.items()}
KERNELS = ["dense-1/kernel", "output/kernel"]


def forward(p, rows):
    hidden = torch.tanh(torch.tensor(x[rows], dtype=torch.float64) @ p["dense-1/kernel"] + p["dense-1/bias"])
    return hidden @ p["output/kernel"] + p["output/bias"]


def train(
    penalty=lambda p: 0.0,
    smoothing=0.0,
    row_weights=None,
    decay=0.0,
    decayed=tuple(KERNELS),
    max_norm=0.0,
    clip=0.0,
    batch=ROWS,
    accumulate=1,
    rates=None,
    factors=None,
    lookahead=None,
    ema=None,
):
    p = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in start.items()}
    slow = {name: value.detach().clone() for name, value in p.items()}
    average = {name: value.detach().clone() for name, value in p.items()}
    updates = 0
    for epoch in range(STEPS):
        batches = [list(range(i, min(ROWS, i + batch))) for i in range(0, ROWS, batch)]
        for first in range(0, len(batches), accumulate):
            group = batches[first : first + accumulate]
            for value in p.values():
                value.grad = None
            for rows in group:
                losses = torch.nn.functional.cross_entropy(
                    forward(p, rows), torch.tensor(y[rows]), reduction="none", label_smoothing=smoothing
                )
                if row_weights is not None:
                    losses = losses * torch.tensor(row_weights[rows], dtype=torch.float64)
                ((losses.mean() + penalty(p)) / len(group)).backward()
            if clip:
                torch.nn.utils.clip_grad_norm_(list(p.values()), clip, error_if_nonfinite=True)
            rate = rates(epoch) if rates else RATE
            updates += 1
            with torch.no_grad():
                for name, value in p.items():
                    own = rate * (factors or {}).get(name, 1.0)
                    if name in decayed:
                        value.mul_(1 - own * decay)
                    value.sub_(own * value.grad)
                    if max_norm and name in KERNELS:
                        norm = value.pow(2).sum(0, keepdim=True).sqrt()
                        value.mul_(norm.clamp(max=max_norm) / (norm + 1e-7))
                if lookahead and updates % lookahead[0] == 0:
                    for name, value in p.items():
                        slow[name] += lookahead[1] * (value - slow[name])
                        value.copy_(slow[name])
                if ema is not None:
                    share = (1 - ema) / (1 - ema**updates)  # debiased like the means of Adam
                    for name, value in p.items():
                        average[name] += share * (value - average[name])
    result = {name: value.detach().numpy().ravel().tolist() for name, value in p.items()}
    if ema is not None:
        result = {name: value.numpy().ravel().tolist() for name, value in average.items()}
    return result


def l1(p, factors=(1.0, 1.0)):
    return sum(f * p[name].abs().sum() for f, name in zip(factors, KERNELS))


def l2(p, factors=(1.0, 1.0)):
    return sum(f * p[name].pow(2).sum() for f, name in zip(factors, KERNELS))


cases = {
    "plain": train(),
    "l1": train(penalty=lambda p: 0.01 * l1(p)),
    "l2": train(penalty=lambda p: 0.02 * l2(p)),
    "penalty factors": train(penalty=lambda p: 0.01 * l1(p, (2, 0.5)) + 0.02 * l2(p, (2, 0.5))),
    "weight decay": train(decay=0.3),
    "weight decay except": train(decay=0.3, decayed=("dense-1/kernel",)),
    "max-norm": train(max_norm=0.7),
    "clipping by norm": train(clip=0.05),
    "accumulation": train(batch=5, accumulate=2),
    "warm-up": train(rates=lambda epoch: RATE * min(1, (epoch + 1) / 8)),
    "rate by depth": train(factors={"dense-1/kernel": 0.5, "dense-1/bias": 0.5}),
    "lookahead": train(lookahead=(3, 0.4)),
    "moving average": train(ema=0.8),
    "label smoothing": train(smoothing=0.15),
    "row weights": train(row_weights=weights),
}
golden = {
    "rows": ROWS,
    "inputs": INPUTS,
    "hidden": HIDDEN,
    "classes": CLASSES,
    "epochs": STEPS,
    "rate": RATE,
    "x": x.ravel().tolist(),
    "y": y.tolist(),
    "weights": weights.tolist(),
    "start": {name: value.ravel().tolist() for name, value in start.items()},
    "cases": cases,
}
path = pathlib.Path(__file__).parent / "golden" / "regularizers.json"
path.write_text(json.dumps(golden) + "\n")
