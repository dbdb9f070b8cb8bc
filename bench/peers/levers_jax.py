"""JAX: 3 x 256 with batch normalization, ReLU and dropout, AdamW, cosine rate; an epoch is one jitted scan."""

import functools
import sys

import jax
import jax.numpy as jnp
import numpy as np
from levers_data import read, report

x, y = (jnp.asarray(a) for a in read(sys.argv[1]))
rows, full = len(x), len(x) // 256
steps = 100 * -(-rows // 256)
rng = np.random.default_rng(0)


def layer(inputs, outputs):
    w = rng.standard_normal((inputs, outputs)).astype("float32") * np.sqrt(2 / (inputs + outputs))
    return {"w": jnp.asarray(w), "b": jnp.zeros(outputs), "g": jnp.ones(outputs), "h": jnp.zeros(outputs)}


params = [layer(x.shape[1], 256), layer(256, 256), layer(256, 256)]
head = {"w": jnp.asarray(rng.standard_normal((256, 1)).astype("float32") * 0.06), "b": jnp.zeros(1)}
params = (params, head)
moving = [(jnp.zeros(256), jnp.ones(256)) for _ in range(3)]
zeros = jax.tree.map(jnp.zeros_like, params)


def loss_of(params, moving, key, xb, yb):
    hidden, head = params
    h, following = xb, []
    for p, (m, v) in zip(hidden, moving):
        z = h @ p["w"] + p["b"]
        mean = z.mean(0)
        variance = jnp.square(z - mean).mean(0)
        following.append((0.9 * m + 0.1 * mean, 0.9 * v + 0.1 * variance))
        z = (z - mean) * (jax.lax.rsqrt(variance + 1e-3) * p["g"]) + p["h"]
        key, own = jax.random.split(key)
        h = jnp.where(jax.random.bernoulli(own, 0.9, z.shape), jax.nn.relu(z) / 0.9, 0)
    out = (h @ head["w"] + head["b"])[:, 0]
    return jnp.mean(jnp.square(out - yb)), following


def decays(path):
    return 0.01 if path[-1].key == "w" else 0.0


def step(state, index):
    params, mean, square, moving, count, key = state
    key, own = jax.random.split(key)
    (loss, moving), grads = jax.value_and_grad(loss_of, has_aux=True)(params, moving, own, x[index], y[index])
    rate = 1e-3 * 0.5 * (1 + jnp.cos(jnp.pi * count / steps))
    count = count + 1
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, grads)
    square = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, square, grads)
    scaled = rate * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
    params = jax.tree_util.tree_map_with_path(
        lambda path, p, m, v: p * (1 - rate * decays(path)) - scaled * m / (jnp.sqrt(v) + 1e-7), params, mean, square
    )
    return (params, mean, square, moving, count, key), loss


@functools.partial(jax.jit, donate_argnums=0)
def run(state, batches, rest):
    state, losses = jax.lax.scan(step, state, batches)
    if rest.shape[0]:
        state, _ = step(state, rest)
    return state, losses


state = (params, zeros, jax.tree.map(jnp.zeros_like, params), moving, jnp.float32(0), jax.random.key(0))


def epoch():
    global state
    order = rng.permutation(rows).astype("int32")
    state, losses = run(state, order[: full * 256].reshape(full, 256), order[full * 256 :])
    return losses.mean().block_until_ready()


report(epoch)
