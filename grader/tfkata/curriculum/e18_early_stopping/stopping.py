"""When a run should have stopped, and which other rule explains when it did. NumPy only."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tfkata.checks.walk import Walk

NEVER = 10**6


@dataclass(frozen=True)
class Series:
    """What a stopping rule may watch, smaller being better, one array of floats (epochs,) each."""

    val_loss: np.ndarray
    loss: np.ndarray
    loss_after: np.ndarray
    accuracy: np.ndarray

    @classmethod
    def of(cls, path: Walk) -> Series:
        return cls(path.val_loss, path.loss_during, path.loss_after, -path.val_accuracy)

    def watched(self, name: str) -> np.ndarray:
        found: np.ndarray = -self.val_loss if name == "upside down" else getattr(self, name)
        return found


@dataclass(frozen=True)
class Rule:
    """A way to stop. The defaults are the right one."""

    watches: str = "val_loss"
    counts: str = "since the best"
    margin: float = 0.0
    ties_are_better: bool = False
    offset: int = 0
    fixed: int = 0
    """A patience of its own instead of the one asked for; 0: the one asked for."""

    def length(self, series: Series, patience: int) -> int:
        """How many epochs a run has."""
        allowed = (self.fixed or patience) + self.offset
        return length(series.watched(self.watches), allowed, self.counts, self.margin, self.ties_are_better)


def length(
    losses: Sequence[float] | np.ndarray,
    patience: int,
    counts: str = "since the best",
    margin: float = 0.0,
    ties_are_better: bool = False,
) -> int:
    """After how many epochs a run stops that sees these losses, one an epoch; all of them if it does not.

    >>> length([3.0, 1.0, 2.0, 1.0, 0.5], patience=2)
    4
    """
    best, waited = losses[0], 0
    for epoch, loss in enumerate(losses[1:], start=2):
        better = loss < best - margin or (ties_are_better and loss == best)
        if counts == "against the previous" or better:
            best = loss
        waited = waited + 1 if not better else waited if counts == "in total" else 0
        if waited >= patience:
            return epoch
    return len(losses)


def explain(walks: Sequence[Series], patiences: Sequence[int], lengths: Sequence[int]) -> Rule | None:
    """The rule with the fewest differences from the right one under which the runs have these lengths, or None."""
    for rule in _rules():
        if [rule.length(*asked) for asked in zip(walks, patiences, strict=True)] == list(lengths):
            return rule
    return None


def _rules() -> Iterator[Rule]:
    choices: dict[str, tuple[object, ...]] = {
        "watches": ("loss", "loss_after", "accuracy", "upside down"),
        "fixed": (NEVER, *range(1, 31)),
        "counts": ("in total", "against the previous"),
        "offset": (1, -1),
        "margin": (1e-4, 1e-3, 1e-2, 0.1),
        "ties_are_better": (True,),
    }
    for differences in (1, 2):
        for names in itertools.combinations(choices, differences):
            for values in itertools.product(*(choices[name] for name in names)):
                yield Rule(**dict(zip(names, values, strict=True)))  # type: ignore[arg-type]
