"""Which task a seed stands for: its reference, the calls that are tried, and what the usual slips would return.

Pure NumPy and the standard library: the examiner judges with it, and `tfkata.drills.data` writes statement and stub from it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tfkata.curriculum.d_data import one_hot, scaling, splitting, windows

Call = tuple[Any, ...]
Result = Any
"""An array, or a tuple of arrays."""


@dataclass(frozen=True)
class Task:
    """One variant.

    Attributes:
        key: which text states it; `values` are for its placeholders.
        reference: what `prepare` should return.
        calls: ordinary ones; `edges` are few samples, or those at a border.
        dtype: of every array returned, where the task says one.
        slips: a misconception's code, and what those return who have it.
    """

    key: str
    values: Mapping[str, Any]
    reference: Callable[..., Result]
    calls: tuple[Call, ...]
    edges: tuple[Call, ...]
    dtype: str | None = None
    slips: Mapping[str, Callable[..., Result]] = field(default_factory=dict)


KINDS = (one_hot.draw, scaling.draw, splitting.draw, windows.draw)


def task(seed: int) -> Task:
    """The task of a seed: its last three bits are the level, the rest is the variant."""
    level = seed % 8
    chance = random.Random(seed)
    drawn = chance.choice(KINDS)(level, chance, np.random.default_rng([seed, 77]))
    return Task(**drawn)
