"""The series to train on, the days to forecast, and what stands for each of them in a window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from tfkata.data.categories import series

WINDOW = 28
MOST_LEFT_OUT = 730


@cache
def training(seed: int) -> np.ndarray:
    """Births a day up to the end of 1984, int64 (n,): the first day is another for each seed."""
    first = int(np.random.default_rng([seed, WINDOW]).integers(MOST_LEFT_OUT))
    return series.load("births", "train")[first:].copy()


@dataclass(frozen=True, eq=False)
class Days:
    """`windows` are births of 28 days, float64 (m, 28); `wanted` those of the day after each, (m,)."""

    windows: np.ndarray
    wanted: np.ndarray
    around: np.ndarray
    """All days from the first of the first window to the last that is wanted."""

    def at(self, offset: int) -> tuple[np.ndarray, slice]:
        """The day so many days after the one that is wanted (before it, if negative), and for which windows there is one."""
        first, count = WINDOW + offset, len(self.wanted)
        there = slice(0, count - max(offset, 0))
        return self.around[first : first + count][: there.stop], there

    @property
    def naive(self) -> float:
        """By how much last week's value is wrong."""
        last_week, there = self.at(-7)
        return float(np.abs(last_week - self.wanted[there]).mean())


@cache
def held_out() -> Days:
    """1985 to 1988, day by day; the first windows lie in 1984."""
    before = series.load("births", "train")[-WINDOW:]
    around = np.concatenate([before, series.load("births", "held_out")]).astype(np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(around, WINDOW)[:-1]
    return Days(windows, around[WINDOW:], around)
