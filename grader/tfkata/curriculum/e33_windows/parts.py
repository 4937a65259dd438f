"""`split_series` and `standardize_series`: two parts of a series, by which values are where and by what they became."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes, Problem

NAMES = ("train", "later")

split_series = Function("split_series")


def pair(got: Any) -> Problem | None:
    """Two arrays with one axis each."""
    if not isinstance(got, tuple | list) or len(got) != 2:
        found = f"{len(got)} values" if isinstance(got, tuple | list) else kit.show(got)
        return kit.returned_nothing(got) or Problem(
            f"returned {found}, expected two arrays", "series.not-two-parts", {"found": found}
        )
    for name, part in zip(NAMES, got, strict=True):
        if (problem := kit.array_alone(part)) is not None:
            return problem.about(name)
        if part.ndim != 1:
            return Problem(f"{name} has shape {part.shape}, expected one axis: (n,)")
    return None


# --- the split


@dataclass(frozen=True)
class Split:
    """Where the values of both parts stand in a series of `size` values."""

    call: str
    size: int
    fraction: float
    train: np.ndarray
    later: np.ndarray

    @property
    def cut(self) -> int:
        return len(self.train)

    def has(self, fraction: float) -> bool:
        """Whether the training part has this share, with a cut one to either side of what is rounded up or down."""
        wanted = self.size * fraction
        return math.floor(wanted + 1e-9) - 1 <= self.cut <= math.ceil(wanted - 1e-9) + 1

    def swapped(self) -> bool:
        return bool(len(self.train) and len(self.later) and self.train.min() > self.later.max())

    def out_of_time(self) -> dict[str, str] | None:
        """A part that is not in the order of time, or a later part that begins before the training part ends."""
        for name, part in zip(NAMES, (self.train, self.later), strict=True):
            if np.any(np.diff(part) <= 0):
                return {"found": f"`{name}` begins with the values number {kit.show(part[:4].tolist())}"}
        if np.setdiff1d(self.train, self.later).max(initial=-1) > self.later.min(initial=self.size):
            return {
                "found": f"`later` begins with value number {self.later[0]}, `train` ends with number {self.train[-1]}"
            }
        return None

    def twice(self) -> dict[str, int] | None:
        both = np.intersect1d(self.train, self.later)
        return {"count": both.size, "number": int(both[0])} if both.size else None

    def lost(self) -> dict[str, int] | None:
        gone = np.setdiff1d(np.arange(self.size), np.concatenate([self.train, self.later]))
        return {"count": gone.size, "number": int(gone[0])} if gone.size else None


def series_of(size: int) -> np.ndarray:
    """Different values in no order, so that each of them says where it stands."""
    return np.random.default_rng(size).permutation(size) * 0.5 + 10


def split_calls(seed: int) -> list[tuple[np.ndarray, float, str]]:
    """The series, the fraction and the call as it can be typed."""
    random = np.random.default_rng([seed, 33])
    large, share = int(random.integers(300, 900)), round(float(random.uniform(0.55, 0.95)), 2)
    calls = [(np.arange(10.0), 0.7, "np.arange(10.0)"), (np.arange(50), 0.9, "np.arange(50)")]
    for size, fraction in ((7, 0.5), (365, 0.8), (1000, 0.25), (large, share)):
        typed = f"np.random.default_rng({size}).permutation({size}) * 0.5 + 10"
        calls.append((series_of(size), fraction, typed))
    return [(series, part, f"split_series({typed}, {part})") for series, part, typed in calls]


def splits(candidate: Candidate) -> list[Split]:
    asked = split_calls(candidate.seed)
    answers = split_series.ask_each(candidate, [(series, fraction) for series, fraction, _ in asked])
    return [
        read_split(Answer(split_series, answer.arguments, answer.got, typed), series, fraction)
        for answer, (series, fraction, typed) in zip(answers, asked, strict=True)
    ]


def read_split(answer: Answer, series: np.ndarray, fraction: float) -> Split:
    answer.insist(pair(answer.value))
    places = []
    for name, part in zip(NAMES, answer.value, strict=True):
        found = positions(series, part)
        if found is None:
            answer.fail("series.values-changed", name=name)
        places.append(found)
    return Split(answer.call, len(series), fraction, *places)


def positions(series: np.ndarray, values: np.ndarray) -> np.ndarray | None:
    """Where these values stand in a series of different values; None where one of them does not."""
    if values.dtype.kind not in "iuf":
        return None
    order = np.argsort(series)
    ranks = np.minimum(np.searchsorted(series[order], values), len(series) - 1)
    found = order[ranks]
    return found if np.array_equal(series[found], values) else None


class Shares:
    """A split whose training part has another share than asked, beside all others."""

    def __init__(self, call: str, split: Split, all_splits: Sequence[Split]) -> None:
        self.call, self.split, self.all = call, split, all_splits
        self.fraction, self.size, self.cut = split.fraction, split.size, split.cut

    def of_later(self) -> bool:
        return all(one.has(1 - one.fraction) for one in self.all)

    def fixed(self) -> bool:
        """The same share for every fraction."""
        shares = [one.cut / one.size for one in self.all if one.size > 50]
        return max(shares) - min(shares) < 0.02


def wrong_shares(candidate: Candidate) -> Iterator[Shares]:
    every = splits(candidate)
    yield from (Shares(one.call, one, every) for one in every if not one.has(one.fraction))


# fmt: off
IN_TIME = Mistakes(
    Mistake("series.swapped", Split.swapped),
    Mistake("series.random-split", Split.out_of_time, "found"),
    Mistake("series.overlap", Split.twice, "count number"),
    Mistake("series.loses-values", Split.lost, "count number"),
)
SHARE = Mistakes(
    Mistake("series.fraction-of-later", Shares.of_later, "fraction size cut"),
    Mistake("series.ignores-fraction", Shares.fixed, "fraction size cut"),
    Mistake("series.wrong-share", lambda s: True, "fraction size cut"),
)
# fmt: on

# --- the standardized parts


def standardized(train: np.ndarray, later: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return by(train, later, np.mean(train), np.std(train))


def by(train: np.ndarray, later: np.ndarray, mean: Any, scale: Any) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(all="ignore"):
        return (np.subtract(train, mean, dtype=float) / scale, np.subtract(later, mean, dtype=float) / scale)


def two_floats(got: Any, want: Any) -> Problem | None:
    """Judge of both parts; values near 0 are differences of large ones."""
    if (problem := pair(got)) is not None:
        return problem
    values = kit.array(rtol=1e-4, atol=1e-4)
    for name, part, right in zip(NAMES, got, want, strict=True):
        if part.dtype.kind != "f":
            found = {"name": name, "got_dtype": part.dtype.name}
            return Problem(f"{name} has dtype {part.dtype.name}", "series.integers-kept", found)
        if (problem := values(part, right)) is not None:
            return problem.about(name)
    return None


TRAIN, LATER = np.array([2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]), np.array([9.0, 13.0, 11.0])
"""A mean of 5 and a deviation of 2."""


def standardize_calls() -> list[tuple[np.ndarray, np.ndarray]]:
    random = np.random.default_rng(33)
    births = random.integers(7000, 12_000, 60)
    degrees = random.normal(12, 8, 40)
    return [
        (TRAIN, LATER),
        (TRAIN.astype(np.int64), LATER.astype(np.int64)),
        (births[:45], births[45:]),
        (degrees[:10], degrees[10:]),
        ((degrees * 0.05)[:30], (degrees * 0.05)[30:]),
        (TRAIN.astype(np.float32), LATER.astype(np.float32)),
        (TRAIN.astype(np.uint8), LATER.astype(np.uint8)),
    ]


CALLS = standardize_calls()
standardize_series = Function("standardize_series", standardized, always=CALLS, judge=two_floats)


class Standardized:
    """What became of the example."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        got = ask(TRAIN, LATER)
        problem = pair(got)
        self.train: np.ndarray = got[0] if problem is None else np.zeros(0)
        self.later: np.ndarray = got[1] if problem is None else np.zeros(0)
        self.mean = float(self.train.mean()) if self.train.size else math.nan

    def are(self, wanted: Sequence[Any]) -> bool:
        return same(self.train, wanted[0]) and same(self.later, wanted[1])

    def by(self, mean: Any, scale: Any) -> bool:
        return self.are(by(TRAIN, LATER, mean, scale))


def same(got: np.ndarray, want: np.ndarray) -> bool:
    return got.shape == want.shape and bool(np.allclose(got, want, rtol=1e-4, atol=1e-4))


# fmt: off
BOTH = np.concatenate([TRAIN, LATER])
SPREAD = float(np.ptp(TRAIN))
OWN = (standardized(TRAIN, LATER)[0], standardized(LATER, LATER)[0])
STATISTICS = Mistakes(
    Mistake("series.statistics-of-all", lambda s: s.by(BOTH.mean(), BOTH.std()) or s.by(BOTH.mean(), BOTH.std(ddof=1)), "mean"),
    Mistake("series.own-statistics", lambda s: s.are(OWN)),
    Mistake("series.own-statistics", lambda s: s.by(LATER.mean(), LATER.std())),
    Mistake("series.sample-deviation", lambda s: s.by(TRAIN.mean(), TRAIN.std(ddof=1))),
    Mistake("series.not-standardized", lambda s: s.are((TRAIN, LATER)), found="Both parts come back as they were"),
    Mistake("series.not-standardized", lambda s: s.are((OWN[0], LATER)), found="The later part comes back as it was"),
    Mistake("series.not-standardized", lambda s: s.by(TRAIN.mean(), 1), found="The mean is subtracted, but the spread stays as it was"),
    Mistake("series.not-standardized", lambda s: s.by(0, TRAIN.std()), found="The parts are divided by the deviation, but the mean is still in them"),
    Mistake("series.variance", lambda s: s.by(TRAIN.mean(), TRAIN.var())),
    Mistake("series.min-max", lambda s: s.by(TRAIN.min(), SPREAD) or s.by(BOTH.min(), np.ptp(BOTH)) or s.by(TRAIN.mean(), SPREAD)),
    look=Standardized,
)
# fmt: on

CONSTANT = [
    (np.full(6, 5.0), np.array([5.0, 5.0, 5.0])),
    (np.full(4, 3), np.array([3, 3])),
    (np.full(6, 5.0), np.array([5.0, 7.0, 4.0])),
    (np.zeros(3), np.array([0.5, 0.0])),
]


def constant(candidate: Candidate) -> None:
    """Zeros for the training part; whatever is finite for the later part, which nothing defines.

    Where the parts differ, a training part of other numbers may come from the later one's statistics: another check's business.
    """
    for answer in standardize_series.ask_each(candidate, CONSTANT):
        train, later = answer.arguments
        if answer.raised:
            answer.fail("series.constant-training", found=f"it raises {answer.raised}")
        answer.insist(pair(answer.value))
        got, other = answer.value
        if (got.shape, other.shape) != (train.shape, later.shape):
            answer.insist(Problem(f"returned shapes {got.shape} and {other.shape}"))
        alike = bool(np.all(later == train[0]))
        if not np.isfinite([*got, *other]).all() or (alike and not np.allclose(got, 0, atol=1e-6)):
            found = f"the training part comes out as {kit.show(got)}, the later part as {kit.show(other)}"
            answer.fail("series.constant-training", found=found)
