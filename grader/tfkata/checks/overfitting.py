"""A real run whose best epoch is not its last: few digits, many of them wrongly labelled, and a network that is fast.

It has batch normalisation and dropout on purpose: keeping only the trainable weights, or validating in training
mode, shows here. Evaluating is done by calling the model, which costs milliseconds where `predict` compiles first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Described
from tfkata.checks.training_run import arrays, numbers
from tfkata.data import load

DIGITS, VALIDATION, EPOCHS = 240, 320, 8
MOST_EPOCHS = 20
"""For runs that stop by themselves."""
WRONG_LABELS = 0.4
RTOL = 2e-3
Pair = tuple[np.ndarray, np.ndarray]


@cache
def digits() -> tuple[Pair, Pair]:
    """(x, y) to train on and (x, y) to validate on: float32 (n, 28, 28, 1) in 0..1, int64 (n,)."""
    mnist = load("mnist", "train")
    x = mnist.images[: DIGITS + VALIDATION, :, :, None].astype(np.float32) / 255
    y = mnist.labels[: DIGITS + VALIDATION].copy()
    random = np.random.RandomState(17)
    wrong = random.permutation(DIGITS)[: int(WRONG_LABELS * DIGITS)]
    y[wrong] = random.randint(0, 10, len(wrong))
    return (x[:DIGITS], y[:DIGITS]), (x[DIGITS:], y[DIGITS:])


@cache
def network() -> tuple[Any, Described]:
    """The compiled Keras model that a run begins with: one for the examiner to evaluate with, one as argument."""
    import keras
    from keras import layers

    first, second = (keras.initializers.GlorotUniform(seed=seed) for seed in (1, 2))
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(128, activation="relu", kernel_initializer=first),
            layers.BatchNormalization(momentum=0.8),
            layers.Dropout(0.1),
            layers.Dense(10, activation="softmax", kernel_initializer=second),
        ]
    )
    adam = keras.optimizers.Adam(0.02)
    model.compile(optimizer=adam, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model, kit.model_argument(model)


def evaluate(weights: Any, part: Pair) -> float | None:
    """Cross-entropy of the network with these weights on (x, y); None if they do not fit into it."""
    model, _ = network()
    found = arrays(weights)
    if [w.shape for w in found] != [tuple(w.shape) for w in model.weights]:
        return None
    model.set_weights([w.astype(np.float32) for w in found])
    x, y = part
    probabilities = np.asarray(model(x, training=False), dtype=np.float64)
    return float(-np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-7, 1 - 1e-7)).mean())


@dataclass(frozen=True)
class Wrong:
    """Weights that are not those of the `best` epoch: the epoch they seem to be of (None: of no epoch)."""

    epoch: int | None
    best: int
    found: str
    on_training_data: bool
    by_choice: dict[str, int]

    @property
    def whose(self) -> str:
        return "no epoch" if self.epoch is None else f"epoch {self.epoch}"


def judge_best(weights: Any, claimed: np.ndarray, history: dict[Any, Any]) -> Wrong | None:
    """Whether weights evaluate to the smallest claimed `val_loss`; if not, what they are instead."""
    train, valid = digits()
    best, by_choice = int(np.argmin(claimed)) + 1, _by_choice(claimed, history)
    loss = evaluate(weights, valid)
    if loss is None:
        return Wrong(None, best, "weights of other shapes", False, by_choice)
    if np.isclose(loss, claimed.min(), RTOL):
        return None
    on_training_data = bool(np.isclose(evaluate(weights, train) or 0, claimed.min(), RTOL))
    near = np.flatnonzero(np.isclose(loss, claimed, RTOL)).tolist()
    found = f"a val_loss of {loss:.4g}"
    return Wrong(near[-1] + 1 if near else None, best, found, on_training_data, by_choice)


def _by_choice(claimed: np.ndarray, history: dict[Any, Any]) -> dict[str, int]:
    """The epoch that each wrong way to choose would have kept, as far as the history tells."""
    chosen = {"last": len(claimed), "wrong-mode": int(np.argmax(claimed)) + 1}
    for key, pick, name in (
        ("loss", np.argmin, "monitors-training"),
        ("val_accuracy", np.argmax, "monitors-accuracy"),
    ):
        series = numbers(history.get(key))
        if series is not None and len(series) == len(claimed):
            chosen[name] = int(pick(series)) + 1
    return chosen
