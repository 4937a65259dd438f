"""The published rule: from what a model answers to a figure, and from the figure to a score from 1 to 5.

The figure is the share of right answers, or the mean absolute error. A variant's calibration says what the best of the answers
is that have learned nothing (`simple`), and what reference solutions reached from several seeds. 5 begins at the target, which
every run of a reference should reach; 2, 3 and 4 begin at fixed shares of the way from `simple` to the target.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tfkata.curriculum.d_exam.task import Task

PATH = Path(__file__).with_name("calibration.toml")
SHARES = {2: 0.4, 3: 0.65, 4: 0.85, 5: 1.0}
DEVIATIONS = 3.0
"""The target lies so many standard deviations of a reference's figures below their mean …"""
ALLOWANCE = 0.03
"""… and this share of the way to `simple` further."""
SUPPOSED, WEIGHT = 0.02, 2
"""The deviation that is supposed of a family before it was measured, and the runs that it counts for: few runs say little."""
DIGITS = 4
HIGHEST = 5


@dataclass(frozen=True)
class Scale:
    """The limits of one variant: the figure at which 2, 3, 4 and 5 begin."""

    higher: bool
    limits: dict[int, float]

    def score(self, figure: float) -> int:
        """From 1 (it runs) to 5."""
        reached = [score for score, limit in self.limits.items() if self._reaches(figure, limit)]
        return max(reached, default=1)

    def near(self, figure: float, uncertainty: float) -> int | None:
        """The other score that is nearer than the figure's own uncertainty, if there is one."""
        distances = {score: abs(figure - limit) for score, limit in self.limits.items()}
        nearest = min(distances, key=lambda score: distances[score])
        if distances[nearest] >= uncertainty:
            return None
        return nearest - 1 if self._reaches(figure, self.limits[nearest]) else nearest

    def _reaches(self, figure: float, limit: float) -> bool:
        return figure >= limit if self.higher else figure <= limit


def scale(variant: str, *, higher: bool) -> Scale:
    """The limits of a variant.

    Raises:
        KeyError: it was not calibrated.
    """
    measured = calibration()[variant]
    return from_measured(
        measured["simple"], measured["references"], _deviation(variant.partition("/")[0]), higher=higher
    )


def from_measured(simple: float, references: list[float], deviation: float, *, higher: bool) -> Scale:
    """The rule. `deviation` is a share of the way from `simple` to the mean of the references.

    Limits are rounded in the learner's favour, to what a statement can show.
    """
    target = simple + (1 - DEVIATIONS * deviation - ALLOWANCE) * (float(np.mean(references)) - simple)
    return Scale(
        higher,
        {score: _rounded(simple + share * (target - simple), higher) for score, share in SHARES.items()},
    )


@cache
def _deviation(family: str) -> float:
    """The standard deviation of references, pooled over the variants of a family, because each was trained a few times only."""
    squares, freedom = WEIGHT * SUPPOSED**2, WEIGHT
    for name, measured in calibration().items():
        if name.partition("/")[0] == family and measured["references"]:
            figures = np.array(measured["references"])
            way = figures.mean() - measured["simple"]
            squares += float((((figures - figures.mean()) / way) ** 2).sum())
            freedom += len(figures) - 1
    return math.sqrt(squares / freedom)


def _rounded(limit: float, higher: bool) -> float:
    if higher:
        return math.floor(limit * 1000) / 1000
    step = 10.0 ** (math.floor(math.log10(limit)) - 2)
    return float(f"{math.ceil(limit / step) * step:.3g}")


@cache
def calibration() -> dict[str, dict[str, Any]]:
    """What was measured, by variant (tests/exam/calibrate.py writes it)."""
    return tomllib.loads(PATH.read_text("utf-8"))


@dataclass(frozen=True)
class Figure:
    """What a model's answers are worth: a share of right answers, or a mean absolute error, and how uncertain that is.

    `uncertainty` is the standard error from the number of held-out samples; those of a series overlap, and it is larger there.
    """

    value: float
    uncertainty: float
    samples: int


def figure(task: Task, answers: np.ndarray, right: np.ndarray) -> Figure:
    """The figure of answers, float64 (n, outputs), to the held-out inputs of a task."""
    samples = len(right)
    if task.kind == "numbers":
        errors = np.abs(answers - right).mean(axis=1)
        deviation = float(errors.std(ddof=1)) / math.sqrt(samples)
        return Figure(float(f"{errors.mean():.{DIGITS}g}"), float(f"{deviation:.2g}"), samples)
    share = int((decided(task, answers) == right).sum()) / samples
    return Figure(share, float(f"{math.sqrt(share * (1 - share) / samples):.2g}"), samples)


def decided(task: Task, answers: np.ndarray) -> np.ndarray:
    """The class of each answer: int64 (n,)."""
    if task.kind == "yes or no":
        return np.asarray(answers[:, 0] > 0.5, np.int64)
    return np.asarray(answers.argmax(axis=1), np.int64)


def simple(task: Task) -> float:
    """The best figure of those who have learned nothing."""
    inputs, right = task.held_out()
    figures = [figure(task, answer(inputs), right).value for answer in task.simple.values()]
    return max(figures) if task.higher else min(figures)
