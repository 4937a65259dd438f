"""Numbers brought to a range: a known one, or one that is learned from the training samples."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

TOPS = (63, 100, 127, 200, 255, 500, 511, 1000, 1023, 2047, 4095)
BYTES = 256
RANGES = ((0, 1), (-1, 1), (0, 10), (-0.5, 0.5), (0, 2))


def draw(level: int, chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    """The fields of a `Task`."""
    if level == 1:
        return _by_the_top(chance, numbers)
    if level == 2:
        return _between(chance, numbers)
    return _learned(level, chance, numbers)


def _by_the_top(chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    top = chance.choice(TOPS)
    of = chance.choice(("uint8", "int64")) if top < BYTES else chance.choice(("uint16", "int32"))
    dtype = chance.choice(("float32", "float64"))

    def scaled(pixels: np.ndarray) -> np.ndarray:
        return (pixels / np.float64(top)).astype(dtype)

    def drawn(*shape: int) -> tuple[np.ndarray]:
        return (numbers.integers(0, top // 2, shape).astype(of),)

    return {
        "key": "scale-1",
        "values": {"top": top, "of": of, "dtype": dtype},
        "reference": scaled,
        "calls": (drawn(2, 3), drawn(4), (np.array([0, top // 3, top], of),)),
        "edges": (drawn(1), (np.zeros((0, 3), of),), (np.zeros((2, 2), of),)),
        "dtype": dtype,
        "slips": {
            "d-data.own-largest": lambda p: (p / max(p.max(initial=0), 1)).astype(dtype),
            "d-data.whole-division": lambda p: (p // top).astype(dtype),
            "d-data.one-too-many": lambda p: (p / np.float64(top + 1)).astype(dtype),
        },
    }


def _between(chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    low = chance.choice((-40, -20, -10, -5, 5, 10, 15, 32, 100))
    high = low + chance.choice((20, 40, 50, 60, 80, 100, 120, 150))
    a, b = chance.choice(RANGES)

    def scaled(x: np.ndarray, *, start: float = low, to: float = a) -> np.ndarray:
        return ((x - start) / (high - low) * (b - a) + to).astype("float32")

    def drawn(*shape: int) -> tuple[np.ndarray]:
        return (numbers.integers(low + 1, high, shape).astype("float64"),)

    return {
        "key": "scale-2",
        "values": {"low": low, "high": high, "a": a, "b": b},
        "reference": scaled,
        "calls": (drawn(5), drawn(2, 3), (np.array([low, high], "float64"),)),
        "edges": (drawn(1), (np.zeros((0, 2)),), (np.array([high] * 3, "float64"),)),
        "dtype": "float32",
        "slips": {
            "d-data.forgets-low-end": lambda x: scaled(x, start=0),
            "d-data.forgets-the-shift": lambda x: scaled(x, to=0),
            "d-data.own-range": lambda x: _own_range(x, a, b),
            "d-data.divides-by-high": lambda x: ((x - low) / high * (b - a) + a).astype("float32"),
        },
    }


def _own_range(x: np.ndarray, a: float, b: float) -> np.ndarray:
    width = np.ptp(x) if x.size else 1
    return np.asarray(((x - x.min(initial=0)) / (width or 1) * (b - a) + a).astype("float32"))


def _learned(level: int, chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    """From a table of training samples, column by column; a constant column becomes 0."""
    standard = level == 4 or (level == 5 and chance.random() < 0.5)
    bound = chance.choice((0.5, 0.8, 1, 1.2, 1.5)) if standard else 1
    clips = level == 5

    def scaled(
        train: np.ndarray, other: np.ndarray, *, axis: int | None = 0, clip: bool = clips
    ) -> np.ndarray:
        start = train.mean(axis=axis) if standard else train.min(axis=axis)
        width = train.std(axis=axis) if standard else np.ptp(train, axis=axis)
        found = np.divide(
            other - start,
            width,
            out=np.zeros(other.shape),
            where=np.broadcast_to(np.asarray(width) > 0, other.shape),
        )
        low = -bound if standard else 0
        return np.asarray((np.clip(found, low, bound) if clip else found).astype("float32"))

    columns = chance.randint(2, 6)

    def drawn(n: int, m: int) -> tuple[np.ndarray, np.ndarray]:
        train, other = (numbers.integers(0, 50, (size, columns)).astype("float64") for size in (n, m))
        spread = 1 + 9 * np.arange(columns)
        return train * spread + 5, other * spread + 5

    train, other = drawn(5, 3)
    flat = train.copy()
    flat[:, 0] = 7
    edges: list[Any] = [(train, other[:1]), (train, other[:0])]
    slips = {
        "d-data.own-statistics": lambda t, o: scaled(o, o),
        "d-data.all-columns-together": lambda t, o: scaled(t, o, axis=None),
        "d-data.not-clipped": lambda t, o: scaled(t, o, clip=False),
    }
    if level > 3:
        edges.append((flat, other))
    key = f"scale-{level}{'s' if level == 5 and standard else ''}"
    return {
        "key": key,
        "values": {"columns": columns, "bound": bound},
        "reference": scaled,
        "calls": ((train, other), drawn(6, 4)),
        "edges": tuple(edges),
        "dtype": "float32",
        "slips": slips,
    }
