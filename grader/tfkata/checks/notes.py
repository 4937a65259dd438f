"""What a check notes beside its verdict: numbers it measured, and figures for the report."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import numpy as np

MOST_POINTS = 500
MOST_SERIES = 6


@dataclass(slots=True)
class Notes:
    """Of one check: `numbers` by name, `figures` as plain data (schema `tfkata/result/v1`, "figure")."""

    numbers: dict[str, float] = field(default_factory=dict)
    figures: list[dict[str, Any]] = field(default_factory=list)


_notes: ContextVar[Notes | None] = ContextVar("notes", default=None)


@contextmanager
def noting() -> Iterator[Notes]:
    """Collects what is noted in the block; for the examiner."""
    notes = Notes()
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def measured(name: str, value: float) -> None:
    """Notes a number that this check measured, such as an accuracy; it goes into the result, passed or not.

    `tfkata author calibrate` reads it: a check with a minimum calls this before it compares.
    """
    notes = _notes.get()
    if notes is not None and math.isfinite(value):
        notes.numbers[name] = float(value)


def curves(title: str, series: Mapping[Any, Any]) -> None:
    """Notes curves by epoch, such as a history's losses. What is no list of finite numbers is left out."""
    kept = {str(name)[:40]: values for name, given in series.items() if (values := _finite(given))}
    if kept:
        _add({"kind": "curves", "title": title, "series": dict(list(kept.items())[:MOST_SERIES])})


def confusion(title: str, labels: np.ndarray, predicted: np.ndarray, classes: Sequence[str]) -> None:
    """Notes how often class i was taken for class j: row i, column j. Both are integers (n,) in 0..len(classes)-1."""
    counts = np.zeros((len(classes), len(classes)), np.int64)
    np.add.at(counts, (labels, predicted), 1)
    _add({"kind": "confusion", "title": title, "classes": list(classes), "counts": counts.tolist()})


def layers(title: str, rows: Sequence[tuple[str, str, int]]) -> None:
    """Notes a model: (name and kind, output shape, parameters) of each layer, as in its summary."""
    drawn = [{"layer": name[:80], "shape": shape[:80], "parameters": count} for name, shape, count in rows]
    _add({"kind": "model", "title": title, "layers": drawn[:200]})


def _add(figure: dict[str, Any]) -> None:
    notes = _notes.get()
    if notes is not None:
        notes.figures.append(figure)


def _finite(values: Any) -> list[float]:
    try:
        found = np.asarray(values, np.float64)
    except (TypeError, ValueError):
        return []
    return found[:MOST_POINTS].tolist() if found.ndim == 1 and np.isfinite(found).all() else []
