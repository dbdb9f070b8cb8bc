"""Schedules of Keras 3 and PyTorch, step by step: writes golden/schedules.json.

Run: pip install keras jax torch; python tests/parity/schedules.py
"""
import json
import os
import pathlib
import warnings

# TensorFlow and PyTorch cannot be loaded into one process.
os.environ["KERAS_BACKEND"] = "jax"

import keras
import torch

warnings.filterwarnings("ignore")
keras_schedules = keras.optimizers.schedules
torch_schedules = torch.optim.lr_scheduler

EPOCHS = 12
STEPS_PER_EPOCH = 7
STEPS = EPOCHS * STEPS_PER_EPOCH


def of_keras(kind, params, schedule):
    """A factor for each step of a run of EPOCHS; three steps beyond its end."""
    factors = [[step / STEPS_PER_EPOCH, float(schedule(step))] for step in range(STEPS + 4)]
    return {"kind": kind, "params": params, "epochs": EPOCHS, "factors": factors}


def of_torch(kind, params, make, times, epochs=EPOCHS):
    """A factor for each call; `times` says at which time of the run each call is."""
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=1.0)
    schedule = make(optimizer)
    factors = []
    for time in times:
        factors.append([time, optimizer.param_groups[0]["lr"]])
        optimizer.step()
        schedule.step()
    return {"kind": kind, "params": params, "epochs": epochs, "factors": factors}


EPOCH_STARTS = list(range(EPOCHS))
# Peak after a whole number of torch's steps, which run from 0 to STEPS − 1.
ONE_CYCLE_STEPS = 101
ONE_CYCLE_PEAK = 30

cases = [
    of_keras("cosine", {"finalShare": alpha}, keras_schedules.CosineDecay(1.0, STEPS, alpha=alpha))
    for alpha in (0.0, 0.1, 1.0)
] + [
    of_keras(
        "polynomial",
        {"power": power, "finalShare": end},
        keras_schedules.PolynomialDecay(1.0, STEPS, end_learning_rate=end, power=power),
    )
    for power, end in ((1.0, 0.0), (2.0, 0.1), (0.5, 0.2))
] + [
    of_keras("exponential", {"factor": rate}, keras_schedules.ExponentialDecay(1.0, STEPS_PER_EPOCH, rate))
    for rate in (0.95, 0.5)
] + [
    of_keras(
        "step",
        {"every": every, "factor": rate},
        keras_schedules.ExponentialDecay(1.0, every * STEPS_PER_EPOCH, rate, staircase=True),
    )
    for every, rate in ((3, 0.5), (5, 0.1))
] + [
    of_keras("inverse-time", {"decay": rate}, keras_schedules.InverseTimeDecay(1.0, STEPS_PER_EPOCH, rate))
    for rate in (0.1, 2.0)
] + [
    of_keras(
        "cosine-restarts",
        {"firstCycle": first, "growth": growth, "peak": peak, "finalShare": alpha},
        keras_schedules.CosineDecayRestarts(1.0, first * STEPS_PER_EPOCH, growth, peak, alpha),
    )
    for first, growth, peak, alpha in ((2, 2.0, 1.0, 0.0), (3, 1.0, 0.8, 0.0), (2, 1.5, 0.9, 0.1))
] + [
    of_torch(
        "step", {"every": 4, "factor": 0.3}, lambda o: torch_schedules.StepLR(o, 4, gamma=0.3), EPOCH_STARTS
    ),
    of_torch(
        "multi-step",
        {"milestones": [2, 3, 9], "factor": 0.2},
        lambda o: torch_schedules.MultiStepLR(o, [2, 3, 9], gamma=0.2),
        EPOCH_STARTS,
    ),
    of_torch(
        "exponential", {"factor": 0.8}, lambda o: torch_schedules.ExponentialLR(o, gamma=0.8), EPOCH_STARTS
    ),
    of_torch(
        "cosine-restarts",
        {"firstCycle": 2, "growth": 2, "peak": 1, "finalShare": 0.05},
        lambda o: torch_schedules.CosineAnnealingWarmRestarts(o, 2, T_mult=2, eta_min=0.05),
        EPOCH_STARTS,
    ),
] + [
    of_torch(
        "one-cycle",
        {"peakShare": ONE_CYCLE_PEAK / (ONE_CYCLE_STEPS - 1), "startDivisor": start, "finalDivisor": final},
        lambda o, start=start, final=final: torch_schedules.OneCycleLR(
            o,
            max_lr=1.0,
            total_steps=ONE_CYCLE_STEPS,
            pct_start=(ONE_CYCLE_PEAK + 1) / ONE_CYCLE_STEPS,
            div_factor=start,
            final_div_factor=final,
            cycle_momentum=False,
        ),
        [10 * step / (ONE_CYCLE_STEPS - 1) for step in range(ONE_CYCLE_STEPS - 1)],
        10,
    )
    for start, final in ((25, 1e4), (4, 10))
]

LOSSES = {
    "falls, stands, falls, stands": [1, 0.9, 0.8, 0.81, 0.8, 0.80001, 0.79995, 0.7, 0.6, 0.6, 0.7, 0.61, 0.6, 0.65]
    + [0.6] * 12,
    "stands from the start": [2.0] * 20,
    "not a number": [1.0, 0.9, None, None, 0.5, None, None, None, 0.4, 0.4, 0.4],
    "rises": [0.1 * epoch for epoch in range(1, 16)],
}


class Host:
    """What a Keras callback needs of a model."""

    def __init__(self):
        self.optimizer = keras.optimizers.SGD(1.0)
        self.optimizer.build([])


def plateau_of_keras(name, losses, patience, factor, min_delta, cooldown, minimum):
    callback = keras.callbacks.ReduceLROnPlateau(
        "val_loss", factor, patience, mode="min", min_delta=min_delta, cooldown=cooldown, min_lr=minimum
    )
    callback.set_model(Host())
    callback.on_train_begin()
    factors = []
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"val_loss": float("nan") if loss is None else loss})
        factors.append(float(keras.ops.convert_to_numpy(callback.model.optimizer.learning_rate)))
    params = {
        "patience": patience,
        "factor": factor,
        "minDelta": min_delta,
        "cooldown": cooldown,
        "minimum": minimum,
    }
    return {"name": f"Keras: {name}", "params": params, "losses": losses, "factors": factors}


def plateau_of_torch(name, losses, patience, factor, min_delta, minimum):
    """PyTorch drops once more epochs than its patience have passed; Keras once as many have."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    schedule = torch_schedules.ReduceLROnPlateau(
        optimizer,
        factor=factor,
        patience=patience - 1,
        threshold=min_delta,
        threshold_mode="abs",
        min_lr=minimum,
    )
    factors = []
    for loss in losses:
        schedule.step(float("nan") if loss is None else loss)
        factors.append(optimizer.param_groups[0]["lr"])
    params = {"patience": patience, "factor": factor, "minDelta": min_delta, "cooldown": 0, "minimum": minimum}
    return {"name": f"PyTorch: {name}", "params": params, "losses": losses, "factors": factors}


plateaus = [
    plateau_of_keras(name, losses, *settings)
    for name, losses in LOSSES.items()
    for settings in ((2, 0.5, 1e-4, 0, 0.0), (3, 0.1, 0.05, 2, 0.0), (1, 0.5, 0.0, 1, 0.2))
] + [
    plateau_of_torch(name, losses, *settings)
    for name, losses in LOSSES.items()
    for settings in ((2, 0.5, 1e-4, 0.0), (4, 0.1, 0.05, 0.02))
]

golden = {"keras": keras.__version__, "torch": torch.__version__, "cases": cases, "plateaus": plateaus}
pathlib.Path(__file__).with_name("golden").joinpath("schedules.json").write_text(json.dumps(golden) + "\n")
