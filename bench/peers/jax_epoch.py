"""An epoch of Adam in JAX as one jitted scan over full batches, then one step for the rest of the rows."""

import functools

import jax
import jax.numpy as jnp


def epochs(loss_of, params, x, y, batch, rng):
    """A function that trains params by loss_of(params, x, y) for one epoch, in an order that rng draws."""
    rows = len(x)
    full = rows // batch

    def step(state, index):
        params, mean, square, count = state
        loss, grads = jax.value_and_grad(loss_of)(params, x[index], y[index])
        count = count + 1
        mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, grads)
        square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, grads)
        rate = 1e-3 * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
        params = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + 1e-7), params, mean, square)
        return (params, mean, square, count), loss

    @functools.partial(jax.jit, donate_argnums=0)
    def run(state, batches, rest):
        state, losses = jax.lax.scan(step, state, batches)
        if rest.shape[0]:
            state, _ = step(state, rest)
        return state, losses

    zeros = jax.tree.map(jnp.zeros_like, params)
    state = (params, zeros, jax.tree.map(jnp.zeros_like, params), jnp.float32(0))

    def epoch():
        nonlocal state
        order = rng.permutation(rows).astype("int32")
        state, losses = run(state, order[: full * batch].reshape(full, batch), order[full * batch :])
        losses.block_until_ready()

    return epoch
