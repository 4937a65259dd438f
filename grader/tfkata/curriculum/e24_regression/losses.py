"""The compiled loss, by what it says of outputs that miss a label by more and more."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tfkata.checks.kit import Described, Mistake, Mistakes

LABELS = (20.0, -20.0)
DISTANCES = (0.0, 1.0, 10.0, 60.0)


def pairs() -> Iterator[tuple[float, float, float]]:
    """(label, side, distance): outputs that miss each label by more and more, on either side."""
    for label in LABELS:
        for side in (1.0, -1.0):
            yield from ((label, side, distance) for distance in DISTANCES)


def detached() -> list[tuple[np.ndarray, np.ndarray]]:
    """Labels (1,) and outputs (1, 1), as `fit` has them."""
    return [
        (np.array([label], np.float32), np.array([[label + side * distance]], np.float32))
        for label, side, distance in pairs()
    ]


@dataclass(frozen=True)
class Loss:
    """What the compiled loss says of outputs that miss a label by more and more."""

    name: str
    costs: dict[tuple[float, float], list[float]]

    @classmethod
    def of(cls, model: Described) -> Loss | None:
        """None for a model that is not compiled: what trained it shows in what it does."""
        probe = model.data.get("probe")
        if not isinstance(probe, dict) or probe.get("compiled") is not True:
            return None
        given = probe.get("losses")
        found = [c if isinstance(c, float) else math.nan for c in (given if isinstance(given, list) else [])]
        costs: dict[tuple[float, float], list[float]] = {}
        for (label, side, _), cost in zip(pairs(), found, strict=False):
            costs.setdefault((label, side), []).append(cost)
        return cls(f"`{probe.get('loss')}`", costs)

    def grows(self, label: float) -> bool:
        """Whether it costs more to be farther off, on both sides of this label."""
        rows = [self.costs.get((label, side), []) for side in (1.0, -1.0)]
        return all(len(row) == len(DISTANCES) and bool(np.all(np.diff(row) > 1e-7)) for row in rows)

    @property
    def why(self) -> str:
        near, far = (self.costs.get((LABELS[0], 1.0), []) + [math.nan] * 4)[1:3]
        return f"for a target of 20, an output of 21 costs {near:.4g}, and one of 30 costs {far:.4g}"


# fmt: off
LOSS = Mistakes(
    Mistake("regression.classification-loss", lambda loss: not loss.grows(LABELS[0]), found=lambda loss: loss.name, why=lambda loss: loss.why),
    Mistake("regression.positive-only-loss", lambda loss: not loss.grows(LABELS[1]), found=lambda loss: loss.name),
    look=lambda loss: loss,
)
# fmt: on
