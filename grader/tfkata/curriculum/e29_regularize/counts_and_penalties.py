"""The parameters of a normalization and the penalty of an array: references of one line each, and what wrong ones give away."""

from __future__ import annotations

from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.counts import numbers
from tfkata.checks.kit import Ask, Mistake, Mistakes, Problem

# --- references and judges


def batchnorm_count(channels: int) -> tuple[int, int]:
    return 2 * channels, 2 * channels


def penalty_of(weights: np.ndarray, l1: float = 0.0, l2: float = 0.0) -> float:
    exact = np.asarray(weights, np.float64)
    return float(l1 * np.abs(exact).sum() + l2 * np.square(exact).sum())


def same_pair(got: Any, want: Any) -> Problem | None:
    """Equal as numbers; 64.0 for 64 is for the check of whole numbers."""
    if numbers(got).shape != (2,):
        return kit.returned_nothing(got) or Problem("expected a pair of numbers", "params.not-a-pair")
    return None if np.array_equal(numbers(got), want) else Problem("the numbers differ")


def same_penalty(got: Any, want: Any) -> Problem | None:
    """One number, as exact as float32 is; an array is not one."""
    if isinstance(got, list | tuple | np.ndarray) and numbers(got).shape != ():
        shape = {"got_shape": str(numbers(got).shape)}
        return Problem("returned several numbers, expected one", "penalty.not-one-number", shape)
    return kit.scalar(rtol=1e-4, atol=1e-9)(got, want)


# --- what a count gives away

C = 7


def is_pair(*pairs: tuple[float, float]) -> Any:
    return lambda got: any(np.array_equal(got, pair) for pair in pairs)


OF_COUNTS = Mistakes(
    Mistake("params.all-trainable", is_pair((4 * C, 0), (4 * C, 4 * C))),
    Mistake("params.total-first", is_pair((4 * C, 2 * C), (2 * C, 4 * C))),
    Mistake("params.forgets-statistics", is_pair((2 * C, 0), (C, 0))),
    Mistake("params.one-of-each", is_pair((C, C), (C, 2 * C), (2 * C, C))),
    Mistake("params.moved-apart", is_pair((3 * C, C), (C, 3 * C), (0, 4 * C), (0, 2 * C))),
    look=lambda ask: numbers(ask(C)),
)

# --- what a penalty gives away

W = np.array([1.0, -2.0, 4.0, 0.5, -3.0])
ABS, SQUARES, SIGNED, COUNT = float(np.abs(W).sum()), float(np.square(W).sum()), float(W.sum()), W.size
L1, L2 = 0.35, 0.15


class Seen:
    """What comes back for one row of weights: with L1 alone, L2 alone and both."""

    def __init__(self, ask: Ask) -> None:
        self.l1, self.l2, self.both = (float(ask(W, *rates)) for rates in ((L1, 0.0), (0.0, L2), (L1, L2)))

    def l1_is(self, *sums: float) -> bool:
        return any(np.isclose(self.l1, L1 * one, rtol=1e-4) for one in sums)

    def l2_is(self, *sums: float) -> bool:
        return any(np.isclose(self.l2, L2 * one, rtol=1e-4) for one in sums)

    @property
    def each_right(self) -> bool:
        return self.l1_is(ABS) and self.l2_is(SQUARES)


# fmt: off
OF_PENALTY = Mistakes(
    Mistake("penalty.swapped", lambda s: s.l1_is(SQUARES) and s.l2_is(ABS)),
    Mistake("penalty.mean", lambda s: s.l1_is(ABS / COUNT) or s.l2_is(SQUARES / COUNT, SQUARES / COUNT / 2), count=COUNT),
    Mistake("penalty.signed", lambda s: s.l1_is(SIGNED, abs(SIGNED))),
    Mistake("regularize.half-square", lambda s: s.l2_is(SQUARES / 2)),
    Mistake("penalty.root", lambda s: s.l2_is(SQUARES**0.5)),
    Mistake("penalty.square-of-sum", lambda s: s.l2_is(SIGNED**2, ABS**2)),
    Mistake("penalty.strength-squared", lambda s: s.l2_is(L2 * SQUARES)),
    Mistake("penalty.largest", lambda s: s.l1_is(np.abs(W).max()) or s.l2_is(np.square(W).max())),
    Mistake("penalty.only-one", lambda s: s.each_right and np.isclose(s.both, [s.l1, s.l2]).any()),
    Mistake("penalty.mixes-strengths", lambda s: s.each_right),
    look=Seen,
)
# fmt: on
