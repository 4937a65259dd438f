"""The check of `train_transfer`: what the trained model says about drawings of the new kinds that nobody trained on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, renumbering, running
from tfkata.checks.kit import Answer, Candidate, Described, Function, Mistake, Mistakes
from tfkata.checks.training_run import arrays, biases_are_zero
from tfkata.data.categories import transfer
from tfkata.data.images import Images

CALL = "train_transfer(base, train, valid)"
CLASSES = len(transfer.CLASSES)
MUCH = 0.3
"""A kernel that moved by this share of its length has forgotten a good part of what it knew."""
train_transfer = Function("train_transfer", shown=lambda *_: CALL)


@cache
def base() -> Any:
    """The trained base, loaded once for all submissions that this process judges."""
    return transfer.base()


def scaled(images: Images, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """float32 (n, 32, 32, 3) from 0 to 1, and labels by the numbers of this run."""
    return images.images.astype(np.float32) / 255, numbers[images.labels]


def numbers(candidate: Candidate) -> np.ndarray:
    """The number of each kind, another for each seed: weights that were brought along know nothing of it."""
    return renumbering.class_numbers(CLASSES, candidate.seed)


def trained(candidate: Candidate) -> Described:
    """What came back from the one training."""

    def ask() -> Answer:
        given = transfer.load()
        parts = (scaled(part, numbers(candidate)) for part in (given.train, given.valid))
        return train_transfer.ask(candidate, kit.model_argument(base()), *parts, options={"weights": True})

    answer: Answer = candidate.once("trained", ask)
    return answer.model("transfer.no-model")


@dataclass(frozen=True)
class Below:
    """A model that names too few drawings rightly."""

    right: float
    least: float
    count: int
    frequent: float
    """What the most frequent kind alone would reach."""
    weights: list[np.ndarray]

    def _moved(self, rank: int) -> list[float]:
        """By which share of its length each of the base's kernels (rank 4) or other arrays (rank 1) moved; [] if they are not there."""
        given = [w for w in base().get_weights() if w.ndim == rank]
        found = [w for w in self.weights if w.ndim == rank][: len(given)]
        if [w.shape for w in found] != [w.shape for w in given]:
            return []
        pairs = zip(given, found, strict=True)
        return [float(np.linalg.norm(a - b) / max(float(np.linalg.norm(a)), 1e-9)) for a, b in pairs]

    @property
    def moved(self) -> str:
        return f"{max(self._moved(4)):.0%}"

    def is_untrained(self) -> bool:
        return biases_are_zero([w for w in self.weights if w.shape == (CLASSES,)])

    def rebuilt(self) -> bool:
        """Not the base: its kernels are not there, or they are as far away as random ones are."""
        moved = self._moved(4)
        return not moved or min(moved) > 0.9

    def torn(self) -> bool:
        return max(self._moved(4)) > MUCH

    def statistics_moved(self) -> bool:
        return max(self._moved(4)) < 1e-6 and max(self._moved(1), default=0.0) > 1e-3


# fmt: off
TOLD: dict[str, Any] = {
    "images": lambda below: f"{below.count:,}", "found": lambda below: f"{below.right:.1%}", "wanted": lambda below: f"{below.least:.1%}",
}
BELOW = Mistakes(
    Mistake("transfer.untrained", Below.is_untrained, **TOLD),
    Mistake("transfer.from-nothing", Below.rebuilt, **TOLD),
    Mistake("transfer.base-torn", Below.torn, "moved", **TOLD),
    Mistake("transfer.statistics-moved", Below.statistics_moved, **TOLD),
    Mistake("transfer.below-threshold", lambda below: True, **TOLD, frequent=lambda below: f"{below.frequent:.0%}"),
)
# fmt: on


def accuracy(candidate: Candidate) -> None:
    described = trained(candidate)
    model = candidate.once("model", lambda: kit.rebuild(described))
    images, labels = scaled(transfer.held_out(), numbers(candidate))
    other_input = tuple(model.input_shape or ())[1:] != images.shape[1:]
    said = running.outputs(model, images, call=CALL, code="transfer.wrong-input" if other_input else None)
    if said.shape[1:] != (CLASSES,):
        kit.fail(
            "transfer.wrong-outputs",
            call=CALL,
            found=f"of shape {said.shape}",
            wanted=str((len(images), CLASSES)),
        )
    right = float(np.mean(said.argmax(axis=1) == labels))
    kit.measured("accuracy", right)
    kinds = renumbering.names(transfer.CLASSES, numbers(candidate))
    kit.confusion("Drawings never seen", labels, said.argmax(axis=1), kinds)
    least = thresholds.minimum("e28_transfer")
    if right < least:
        frequent = float(np.bincount(labels).max() / len(labels))
        weights = arrays(described.data.get("weights"))
        BELOW.fail(Below(right, least, len(labels), frequent, weights), call=CALL)
