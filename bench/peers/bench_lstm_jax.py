"""JAX: the whole epoch as one jitted scan (jax_epoch.py); the input projection of all steps is one product."""

import jax
import jax.numpy as jnp
import numpy as np
from jax_epoch import epochs
from lstm_data import BATCH, FEATURES, UNITS, arrays, report

x, y = (jnp.asarray(a) for a in arrays())
rng = np.random.default_rng(0)


def normal(*shape):
    return jnp.asarray(0.1 * rng.standard_normal(shape).astype("float32"))


params = [normal(FEATURES, 4 * UNITS), normal(UNITS, 4 * UNITS), normal(4 * UNITS), normal(UNITS, 1), normal(1)]


def loss_of(params, xb, yb):
    kernel, recurrent, bias, weights, shift = params

    def step(state, given):
        h, c = state
        gates, candidate = jnp.split(given + h @ recurrent, [3 * UNITS], axis=1)
        write, keep, read = jnp.split(jax.nn.sigmoid(gates), 3, axis=1)
        c = keep * c + write * jnp.tanh(candidate)
        return (read * jnp.tanh(c), c), None

    start = jnp.zeros((xb.shape[0], UNITS))
    (h, _), _ = jax.lax.scan(step, (start, start), xb.transpose(1, 0, 2) @ kernel + bias)
    return jnp.mean(((h @ weights + shift)[:, 0] - yb) ** 2)


report(epochs(loss_of, params, x, y, BATCH, rng))
