"""JAX: the whole epoch as one jitted scan (jax_epoch.py)."""

import jax
import jax.numpy as jnp
import numpy as np
from data import arrays, report, shape
from jax_epoch import epochs

hidden, batch = shape()
x, y = (jnp.asarray(a) for a in arrays())
rng = np.random.default_rng(0)


def layer(inputs, outputs):
    return jnp.asarray(rng.standard_normal((inputs, outputs)).astype("float32") * np.sqrt(2 / inputs)), jnp.zeros(outputs)


params = [layer(20, hidden), layer(hidden, hidden), layer(hidden, 1)]


def loss_of(params, xb, yb):
    h = xb
    for w, b in params[:-1]:
        h = jax.nn.relu(h @ w + b)
    w, b = params[-1]
    z = (h @ w + b)[:, 0]
    return jnp.mean(jax.nn.relu(z) - z * yb + jnp.log1p(jnp.exp(-jnp.abs(z))))


report(epochs(loss_of, params, x, y, batch, rng))
