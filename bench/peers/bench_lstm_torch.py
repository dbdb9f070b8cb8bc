"""PyTorch: torch.nn.LSTM in an eager loop with fused Adam, data in memory, one gather a batch."""

import torch
from lstm_data import BATCH, FEATURES, UNITS, arrays, report

x, y = (torch.from_numpy(a) for a in arrays())
lstm = torch.nn.LSTM(FEATURES, UNITS, batch_first=True)
dense = torch.nn.Linear(UNITS, 1)
optimizer = torch.optim.Adam([*lstm.parameters(), *dense.parameters()], lr=1e-3, fused=True)


def epoch():
    order = torch.randperm(len(x))
    for start in range(0, len(x), BATCH):
        rows = order[start : start + BATCH]
        optimizer.zero_grad(set_to_none=True)
        output = dense(lstm(x[rows])[0][:, -1])[:, 0]
        torch.nn.functional.mse_loss(output, y[rows]).backward()
        optimizer.step()


report(epoch)
