"""A real run whose best epoch is not its last: few digits, many of them wrongly labelled, and a network that is fast.

It has batch normalisation and dropout on purpose: keeping only the trainable weights, or validating in training
mode, shows here. Evaluating is done by calling the model, which costs milliseconds where `predict` compiles first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit, renumbering
from tfkata.checks.kit import Described
from tfkata.checks.training_run import arrays, numbers
from tfkata.data import load

DIGITS, VALIDATION, EPOCHS = 240, 320, 8
MOST_EPOCHS = 20
"""For runs that stop by themselves."""
WRONG_LABELS = 0.4
RTOL = 2e-3
BEST_BEST, WORST_BEST = 0.9, 2.0
"""Between these the best epoch lies: measured from 1.35 (batches of 64) to 1.59 (one batch). The start has 2.3, the last
epoch 2.1 to 2.6 with batches of 32 and less; trained on the validation data as well, the network gets below 0.5."""
Pair = tuple[np.ndarray, np.ndarray]


@cache
def digits(seed: int) -> tuple[Pair, Pair]:
    """(x, y) to train on and (x, y) to validate on: float32 (n, 28, 28, 1) in 0..1, int64 (n,), classes as of this seed."""
    mnist = load("mnist", "train")
    x = mnist.images[: DIGITS + VALIDATION, :, :, None].astype(np.float32) / 255
    y = mnist.labels[: DIGITS + VALIDATION].copy()
    random = np.random.RandomState(17)
    wrong = random.permutation(DIGITS)[: int(WRONG_LABELS * DIGITS)]
    y[wrong] = random.randint(0, 10, len(wrong))
    y = renumbering.class_numbers(10, seed)[y]
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


def evaluate(weights: Any, part: Pair) -> np.ndarray | None:
    """Cross-entropy of the network with these weights on (x, y), float64 (2,); None if they do not fit into it.

    First as Keras has it, from the logits; then from probabilities clipped as a loop of one's own may clip them. Where an
    overfitted network is wrong for sure, the two part.
    """
    model, _ = network()
    found = arrays(weights)
    if [w.shape for w in found] != [tuple(w.shape) for w in model.weights]:
        return None
    model.set_weights([w.astype(np.float32) for w in found])
    x, y = part
    hidden = x
    for layer in model.layers[:-1]:
        hidden = layer(hidden, training=False)
    kernel, bias = (np.asarray(w, np.float64) for w in model.layers[-1].get_weights())
    logits = np.asarray(hidden, np.float64) @ kernel + bias
    logits -= logits.max(axis=1, keepdims=True)
    costs = np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(y)), y]
    return np.array([costs.mean(), np.minimum(costs, -np.log(1e-7)).mean()])


def start(seed: int) -> float:
    """The `val_loss` of the network as it is given."""
    found = evaluate(network()[1].data["weights"], digits(seed)[1])
    assert found is not None
    return float(found[0])


@dataclass(frozen=True)
class Lived:
    """The smallest `val_loss` of a history that agrees with what was kept, beside what such a run can live through."""

    kept: float
    start: float

    def as_it_began(self) -> bool:
        return bool(np.isclose(self.kept, self.start, RTOL))

    def never_so_bad(self) -> bool:
        return self.kept > WORST_BEST

    def never_so_good(self) -> bool:
        return self.kept < BEST_BEST


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


def judge_best(weights: Any, claimed: np.ndarray, history: dict[Any, Any], seed: int) -> Wrong | None:
    """Whether weights evaluate to the smallest claimed `val_loss`; if not, what they are instead."""
    train, valid = digits(seed)
    best, by_choice = int(np.argmin(claimed)) + 1, _by_choice(claimed, history)
    loss = evaluate(weights, valid)
    if loss is None:
        return Wrong(None, best, "weights of other shapes", False, by_choice)
    if np.isclose(loss, claimed.min(), RTOL).any():
        return None
    trained = evaluate(weights, train)
    on_training_data = trained is not None and bool(np.isclose(trained, claimed.min(), RTOL).any())
    near = np.flatnonzero(np.isclose(loss[:, None], claimed, RTOL).any(axis=0)).tolist()
    found = f"a val_loss of {loss[0]:.4g}"
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
