"""PyTorch: 3 x 256 with batch normalization, ReLU and dropout, fused AdamW, cosine rate, batches of 256."""

import math
import sys

import torch
from levers_data import read, report

x, y = (torch.from_numpy(a) for a in read(sys.argv[1]))
layers, width = [], x.shape[1]
for _ in range(3):
    layers += [torch.nn.Linear(width, 256), torch.nn.BatchNorm1d(256), torch.nn.ReLU(), torch.nn.Dropout(0.1)]
    width = 256
model = torch.nn.Sequential(*layers, torch.nn.Linear(256, 1))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.01, fused=True)
steps = 100 * math.ceil(len(x) / 256)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
mode = sys.argv[2] if len(sys.argv) > 2 else "eager"


def step(xb, yb):
    optimizer.zero_grad(set_to_none=True)
    loss = torch.nn.functional.mse_loss(model(xb)[:, 0], yb)
    loss.backward()
    optimizer.step()
    return loss


def epoch():
    order = torch.randperm(len(x))
    total = 0.0
    for start in range(0, len(x), 256):
        rows = order[start : start + 256]
        total += step(x[rows], y[rows]).detach() * len(rows)
        schedule.step()
    return total / len(x)


report(epoch)
