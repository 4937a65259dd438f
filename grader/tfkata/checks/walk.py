"""Training runs of which the examiner wrote every epoch: one weight, led along a given path by its learning rate.

The training set is one sample, so an epoch is one step whatever the batch size. Input -1 shall give 1: the training
loss is (w + 1)^2, smallest at w = -1. The validation sample says input 1 shall give 1: (w - 1)^2, smallest at w = 1.
A step of plain SGD at rate r multiplies w + 1 by 1 - 2r, so that a rate for each step leads w through any values.
What an answer kept, stopped at or restored can then be read off one number, to the epoch.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Described

SAME_WEIGHT = 4e-6
"""Two weights nearer than this are one: above the rounding of float32 here, below any step of a walk."""
RTOL = 1e-4


@dataclass(frozen=True)
class Walk:
    """A path: the weight that the model starts with, and the one it has after each epoch."""

    start: float
    weights: tuple[float, ...]

    @property
    def epochs(self) -> int:
        return len(self.weights)

    @cached_property
    def train(self) -> tuple[np.ndarray, np.ndarray]:
        return _sample(-1.0)

    @cached_property
    def valid(self) -> tuple[np.ndarray, np.ndarray]:
        return _sample(1.0)

    @cached_property
    def val_loss(self) -> np.ndarray:
        """`val_loss` of each epoch, float64 (epochs,)."""
        return val_loss(np.array(self.weights))

    @property
    def best(self) -> int:
        """The epoch, from 1, of the smallest `val_loss`, the first of equal ones."""
        return int(np.argmin(self.val_loss)) + 1

    @cached_property
    def loss_after(self) -> np.ndarray:
        """Training loss as evaluating after each epoch shows it."""
        return (np.array(self.weights) + 1) ** 2

    @cached_property
    def loss_during(self) -> np.ndarray:
        """Training loss as `fit` reports it: of the weights before the epoch's one step."""
        return (np.array([self.start, *self.weights[:-1]]) + 1) ** 2

    @cached_property
    def val_accuracy(self) -> np.ndarray:
        """The share of validation outputs on the right side of 0.5."""
        return (np.array(self.weights) > 0.5).astype(float)

    def rates(self) -> list[float]:
        """The learning rate of each step; 0 for all that come after the path's end."""
        before = np.array([self.start, *self.weights[:-1]]) + 1
        return [*((1 - (np.array(self.weights) + 1) / before) / 2).tolist(), 0.0]

    def argument(self) -> Described:
        """The compiled model at the start, as an argument. Eager: half the time for so few steps."""
        import keras

        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
        model.set_weights([np.array([[self.start]], np.float32)])
        rates = self.rates()
        schedule = keras.optimizers.schedules.PiecewiseConstantDecay(list(range(len(rates) - 1)), rates)
        sgd = keras.optimizers.SGD(schedule)
        model.compile(optimizer=sgd, loss="mse", metrics=["accuracy"], run_eagerly=True)
        return kit.model_argument(model)

    def epoch_of(self, weight: float | None, ran: int | None = None) -> int | None:
        """After which epoch (from 1; 0 is the start) the model had this weight; None: never on this path."""
        if weight is None:
            return None
        path = np.array([self.start, *self.weights])[: None if ran is None else ran + 1]
        nearest = int(np.argmin(np.abs(path - weight)))
        return nearest if abs(path[nearest] - weight) <= SAME_WEIGHT * max(1.0, abs(weight)) else None

    def led_by(self, gradient: Callable[[float], float]) -> np.ndarray:
        """The weights after each epoch had another gradient been followed at the same learning rates."""
        weights = [self.start]
        for rate in self.rates()[:-1]:
            weights.append(weights[-1] - rate * gradient(weights[-1]))
        return np.array(weights[1:])


def val_loss(weights: np.ndarray) -> np.ndarray:
    """The validation loss of a model with this weight."""
    return (weights - 1) ** 2


def _sample(value: float) -> tuple[np.ndarray, np.ndarray]:
    return np.full((1, 1), value, np.float32), np.ones((1, 1), np.float32)
