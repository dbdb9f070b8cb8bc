"""Losses of the raw output and their gradients, extreme outputs included: writes golden/losses.json.

Where Keras 3 has the loss it is called; hinge of several classes, ordinal and quantile losses are written down from their
sources and differentiated by TensorFlow; hinge and quantile are also checked against scikit-learn here.
Run: KERAS_BACKEND=tensorflow python tests/parity/losses.py
"""
import json
import pathlib

import keras
import numpy as np
import tensorflow as tf
from sklearn import metrics


def listed(values):
    return np.asarray(values, "float64").tolist()


def per_row(loss, logits, target):
    """The loss of each row and its gradient by the logits."""
    output = tf.constant(logits, tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(output)
        rows = loss(tf.constant(target), output)
    return {"rows": listed(rows), "gradient": listed(tape.gradient(rows, output))}


def case(kind, logits, target, loss, predict, params=None, training=None, output=None):
    entry = {
        "kind": kind,
        "params": params or {},
        "logits": logits,
        "target": target,
        **per_row(loss, logits, target),
        "prediction": listed(predict(np.array(logits, "float32"))),
    }
    if training is not None:
        entry["training"] = per_row(training, logits, target)
    if output is not None:
        entry["output"] = output
    return entry


def column(target):
    return tf.cast(target, tf.float32)[:, None]


def binary(smoothing=0.0):
    return lambda target, output: keras.losses.binary_crossentropy(
        column(target), output, from_logits=True, label_smoothing=smoothing
    )


def multiclass(smoothing=0.0):
    def loss(target, output):
        wanted = tf.one_hot(target, output.shape[1])
        return keras.losses.categorical_crossentropy(wanted, output, from_logits=True, label_smoothing=smoothing)

    return loss


def binary_focal(gamma, alpha):
    return lambda target, output: keras.losses.binary_focal_crossentropy(
        column(target), output, apply_class_balancing=True, gamma=gamma, alpha=alpha, from_logits=True
    )


def multiclass_focal(gamma):
    return lambda target, output: keras.losses.categorical_focal_crossentropy(
        tf.one_hot(target, output.shape[1]), output, gamma=gamma, alpha=1.0, from_logits=True
    )


def binary_hinge(target, output):
    return keras.losses.hinge(column(target), output)


def multiclass_hinge(target, output):
    """Crammer and Singer: the margin to the strongest other class."""
    chosen = tf.one_hot(target, output.shape[1])
    own = tf.reduce_sum(output * chosen, axis=1)
    strongest = tf.reduce_max(tf.where(chosen > 0, -np.inf, output), axis=1)
    rows = tf.maximum(1 - own + strongest, 0)
    wanted = metrics.hinge_loss(target.numpy(), output.numpy(), labels=range(output.shape[1]))
    assert np.isclose(tf.reduce_mean(rows), wanted, rtol=1e-5)
    return rows


def ordinal(target, output):
    """CORN: among rows that reached class k, whether they went beyond it; corn_loss of coral-pytorch, row by row."""
    step = np.arange(output.shape[1])[None, :]
    reached = target.numpy()[:, None] >= step
    beyond = target.numpy()[:, None] > step
    costs = tf.where(beyond, -tf.math.log_sigmoid(output), output - tf.math.log_sigmoid(output))
    return tf.reduce_sum(tf.where(reached, costs, 0.0), axis=1)


def ordinal_probabilities(logits):
    """Differences of the cumulative products, as coral-pytorch's corn_label_from_logits has them."""
    beyond = np.cumprod(1 / (1 + np.exp(-np.asarray(logits, "float64"))), axis=1)
    ones, zeros = np.ones((len(logits), 1)), np.zeros((len(logits), 1))
    return np.concatenate([ones, beyond], axis=1) - np.concatenate([beyond, zeros], axis=1)


def quantile(levels):
    def loss(target, output):
        error = column(target) - output
        level = tf.constant([levels], tf.float32)
        rows = tf.reduce_mean(tf.maximum(level * error, (level - 1) * error), axis=1)
        each = [
            metrics.mean_pinball_loss(target.numpy(), output.numpy()[:, i], alpha=level) for i, level in enumerate(levels)
        ]
        assert np.isclose(tf.reduce_mean(rows), np.mean(each), rtol=1e-5)
        return rows

    return loss


def sorted_with_point(place):
    def predict(output):
        columns = np.sort(output, axis=1)
        return np.concatenate([columns[:, place].mean(axis=1, keepdims=True), columns], axis=1)

    return predict


def poisson(target, output):
    """Keras's Poisson loss and what it leaves out: half the deviance."""
    wanted = column(target)
    left_out = tf.reduce_mean(tf.math.xlogy(wanted, wanted) - wanted, axis=1)
    rows = losses.poisson(wanted, tf.exp(output)) + left_out
    modest = output.numpy()[:, 0] > -50
    deviance = metrics.mean_poisson_deviance(target.numpy()[modest], np.exp(np.float64(output.numpy()[modest, 0])))
    assert np.isclose(np.mean(rows.numpy()[modest]), deviance / 2, rtol=1e-5)
    return rows


def through(link, loss):
    return lambda target, output: loss(target, link(output))


def difference(loss):
    return lambda target, output: loss(column(target), output)


def both_columns(logits):
    return keras.ops.concatenate([keras.ops.sigmoid(-logits), keras.ops.sigmoid(logits)], axis=1)


def softmax(logits):
    return keras.ops.softmax(logits)


def same(output):
    return output


SINGLE = [[0.0], [0.3], [-1.7], [12.0], [-12.0], [80.0], [-80.0], [500.0], [-500.0]]
ONES = [1, 1, 0, 1, 1, 0, 0, 1, 1]
ZEROS = [0, 0, 1, 0, 0, 1, 1, 0, 0]
SEVERAL = [
    [0.1, -2.0, 0.7],
    [3.0, 3.0, 3.0],
    [100.0, -100.0, 0.0],
    [-100.0, 100.0, 0.0],
    [1000.0, 999.0, -1000.0],
    [-1e4, -1e4, -1e4 + 1],
]
# Keras clips the probabilities of its focal losses, so only ordinary outputs compare.
MODEST_SINGLE = [[0.1], [0.3], [-1.7], [4.0], [-4.0]]
MODEST = [[0.1, -2.0, 0.7], [3.0, 3.5, 3.0], [1.0, -4.0, 0.0], [-2.0, 5.0, 0.0]]
NUMBERS = [[0.5], [-3.0], [1e4], [1.2], [0.1], [-1e4]]
WANTED = [1.0, 2.0, 0.0, 1.0, 0.0, 3.0]
RATES = [[0.5], [-3.0], [1.2], [0.1], [-1e4], [9.0]]
COUNTS = [1.0, 2.0, 0.0, 4.5, 0.0, 3.0]
QUANTILES = [[0.1, 0.4, 1.3], [2.0, -1.0, 0.5], [-1e4, 0.0, 1e4], [5.0, 5.5, 4.0]]
losses = keras.losses
golden = {
    "keras": keras.__version__,
    "cases": [
        case("cross-entropy", SINGLE, ONES, binary(), both_columns),
        case("cross-entropy", SINGLE, ZEROS, binary(), both_columns),
        case("cross-entropy", SEVERAL, [0, 1, 2, 0, 1, 2], multiclass(), softmax),
        case("cross-entropy", SEVERAL, [2, 0, 0, 1, 0, 0], multiclass(), softmax),
        case("cross-entropy", SINGLE, ONES, binary(), both_columns, {"labelSmoothing": 0.2}, binary(0.2)),
        case("cross-entropy", SEVERAL, [2, 0, 0, 1, 0, 0], multiclass(), softmax, {"labelSmoothing": 0.1}, multiclass(0.1)),
        case("focal", MODEST_SINGLE, [1, 0, 0, 1, 1], binary_focal(2, 0.25), both_columns),
        case("focal", MODEST_SINGLE, [0, 1, 1, 0, 0], binary_focal(0.5, 0.8), both_columns, {"gamma": 0.5, "alpha": 0.8}),
        case("focal", MODEST, [0, 1, 2, 0], multiclass_focal(2), softmax),
        case("focal", MODEST, [2, 0, 0, 1], multiclass_focal(0), softmax, {"gamma": 0}),
        case("hinge", SINGLE, ONES, binary_hinge, both_columns),
        case("hinge", SINGLE, ZEROS, binary_hinge, both_columns),
        case("hinge", [SEVERAL[0], *SEVERAL[2:]], [0, 2, 0, 1, 0], multiclass_hinge, softmax),
        case("ordinal", SEVERAL, [0, 1, 2, 3, 1, 2], ordinal, ordinal_probabilities),
        case("ordinal", MODEST, [3, 2, 1, 0], ordinal, ordinal_probabilities),
        case("squared-error", NUMBERS, WANTED, difference(losses.mean_squared_error), same),
        case("absolute-error", NUMBERS, WANTED, difference(losses.mean_absolute_error), same),
        case("huber", NUMBERS, WANTED, difference(losses.huber), same),
        case("huber", NUMBERS, WANTED, difference(lambda y, x: losses.huber(y, x, delta=0.3)), same, {"delta": 0.3}),
        case("log-cosh", NUMBERS, WANTED, difference(losses.log_cosh), same),
        case("quantile", QUANTILES, [0.5, 0.6, 3.0, -1.0], quantile([0.05, 0.5, 0.95]), sorted_with_point([1])),
        case(
            "quantile",
            [row[:2] for row in QUANTILES],
            [0.5, 0.6, 3.0, -1.0],
            quantile([0.3, 0.7]),
            sorted_with_point([0, 1]),
            {"quantiles": [0.7, 0.3]},
        ),
        case("poisson", RATES, COUNTS, poisson, np.exp),
        case("squared-error", RATES, COUNTS, through(tf.exp, difference(losses.mean_squared_error)), np.exp, output="exp"),
        case(
            "huber",
            RATES,
            COUNTS,
            through(tf.nn.softplus, difference(losses.huber)),
            lambda output: np.logaddexp(0, output),
            output="softplus",
        ),
    ],
}
pathlib.Path(__file__).with_name("golden").joinpath("losses.json").write_text(json.dumps(golden) + "\n")
