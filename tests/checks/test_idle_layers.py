"""Layers that cannot learn are found in networks of any shape, and those that can are left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tfkata.checks.idle_layers import idle

X = np.random.default_rng(0).normal(size=(24, 3)).astype(np.float32)


def dense(units: int, **more: Any) -> Any:
    import keras

    return keras.layers.Dense(units, **{"activation": "relu", **more})


def network(*hidden: Any, **last: Any) -> Any:
    import keras

    return keras.Sequential([keras.Input((3,)), *hidden, keras.layers.Dense(1, **last)])


def frozen_inside() -> Any:
    import keras

    body = keras.Sequential([keras.Input((3,)), dense(8), dense(8)])
    body.trainable = False
    return network(body)


def all_dropped() -> Any:
    import keras

    return network(dense(8), keras.layers.Dropout(1.0), dense(8))


IDLE: dict[str, tuple[Callable[[], Any], str]] = {
    "frozen": (lambda: network(dense(8, trainable=False)), "frozen"),
    "frozen last": (lambda: network(dense(8), trainable=False), "frozen"),
    "frozen inside": (frozen_inside, "frozen"),
    "zeros": (lambda: network(dense(8, kernel_initializer="zeros")), "alike"),
    "ones": (
        lambda: network(dense(8), dense(4, kernel_initializer="ones"), kernel_initializer="ones"),
        "alike",
    ),
    "shut": (lambda: network(dense(16, bias_initializer=_constant(-100.0))), "no gradient"),
    "sure": (
        lambda: network(dense(16, activation="sigmoid", bias_initializer=_constant(500.0)), dense(8)),
        "no gradient",
    ),
    "dropped": (all_dropped, "no gradient"),
}


def _constant(value: float) -> Any:
    import keras

    return keras.initializers.Constant(value)


@pytest.mark.parametrize("name", IDLE)
def test_what_no_training_moves_is_found(name: str) -> None:
    build, why = IDLE[name]
    found = idle(build(), X, 0)
    assert found is not None
    assert found.why == why


def with_norm() -> Any:
    import keras

    return network(dense(12), keras.layers.BatchNormalization(), dense(8, activation="elu"))


def gated() -> Any:
    import keras

    inputs = keras.Input((3,))
    gate = dense(8, activation="sigmoid")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.multiply([gate, dense(8)(inputs)])))


def residual() -> Any:
    """The branch begins with 0, which the sum behind it tears apart."""
    import keras

    inputs = keras.Input((3,))
    wide = dense(16)(inputs)
    branch = dense(16, activation="tanh", kernel_initializer="zeros")(wide)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.add([wide, branch])))


LEARNING: dict[str, Callable[[], Any]] = {
    "plain": lambda: network(dense(32), dense(32)),
    "last of zeros": lambda: network(dense(8), kernel_initializer="zeros"),
    "narrow": lambda: network(dense(8), dense(2), dense(1, activation="tanh")),
    "one unit": lambda: network(dense(1)),
    "a penalty": lambda: network(dense(8, kernel_regularizer="l2")),
    "norm": with_norm,
    "gated": gated,
    "residual": residual,
    "one layer": network,
    "large": lambda: network(dense(64, kernel_initializer=_spread(5.0)), dense(64)),
}


def _spread(deviation: float) -> Any:
    import keras

    return keras.initializers.RandomNormal(stddev=deviation, seed=1)


@pytest.mark.parametrize("name", LEARNING)
@pytest.mark.parametrize("seed", range(2))
def test_what_can_learn_is_left_alone_with_its_weights(name: str, seed: int) -> None:
    import keras

    keras.utils.set_random_seed(seed)
    model = LEARNING[name]()
    before = model.get_weights()
    assert idle(model, X, seed) is None
    assert all(map(np.array_equal, before, model.get_weights()))
