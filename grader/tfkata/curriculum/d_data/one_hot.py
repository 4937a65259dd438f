"""Labels as rows: with ids that begin anywhere, smoothed, with unknown ones, or as names."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

NAMES = ("apple", "bus", "cat", "dog", "egg", "fox", "goat", "hat", "ice", "jar", "kite", "lamp")
UNKNOWN = -1


def draw(level: int, chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    """The fields of a `Task`."""
    k = chance.randint(3, 8 if level == 5 else 20)
    first = 0 if level == 1 else chance.choice((1, 1, 2, 5, 10, 100))
    share = chance.choice((0.04, 0.05, 0.08, 0.1, 0.2, 0.3)) if level >= 3 else 0.0
    dtype = "float32" if share else chance.choice(("float32", "float64", "uint8", "int64"))
    if level == 5:
        return _of_names(k, share, dtype, chance)
    on, off = np.float64(1 - share), np.float64(share / (k - 1))

    def rows(labels: np.ndarray, *, begins: int = first, high: Any = on, low: Any = off) -> np.ndarray:
        table = np.full((len(labels), k), low)
        known = labels != UNKNOWN
        table[known, np.clip(labels[known] - begins, 0, k - 1)] = high
        table[~known] = 0
        return table.astype(dtype)

    def drawn(n: int) -> tuple[np.ndarray]:
        labels = numbers.integers(first, first + k, n)
        if level == 4:
            labels[numbers.random(n) < 0.3] = UNKNOWN
        return (labels,)

    slips = {
        "d-data.counts-from-zero": lambda labels: rows(labels, begins=0),
        "d-data.not-smoothed": lambda labels: rows(labels, high=1.0, low=0.0),
        "d-data.off-by-all-classes": lambda labels: rows(labels, high=on, low=share / k),
        "d-data.columns-for-samples": lambda labels: rows(labels).T,
    }
    if level == 4:
        slips["d-data.unknown-is-a-class"] = lambda labels: _wrapped(rows, labels, first, k)
    return {
        "key": f"one-hot-{level}",
        "values": {"k": k, "first": first, "last": first + k - 1, "dtype": dtype, **_shares(k, share)},
        "reference": rows,
        "calls": (drawn(6), drawn(9), (np.arange(first, first + k),)),
        "edges": (
            (np.array([first]),),
            (np.array([first + k - 1] * 3),),
            (np.zeros(0, np.int64),),
            *([(np.array([UNKNOWN, UNKNOWN]),)] if level == 4 else []),
        ),
        "dtype": dtype,
        "slips": slips,
    }


def _shares(k: int, share: float) -> dict[str, Any]:
    return {"share": share, "high": round(1 - share, 2), "others": k - 1}


def _wrapped(rows: Any, labels: np.ndarray, first: int, k: int) -> np.ndarray:
    """An unknown label counted from the end, as NumPy does."""
    places = np.where(labels == UNKNOWN, first + k - 1, labels)
    return np.asarray(rows(places))


def _of_names(k: int, share: float, dtype: str, chance: random.Random) -> dict[str, Any]:
    names = chance.sample(NAMES, k)
    on, off = 1 - share, share / (k - 1)

    def rows(labels: list[str], order: list[str] = names, high: float = on, low: float = off) -> np.ndarray:
        table = np.full((len(labels), k), low)
        for row, label in enumerate(labels):
            table[row, order.index(label)] = high
        return table.astype(dtype)

    some = [[chance.choice(names) for _ in range(n)] for n in (5, 8)]
    return {
        "key": "one-hot-5",
        "values": {"k": k, "names": names, "dtype": dtype, **_shares(k, share), "example": some[0][:2]},
        "reference": rows,
        "calls": ((some[0],), (some[1],), (list(names),)),
        "edges": (([names[-1]],), ([names[0]] * 3,), ([],)),
        "dtype": dtype,
        "slips": {
            "d-data.sorted-names": lambda labels: rows(labels, order=sorted(names)),
            "d-data.not-smoothed": lambda labels: rows(labels, high=1.0, low=0.0),
            "d-data.off-by-all-classes": lambda labels: rows(labels, low=share / k),
        },
    }
