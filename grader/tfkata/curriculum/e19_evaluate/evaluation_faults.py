"""What `evaluate` should return for samples with a known confusion matrix, and which slip another result shows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Mistake, Mistakes
from tfkata.curriculum.e19_evaluate.brightest_pixel import above_a_half, f1_above_a_half, first_batch

Result = dict[str, Any]


def expected(counts: np.ndarray) -> Result:
    hits = np.diag(counts)
    per_class = 2 * hits / np.maximum(counts.sum(0) + counts.sum(1), 1)
    share = float(hits.sum() / counts.sum())
    return {"accuracy": share, "confusion": counts, "f1_micro": share, "f1_macro": float(per_class.mean())}


class Found(NamedTuple):
    """One part of a result, and the confusion matrix of the samples."""

    result: Result
    key: str
    counts: np.ndarray

    @property
    def got(self) -> Any:
        return self.result[self.key]

    @property
    def number(self) -> float:
        return number_of(self.got)

    @property
    def found(self) -> Any:
        return self.number if math.isfinite(self.number) else kit.show(self.got)

    def near(self, *numbers: float) -> bool:
        return any(math.isclose(self.number, other, rel_tol=1e-4) for other in numbers)

    def follows(self, slip: Callable[[np.ndarray], np.ndarray]) -> bool:
        """Whether it is what a slip in deciding gives."""
        if self.key == "confusion":
            return np.array_equal(self.got, slip(self.counts))
        return self.near(expected(slip(self.counts))[self.key])

    def swapped(self) -> bool:
        right = expected(self.counts)
        pairs = (("f1_micro", "f1_macro"), ("f1_macro", "f1_micro"))
        return all(kit.scalar()(self.result.get(a), right[b]) is None for a, b in pairs)

    def averaged(self) -> bool:
        """Whether it may be an average, or the numbers before it."""
        return isinstance(self.got, np.ndarray) or 0 <= self.number <= 1

    def by_chance(self) -> float:
        """The share of right answers had each label been compared with each prediction."""
        return float(self.counts.sum(0) @ self.counts.sum(1) / self.counts.sum() ** 2)

    def sums(self) -> list[np.ndarray]:
        return [np.asarray(self.got.sum(axis=axis, keepdims=True)) for axis in (1, 0, None)]


# fmt: off
SLIPS = (
    Mistake("evaluate.first-batch", lambda f: f.follows(first_batch)),
    Mistake("evaluate.threshold", lambda f: f.follows(above_a_half)),
)
ACCURACY = Mistakes(
    Mistake("evaluate.not-a-fraction", lambda f: f.near(float(np.trace(f.counts)), 100 * expected(f.counts)["accuracy"]), "found"),
    Mistake("evaluate.shape-broadcast", lambda f: f.near(f.by_chance()), "found"),
    *SLIPS,
)
CONFUSION = Mistakes(
    Mistake("confusion.transposed", lambda f: np.array_equal(f.got, f.counts.T)),
    Mistake("confusion.fixed-size", lambda f: f.got.shape != f.counts.shape, shape=lambda f: str(f.got.shape)),
    Mistake("confusion.counts-once", lambda f: np.array_equal(f.got, f.counts > 0)),
    *SLIPS,
    Mistake("confusion.normalized",
            lambda f: f.got.dtype.kind == "f" and any(np.allclose(s, 1, atol=0.02) or np.allclose(s, 100, atol=2) for s in f.sums())),
    Mistake("confusion.not-integer", lambda f: f.got.dtype.kind not in "iu" and np.allclose(f.got, f.counts),
            dtype=lambda f: f.got.dtype.name),
    look=lambda f: f if np.ndim(f.got) == 2 and isinstance(f.got, np.ndarray) else None,
)
F1 = Mistakes(
    Mistake("f1.micro-macro-swapped", Found.swapped),
    *SLIPS,
    Mistake("f1.threshold", lambda f: f.near(f1_above_a_half(f.counts)[f.key]), "key found"),
    Mistake("f1.wrong-average", Found.averaged, "key found"),
)
# fmt: on


def plain(value: Any) -> Any:
    """Comparable: arrays as lists, numbers to six digits, and NaN as a text, which is equal to itself."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        rounded = np.asarray(np.round(value.astype(float), 6))
        comparable = rounded.astype(object)
        comparable[np.isnan(rounded)] = "nan"
        return comparable.tolist()
    return round(number_of(value), 6) if math.isfinite(number_of(value)) else repr(value)


def number_of(value: Any) -> float:
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    return float(value) if isinstance(value, int | float | np.number) else math.nan
