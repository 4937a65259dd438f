"""What `evaluate` should return for samples with a known confusion matrix, and which slip another result shows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from tfkata.curriculum.e19_evaluate.brightest_pixel import CLASSES, slips_of

Result = dict[str, Any]


def expected(counts: np.ndarray) -> Result:
    hits = np.diag(counts)
    per_class = 2 * hits / np.maximum(counts.sum(0) + counts.sum(1), 1)
    share = float(hits.sum() / counts.sum())
    return {"accuracy": share, "confusion": counts, "f1_micro": share, "f1_macro": float(per_class.mean())}


def diagnose_accuracy(found: float, counts: np.ndarray) -> str | None:
    hits, share = float(np.trace(counts)), expected(counts)["accuracy"]
    if any(math.isclose(found, other, rel_tol=1e-4) for other in (hits, 100 * share)):
        return "evaluate.not-a-fraction"
    pairs = float(counts.sum(0) @ counts.sum(1) / counts.sum() ** 2)
    if math.isclose(found, pairs, rel_tol=1e-4):
        return "evaluate.shape-broadcast"
    return slip(found, "accuracy", counts)


def slip(found: float, key: str, counts: np.ndarray) -> str | None:
    """The number that a known slip in deciding gives."""
    known = ((code, expected(matrix)[key]) for code, matrix in slips_of(counts).items())
    return next((code for code, number in known if math.isclose(found, number, rel_tol=1e-4)), None)


def diagnose_confusion(got: Any, counts: np.ndarray) -> str | None:
    if not isinstance(got, np.ndarray) or got.ndim != 2:
        return None
    if np.array_equal(got, counts.T):
        return "confusion.transposed"
    if got.shape != counts.shape:
        return "confusion.missing-classes" if max(got.shape) < CLASSES else "confusion.fixed-size"
    if np.array_equal(got, counts > 0):
        return "confusion.counts-once"
    for code, matrix in slips_of(counts).items():
        if np.array_equal(got, matrix):
            return code
    sums: Iterable[Any] = (got.sum(axis=1), got.sum(axis=0), got.sum(keepdims=True))
    if got.dtype.kind == "f" and any(
        np.allclose(s, 1, atol=0.02) or np.allclose(s, 100, atol=2) for s in sums
    ):
        return "confusion.normalized"
    return None


def plain(value: Any) -> Any:
    """Comparable: arrays as lists, numbers to six digits."""
    if isinstance(value, np.ndarray):
        return np.round(value.astype(float), 6).tolist()
    return round(number_of(value), 6) if math.isfinite(number_of(value)) else repr(value)


def number_of(value: Any) -> float:
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.item()
    return float(value) if isinstance(value, int | float | np.number) else math.nan
