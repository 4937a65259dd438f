"""A series, cut into windows: with a step, with the value to be predicted, of several columns, filled up at the end."""

from __future__ import annotations

import random
from typing import Any

import numpy as np


def draw(level: int, chance: random.Random, numbers: np.random.Generator) -> dict[str, Any]:
    """The fields of a `Task`."""
    width = chance.randint(2, 14 if level == 1 else 8)
    step = (
        1 if level == 1 else chance.choice([s for s in (1, 2, 3, 4, 5) if level == 3 or s not in (1, width)])
    )
    ahead = chance.randint(1, 6) if level == 3 else 0
    columns = chance.randint(2, 3) if level >= 4 else 0
    fill = chance.choice((0, -1, -9, 99, 100)) if level == 5 else None

    def starts(n: int, more: int = 0, by: int = step) -> list[int]:
        if fill is not None and not more:
            return list(range(0, n, by))
        return list(range(0, n - width - ahead + 1 + more, by))

    def cut(series: np.ndarray, places: list[int]) -> np.ndarray:
        padded = series
        if fill is not None:
            padded = np.concatenate([series, np.full((width, *series.shape[1:]), fill, series.dtype)])
        rows = [padded[place : place + width] for place in places]
        return np.stack(rows) if rows else np.zeros((0, width, *series.shape[1:]), series.dtype)

    def made(series: np.ndarray, places: list[int], later: int = ahead) -> Any:
        inputs = cut(series, places)
        return (inputs, series[np.array(places, int) + width - 1 + later]) if ahead else inputs

    def reference(series: np.ndarray) -> Any:
        return made(series, starts(len(series)))

    def drawn(n: int) -> tuple[np.ndarray]:
        shape = (n, columns) if columns else (n,)
        return (numbers.integers(0, 100, shape),)

    least = width + ahead
    slips: dict[str, Any] = {
        "d-data.last-window-missing": lambda s: made(s, starts(len(s), -1)),
        "d-data.ignores-the-step": lambda s: made(s, starts(len(s), by=1)),
        "d-data.windows-do-not-overlap": lambda s: made(s, starts(len(s), by=width)),
    }
    if ahead:
        slips["d-data.target-one-too-early"] = lambda s: made(s, starts(len(s)), ahead - 1)
    if fill is not None:
        slips["d-data.not-filled-up"] = lambda s: cut(s, [p for p in starts(len(s)) if p + width <= len(s)])
    return {
        "key": f"windows-{level}",
        "values": {"width": width, "step": step, "ahead": ahead, "fill": fill},
        "reference": reference,
        "calls": (drawn(least + 6), drawn(least + 9), drawn(least + 3 * step)),
        "edges": (drawn(least), drawn(least + 1), drawn(width + ahead + step)),
        "slips": slips,
    }
