"""The references of e12 are Keras's functions, over random batches and at the edges."""

import numpy as np
import pytest

from tests.late import keras
from tfkata.catalog.solutions import load
from tfkata.curriculum.e12_cross_entropy import checks as e12
from tfkata.curriculum.e12_cross_entropy import entropies

SEEDS = range(8)
EDGES = [0.0, 1.0, 1e-9, 1e-7, 1e-6, 0.5, 1 - 1e-6]


def random_batch(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logits, their probabilities and class ids of a random size, partly very sure ones."""
    random = np.random.default_rng(seed)
    n, k = random.integers(1, 30), random.integers(2, 12)
    logits = (random.normal(size=(n, k)) * 10.0 ** random.integers(-1, 2)).astype(np.float32)
    return logits, np.asarray(keras.ops.softmax(logits)), random.integers(0, k, n)


@pytest.mark.parametrize("seed", SEEDS)
def test_softmax(seed: int) -> None:
    logits, p, _ = random_batch(seed)
    np.testing.assert_allclose(entropies.softmax(logits), p, rtol=1e-5, atol=1e-12)
    np.testing.assert_allclose(load("e12_cross_entropy")["softmax"](logits), p, rtol=1e-5, atol=1e-12)


@pytest.mark.parametrize("z", e12.LARGE)
def test_softmax_of_large_logits(z: np.ndarray) -> None:
    np.testing.assert_allclose(entropies.softmax(z), keras.ops.softmax(z), rtol=1e-5, atol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_losses_on_random_batches(seed: int) -> None:
    _, p, ids = random_batch(seed)
    rows = np.eye(p.shape[1], dtype=np.float32)[ids]
    bits, column = (ids % 2).astype(np.float32), p[:, 0]
    same(entropies.categorical(rows, p), keras.losses.CategoricalCrossentropy()(rows, p))
    same(entropies.sparse(ids, p), keras.losses.SparseCategoricalCrossentropy()(ids, p))
    for shape in ((-1,), (-1, 1)):
        y, q = bits.reshape(shape), column.reshape(shape)
        same(entropies.binary(y, q, np.float32), keras.losses.BinaryCrossentropy()(y, q))


def same(ours: float, kerass: object) -> None:
    np.testing.assert_allclose(ours, float(kerass), rtol=1e-5, atol=2e-6)  # type: ignore[arg-type]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("p", EDGES)
def test_what_the_clipping_checks_want_is_kerass(p: float, dtype: str) -> None:
    three = np.array([[1 - p, p, 0.0]], dtype)
    rows, ids = np.array([[0.0, 1.0, 0.0]], dtype), np.array([1])
    assert e12.costs(float(keras.losses.CategoricalCrossentropy()(rows, three)), (rows, three), p)
    assert e12.costs(float(keras.losses.SparseCategoricalCrossentropy()(ids, three)), (ids, three), p)
    for label in (0, 1):
        arguments = np.array([label], dtype), np.array([p if label else 1 - p], dtype)
        assert e12.costs(float(keras.losses.BinaryCrossentropy()(*arguments)), arguments, p)


def test_float32_and_float64_clipping_are_both_accepted_and_nothing_between() -> None:
    arguments = np.array([0.0], np.float32), np.array([1.0], np.float32)
    assert e12.costs(15.942385, arguments, 0.0)
    assert e12.costs(16.118096, arguments, 0.0)
    assert not e12.costs(16.03, arguments, 0.0)
