"""The reference of e15 is Keras's arithmetic: random sequences of steps, weight by weight."""

from __future__ import annotations

import numpy as np
import pytest

from tfkata.catalog.solutions import load

STEPS = 12
SEEDS = range(6)


def sequence(seed: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """Start weights and one gradient a step, of one weight matrix; some gradients are 0 or tiny."""
    rng = np.random.default_rng(seed)
    scale = 10.0 ** rng.integers(-5, 1, (STEPS, 3, 2)) * rng.integers(0, 2, (STEPS, 3, 2))
    return rng.normal(size=(3, 2)), list(rng.normal(size=(STEPS, 3, 2)) * scale)


def keras_weights(optimizer: object, start: np.ndarray, gradients: list[np.ndarray]) -> list[np.ndarray]:
    """The weights after each step that Keras takes, in float64."""
    keras = pytest.importorskip("keras")
    variable = keras.Variable(start, dtype="float64")
    optimizer.build([variable])  # type: ignore[attr-defined]
    seen = []
    for gradient in gradients:
        optimizer.apply_gradients([(keras.ops.convert_to_tensor(gradient), variable)])  # type: ignore[attr-defined]
        seen.append(np.asarray(variable))
    return seen


def agree(ours: list[np.ndarray], theirs: list[np.ndarray]) -> None:
    """To the exercise's own tolerance: Keras holds the learning rate and the betas as float32."""
    np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_sgd(seed: int) -> None:
    keras = pytest.importorskip("keras")
    w, gradients = sequence(seed)
    theirs = keras_weights(keras.optimizers.SGD(0.1), w, gradients)
    ours = []
    for g in gradients:
        w = load("e15_optimizers")["sgd_step"](w, g, 0.1)
        ours.append(w)
    agree(ours, theirs)


@pytest.mark.parametrize("momentum", [0.9, 0.5])
@pytest.mark.parametrize("seed", SEEDS)
def test_momentum(seed: int, momentum: float) -> None:
    keras = pytest.importorskip("keras")
    w, gradients = sequence(seed)
    theirs = keras_weights(keras.optimizers.SGD(0.1, momentum=momentum), w, gradients)
    ours, velocity = [], np.zeros_like(w)
    for g in gradients:
        w, velocity = load("e15_optimizers")["momentum_step"](w, g, velocity, 0.1, momentum)
        ours.append(w)
    agree(ours, theirs)


@pytest.mark.parametrize(("rho", "eps"), [(0.9, 1e-7), (0.5, 0.25)])
@pytest.mark.parametrize("seed", SEEDS)
def test_rmsprop(seed: int, rho: float, eps: float) -> None:
    keras = pytest.importorskip("keras")
    w, gradients = sequence(seed)
    theirs = keras_weights(keras.optimizers.RMSprop(0.01, rho=rho, epsilon=eps), w, gradients)
    ours, average = [], np.zeros_like(w)
    for g in gradients:
        w, average = load("e15_optimizers")["rmsprop_step"](w, g, average, 0.01, rho, eps)
        ours.append(w)
    agree(ours, theirs)


@pytest.mark.parametrize(("beta1", "beta2", "eps"), [(0.9, 0.999, 1e-7), (0.5, 0.75, 0.25)])
@pytest.mark.parametrize("seed", SEEDS)
def test_adam(seed: int, beta1: float, beta2: float, eps: float) -> None:
    keras = pytest.importorskip("keras")
    w, gradients = sequence(seed)
    theirs = keras_weights(keras.optimizers.Adam(0.01, beta_1=beta1, beta_2=beta2, epsilon=eps), w, gradients)
    ours, m, v = [], np.zeros_like(w), np.zeros_like(w)
    for t, g in enumerate(gradients, start=1):
        w, m, v = load("e15_optimizers")["adam_step"](w, g, m, v, t, 0.01, beta1, beta2, eps)
        ours.append(w)
    agree(ours, theirs)
