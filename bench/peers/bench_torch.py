"""PyTorch: eager loop with fused Adam, data in memory, one gather a batch."""

import torch
from data import arrays, report, shape

hidden, batch = shape()
x, y = (torch.from_numpy(a) for a in arrays())
model = torch.nn.Sequential(
    torch.nn.Linear(20, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 1)
)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
loss_of = torch.nn.BCEWithLogitsLoss()


def epoch():
    order = torch.randperm(len(x))
    for start in range(0, len(x), batch):
        rows = order[start : start + batch]
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model(x[rows])[:, 0], y[rows])
        loss.backward()
        optimizer.step()


report(epoch)
