"""Cars to train on and cars never seen, split for each seed, and the units in which their consumption might be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from tfkata.data.categories import auto_mpg

VALID = 63
FEW = 60
DOWN = 40.0
"""So much is taken from all targets: nearly all of them are below 0 then."""


@dataclass(frozen=True, eq=False)
class Split:
    """Tables float32 (n, 7) and miles per gallon float32 (n,)."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_valid: np.ndarray
    y_valid: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    @property
    def naive(self) -> float:
        """By how much the mean of the training cars, said of every car, is wrong."""
        return float(np.abs(self.y_test - self.y_train.mean()).mean())


@cache
def split(seed: int) -> Split:
    """The training part in the order of this seed, a fifth of it to validate with, and the held-out cars."""
    train, held_out = auto_mpg.load("train"), auto_mpg.load("held_out")
    order = np.random.default_rng([seed, len(train.mpg)]).permutation(len(train.mpg))
    x, y = train.table[order], train.mpg[order]
    return Split(x[VALID:], y[VALID:], x[:VALID], y[:VALID], held_out.table, held_out.mpg)


@cache
def some(seed: int, which: int) -> np.ndarray:
    """A few cars of the training part, float32 (60, 7): others for each seed and each `which`."""
    table = auto_mpg.load("train").table
    return table[np.random.default_rng([seed, which]).choice(len(table), FEW, replace=False)]


def moments(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of each column, ddof 0."""
    wide = x.astype(np.float64)
    return wide.mean(axis=0), wide.var(axis=0)


def standardized(x: np.ndarray, by: np.ndarray) -> np.ndarray:
    mean, variance = moments(by)
    return np.asarray((x - mean) / np.sqrt(variance), np.float32)


@dataclass(frozen=True, eq=False)
class Unit:
    """Another way to tell miles per gallon: `there` leads to it, `back` from it."""

    name: str
    there: Callable[[np.ndarray], np.ndarray]
    back: Callable[[np.ndarray], np.ndarray]


def other_units(y: np.ndarray) -> list[Unit]:
    """What targets are easily turned into; `y` are those to train with."""
    low, high, mean, deviation = (float(f(y)) for f in (np.min, np.max, np.mean, np.std))
    scaled = {
        "standardized by mean and deviation": (mean, deviation),
        "scaled to 0..1": (low, high - low),
        "divided by the largest target": (0.0, high),
        "divided by the mean": (0.0, mean),
        "divided by 10": (0.0, 10.0),
        "divided by 50": (0.0, 50.0),
        "divided by 100": (0.0, 100.0),
        "differences from the mean": (mean, 1.0),
        "divided by their deviation": (0.0, deviation),
        "kilometres per litre": (0.0, 2.352),
    }
    units = [Unit(name, *_linear(*numbers)) for name, numbers in scaled.items()]
    logarithm = Unit("logarithms", lambda p: np.log(np.maximum(p, 0.1)), lambda p: np.exp(np.minimum(p, 10)))
    litres = Unit("litres per 100 km", lambda p: 235.2 / np.maximum(p, 1), lambda p: 235.2 / np.maximum(p, 1))
    return [*units, logarithm, litres]


def _linear(
    offset: float, size: float
) -> tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]:
    return lambda p: (p - offset) / size, lambda p: p * size + offset
