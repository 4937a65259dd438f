"""On posed digits cross-entropy moves some biases one way and other losses the other, for any seed and any sample of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from tfkata.curriculum.e16_train import posed
from tfkata.curriculum.e16_train.digit_network import build

EACH, SEEDS = 600, (0, 1, 2)
Pull = Callable[[np.ndarray, np.ndarray], np.ndarray]


@cache
def case(seed: int) -> tuple[posed.Posed, np.ndarray]:
    """What is posed, and the probabilities that its model gives."""
    asked = posed.pose(EACH, seed)
    model = build(0)
    model.set_weights(asked.model.data["weights"])
    return asked, np.asarray(model(asked.images[..., None].astype(np.float32) / 255), np.float64)


def of_probabilities(slope: Pull) -> Pull:
    """The gradient by the logits, from that by the probabilities."""

    def pull(p: np.ndarray, y: np.ndarray) -> np.ndarray:
        by_p = slope(p, y)
        return np.asarray(p * (by_p - (p * by_p).sum(axis=1, keepdims=True)))

    return pull


def focal(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.asarray(y * (2 * (1 - p) * np.log(np.maximum(p, 1e-12)) - (1 - p) ** 2 / np.maximum(p, 1e-12)))


def margin(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    others = np.where(y == 1, -1, p)
    return np.asarray((others == others.max(axis=1, keepdims=True)) * 1.0 - y)


OTHERS: dict[str, tuple[int, Pull]] = {
    "squared errors": (posed.UNSURE, of_probabilities(lambda p, y: p - y)),
    "absolute errors": (posed.UNSURE, of_probabilities(lambda p, y: np.sign(p - y))),
    "a hinge": (posed.UNSURE, of_probabilities(margin)),
    "the probability itself": (posed.UNSURE, of_probabilities(lambda p, y: -y)),
    "a generalised cross-entropy": (
        posed.UNSURE,
        of_probabilities(lambda p, y: -y * np.maximum(p, 1e-12) ** -0.3),
    ),
    "a focal loss": (posed.FAIR, of_probabilities(focal)),
    "ten binary ones": (
        posed.DOUBLED,
        of_probabilities(lambda p, y: (p - y) / np.maximum(p * (1 - p), 1e-9)),
    ),
}
RIGHT: dict[str, Pull] = {
    "cross-entropy": lambda p, y: p - y,
    "labels smoothed": lambda p, y: p - (0.9 * y + 0.01),
}


def moved(asked: posed.Posed, p: np.ndarray, pull: Pull, rows: np.ndarray) -> dict[int, float]:
    y = np.eye(10)[asked.labels]
    return asked.moved(-pull(p[rows], y[rows]).mean(axis=0))


def samples(n: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)
    return {
        "all": np.arange(n),
        "a fifth kept aside": random.permutation(n)[: n * 4 // 5],
        **{f"drawn with replacement {i}": random.integers(n, size=n) for i in range(20)},
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", RIGHT)
def test_cross_entropy_goes_where_it_is_wanted(name: str, seed: int) -> None:
    asked, p = case(seed)
    for which, rows in samples(len(p)).items():
        found = moved(asked, p, RIGHT[name], rows)
        assert {role: np.sign(found[role]) for role in posed.WANTED} == posed.WANTED, which
        assert min(found[posed.FIRST], found[posed.LAST]) > 0, which


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", OTHERS)
def test_another_loss_goes_the_other_way(name: str, seed: int) -> None:
    (asked, p), (role, pull) = case(seed), OTHERS[name]
    found = moved(asked, p, pull, np.arange(len(p)))
    assert np.sign(found[role]) == -posed.WANTED[role]
    assert min(found[posed.FIRST], found[posed.LAST]) > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_classes_are_sorted_equally_frequent_and_play_other_roles(seed: int) -> None:
    asked, p = case(seed)
    assert np.bincount(asked.labels, minlength=10).tolist() == [EACH] * 10
    assert (np.diff(asked.labels) >= 0).all()
    assert sorted(asked.order.tolist()) == list(range(10))
    assert np.abs(p.sum(axis=1) - 1).max() < 1e-5
