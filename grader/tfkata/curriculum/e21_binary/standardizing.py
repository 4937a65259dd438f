"""What was done to a table instead of standardizing its columns, told from a few calls; for e21."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Ask = Callable[..., Any]
Diagnosis = tuple[str, dict[str, Any]] | None
TRAIN = np.array([[1.0, 10.0], [3.0, 40.0], [5.0, 10.0], [3.0, 80.0]])
OTHER = np.array([[2.0, 10.0], [9.0, 60.0], [4.0, 20.0]])


def as_done_to_train(scaled: Any) -> np.ndarray | None:
    """OTHER, scaled column by column as TRAIN was; None where TRAIN was not scaled by columns, or not at all."""
    if not isinstance(scaled, np.ndarray) or scaled.shape != TRAIN.shape or not np.isfinite(scaled).all():
        return None
    lines = [np.polyfit(TRAIN[:, i], scaled[:, i].astype(float), 1) for i in range(TRAIN.shape[1])]
    slopes, offsets = np.array(lines).T
    if _near(scaled, TRAIN):
        return None
    fits = np.allclose(TRAIN * slopes + offsets, scaled, atol=1e-4) and bool(np.all(np.abs(slopes) > 1e-6))
    return OTHER * slopes + offsets if fits else None


def _pair(ask: Ask, train: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both results as float arrays; NaN where they are none of the right shape."""
    got = ask(train, other)
    parts = got if type(got) in (tuple, list) and len(got) == 2 else (None, None)
    first, second = (
        part.astype(float)
        if isinstance(part, np.ndarray) and part.shape == like.shape
        else np.full(like.shape, np.nan)
        for part, like in zip(parts, (train, other), strict=True)
    )
    return first, second


def _near(a: Any, b: Any) -> bool:
    return bool(np.allclose(a, b, rtol=1e-3, atol=1e-4))


def diagnose_scale(ask: Ask) -> Diagnosis:
    scaled, _ = _pair(ask, TRAIN, OTHER)
    if not np.isfinite(scaled).all():
        return None
    if not _near(scaled, _pair(ask, TRAIN, OTHER * 3 + 1)[0]):
        return "standardize.leaks-other", {"found": "the scaled training set changes"}
    mean, deviation = TRAIN.mean(axis=0), TRAIN.std(axis=0)
    recipes: dict[str, np.ndarray] = {
        "standardize.sample-deviation": (TRAIN - mean) / TRAIN.std(axis=0, ddof=1),
        "standardize.variance": (TRAIN - mean) / deviation**2,
        "standardize.not-divided": TRAIN - mean,
        "standardize.not-centred": TRAIN / deviation,
        "standardize.min-max": (TRAIN - TRAIN.min(axis=0)) / np.ptp(TRAIN, axis=0),
        "standardize.whole-array": (TRAIN - TRAIN.mean()) / TRAIN.std(),
    }
    for code, values in recipes.items():
        if _near(scaled, values):
            return code, {}
    return ("standardize.per-row", {}) if _looks_along_rows(ask) else None


def _looks_along_rows(ask: Ask) -> bool:
    """An entry's result depends on the other entries of its row, and not on other rows."""
    table = np.array([[1.0, 10.0, 4.0], [3.0, 40.0, 2.0], [5.0, 10.0, 8.0]])
    other_rows, own_row = table.copy(), table.copy()
    other_rows[1:] = other_rows[1:] * 2 + 5
    own_row[0, 1] += 50
    entry, unmoved, moved = (_pair(ask, t, table)[0][0, 0] for t in (table, other_rows, own_row))
    return _near(entry, unmoved) and bool(np.isfinite(moved)) and not _near(entry, moved)


def diagnose_other(ask: Ask) -> Diagnosis:
    """A row of other data is scaled alike whatever rows come with it."""
    changed = OTHER.copy()
    changed[1:] = changed[1:] * 2 + 5
    together, with_others = _pair(ask, TRAIN, OTHER)[1][0], _pair(ask, TRAIN, changed)[1][0]
    if np.isfinite(together).all() and not _near(together, with_others):
        return "standardize.leaks-other", {"found": "a row of other is scaled differently"}
    got = _pair(ask, TRAIN, OTHER)[1]
    if _near(got, OTHER):
        return "standardize.other-left-alone", {}
    mean, deviation = TRAIN.mean(axis=0), TRAIN.std(axis=0)
    for half, missing in (
        (OTHER / deviation, "subtracted the mean"),
        (OTHER - mean, "divided by the deviation"),
    ):
        if _near(got, half):
            return "standardize.other-by-half", {"missing": missing}
    return ("standardize.per-row", {}) if _looks_along_rows(ask) else None
