"""Number embeddings in PyTorch, written from the papers' formulas: writes golden/embeddings.json."""
import json
import math
import pathlib

import torch

torch.manual_seed(5)


def listed(values):
    return values.detach().double().tolist()


def through(forward, x, parameters):
    """Output, and gradients of a weighted sum of it: to the input and to each parameter."""
    leaves = [x, *parameters]
    for leaf in leaves:
        leaf.requires_grad_(True)
    y = forward(x, *parameters).flatten(1)
    slope = torch.randn_like(y)
    gradients = torch.autograd.grad((y * slope).sum(), leaves)
    return {
        "x": listed(x),
        "parameters": [listed(p) for p in parameters],
        "y": listed(y),
        "slope": listed(slope),
        "xGradient": listed(gradients[0]),
        "gradients": [listed(g) for g in gradients[1:]],
    }


def plr(x, frequencies, weights, biases):
    """rtdl_num_embeddings.PeriodicEmbeddings, lite=False: _Periodic, NLinear, ReLU."""
    angles = 2 * math.pi * frequencies * x[..., None]
    both = torch.cat([torch.cos(angles), torch.sin(angles)], -1)
    return torch.relu((both[..., None, :] @ weights).squeeze(-2) + biases)


def pbld(x, frequencies, shifts, weights, biases):
    """RealMLP: (x, W2 cos(2 pi (w1 x) + b1) + b2) for each number."""
    cosines = torch.cos(2 * math.pi * frequencies * x[..., None] + shifts)
    mixed = (cosines[..., None, :] @ weights).squeeze(-2) + biases
    return torch.cat([x[..., None], mixed], -1)


rows, numbers, hidden, dimension = 5, 3, 4, 6
golden = {
    "torch": torch.__version__,
    "sizes": {"rows": rows, "numbers": numbers, "hidden": hidden, "dimension": dimension},
    "periodic": through(
        plr,
        torch.randn(rows, numbers),
        [torch.randn(numbers, hidden) * 0.3, torch.randn(numbers, 2 * hidden, dimension), torch.randn(numbers, dimension)],
    ),
    "pbld": through(
        pbld,
        torch.randn(rows, numbers),
        [
            torch.randn(numbers, hidden) * 0.3,
            torch.randn(numbers, hidden),
            torch.randn(numbers, hidden, dimension - 1),
            torch.randn(numbers, dimension - 1),
        ],
    ),
}
pathlib.Path(__file__).with_name("golden").joinpath("embeddings.json").write_text(json.dumps(golden) + "\n")
