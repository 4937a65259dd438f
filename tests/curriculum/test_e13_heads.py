"""The heads that e13 calls right are exactly those whose loss is, in Keras's arithmetic, the cross-entropy."""

import itertools
from typing import Any

import numpy as np
import pytest

from tests.late import keras
from tests.late import tensorflow as tf
from tfkata.candidate.probes import probe_callable
from tfkata.checks.kit import Described
from tfkata.curriculum.e13_output_head import heads
from tfkata.curriculum.e13_output_head.heads import LOSSES, Head, read_head, right_heads

ACTIVATIONS = [
    "softmax",
    "sigmoid",
    "linear",
    "log_softmax",
    "relu",
    "tanh",
    "softplus",
    "exponential",
    "log_sigmoid",
]
TAKE_LOGITS = [heads.BINARY, heads.CATEGORICAL, heads.SPARSE]
NEVER_LOGITS = ["mean_squared_error", "kl_divergence", "categorical_hinge", "categorical_focal_crossentropy"]
PAIRS = [(n, b) for n in TAKE_LOGITS for b in (False, True)] + [(n, False) for n in NEVER_LOGITS]


@pytest.mark.parametrize("labels", ["integer", "one_hot", "multi_hot"])
@pytest.mark.parametrize("k", [2, 3, 5])
def test_right_heads_are_those_whose_arithmetic_is_right(k: int, labels: str) -> None:
    units = sorted({1, 2, k, k + 1})
    every = {Head(u, a, *pair) for u, a, pair in itertools.product(units, ACTIVATIONS, PAIRS)}
    assert {head for head in every if is_cross_entropy(head, k, labels)} == set(right_heads(k, labels))


def is_cross_entropy(head: Head, k: int, labels: str) -> bool:
    """Whether the loss of detached outputs is the cross-entropy for every sample, up to one factor."""
    if head.units != k and not (head.units == 1 and k == 2 and labels == "integer"):
        return False
    random = np.random.default_rng(0)
    logits = random.normal(size=(12, head.units)).astype(np.float32)
    ids = random.integers(0, k, 12)
    y = {"integer": ids, "one_hot": np.eye(k)[ids], "multi_hot": random.integers(0, 2, (12, k))}[labels]
    outputs = keras.activations.get(head.activation)(tf.constant(logits)).numpy()
    if not head.from_logits and not are_probabilities(outputs, labels):
        return False
    try:
        losses = [keras_loss(head)(y[i : i + 1], outputs[i : i + 1]) for i in range(12)]
    except (ValueError, tf.errors.InvalidArgumentError):
        return False
    ratios = np.array(losses) / truth(logits, y, labels)
    return bool(np.allclose(ratios, ratios[0], rtol=1e-3) and ratios[0] > 0)


def are_probabilities(outputs: np.ndarray, labels: str) -> bool:
    inside = bool((outputs >= 0).all() and (outputs <= 1).all())
    return inside and (
        labels == "multi_hot" or outputs.shape[1] == 1 or np.allclose(outputs.sum(axis=1), 1, atol=1e-5)
    )


def keras_loss(head: Head) -> Any:
    """As `compile` would make it: an object, which matches the shapes of labels and outputs first."""
    config = {"from_logits": True} if head.from_logits else {}
    spellings = (spelling for spelling, name in LOSSES.items() if name == head.loss)
    classes = (getattr(keras.losses, spelling, None) for spelling in spellings)
    return next(found for found in classes if isinstance(found, type))(**config)


def truth(logits: np.ndarray, y: np.ndarray, labels: str) -> np.ndarray:
    z = logits.astype(np.float64)
    if labels != "multi_hot" and z.shape[1] > 1:
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        rows = np.eye(z.shape[1])[y] if labels == "integer" else y
        return -np.log((rows * p).sum(axis=1))
    p, bits = 1 / (1 + np.exp(-z)), y.reshape(z.shape)
    return -(bits * np.log(p) + (1 - bits) * np.log(1 - p)).mean(axis=1)


def test_loss_names_are_kerass() -> None:
    known = keras.src.losses.ALL_OBJECTS_DICT
    names = {name for name in known if name not in ("Loss", "LossFunctionWrapper")}
    assert names <= set(LOSSES)
    for name, function in LOSSES.items():
        found = keras.losses.get(name)
        assert getattr(found, "__name__", None) == function or type(found).__name__ == name


def test_activation_names_are_kerass() -> None:
    assert set(keras.src.activations.ALL_OBJECTS_DICT) <= heads.ACTIVATIONS


def test_callables_are_told_by_their_answers() -> None:
    def head(activation: Any, loss: Any) -> Head:
        own = [
            Described("function", {"module": "mine", "answers": probe_callable(f, heads.PROBES)})
            for f in (activation, loss)
        ]
        return read_head(3, own[0], own[1], "integer")

    losses = keras.losses
    for name in ("softmax", "sigmoid", "linear", "relu", "log_softmax"):
        assert head(keras.activations.get(name), abs).activation == name
    assert head(tf.cos, abs)[1:] == (heads.OTHER, heads.OTHER, False)
    for name in TAKE_LOGITS:
        function = losses.get(name)
        assert head(abs, function)[2:] == (name, False)
        assert head(abs, lambda y, z, f=function: f(y, z, from_logits=True))[2:] == (name, True)
        assert head(abs, lambda y, p, f=function: tf.reduce_mean(f(y, p)))[2:] == (name, False)
    assert head(abs, losses.mean_squared_error).loss == "mean_squared_error"


def test_compile_chooses_the_crossentropy_by_the_shapes() -> None:
    for k, labels, units in ((3, "integer", 3), (3, "one_hot", 3), (2, "integer", 1)):
        activation = "softmax" if units > 1 else "sigmoid"
        assert read_head(units, activation, "crossentropy", labels) in right_heads(k, labels)
    assert read_head(3, "sigmoid", "crossentropy", "multi_hot") not in right_heads(3, "multi_hot")
