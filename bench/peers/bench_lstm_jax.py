"""JAX: the whole epoch as one jitted scan over full batches; the input projection of all steps is one product."""

import functools

import jax
import jax.numpy as jnp
import numpy as np
from lstm_data import BATCH, FEATURES, UNITS, arrays, report

x, y = (jnp.asarray(a) for a in arrays())
full = len(x) // BATCH
rng = np.random.default_rng(0)


def normal(*shape):
    return jnp.asarray(0.1 * rng.standard_normal(shape).astype("float32"))


params = [normal(FEATURES, 4 * UNITS), normal(UNITS, 4 * UNITS), normal(4 * UNITS), normal(UNITS, 1), normal(1)]
zeros = jax.tree.map(jnp.zeros_like, params)


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


def train_step(state, index):
    params, mean, square, count = state
    loss, grads = jax.value_and_grad(loss_of)(params, x[index], y[index])
    count = count + 1
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, grads)
    square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, grads)
    rate = 1e-3 * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
    params = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), params, mean, square)
    return (params, mean, square, count), loss


@functools.partial(jax.jit, donate_argnums=0)
def run(state, batches):
    return jax.lax.scan(train_step, state, batches)


state = (params, zeros, jax.tree.map(jnp.zeros_like, params), jnp.float32(0))


def epoch():
    global state
    order = rng.permutation(len(x))[: full * BATCH].astype("int32")
    state, losses = run(state, order.reshape(full, BATCH))
    losses.block_until_ready()


report(epoch)
