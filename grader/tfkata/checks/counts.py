"""Counts that a function answers, such as how many parameters a layer has: read as numbers, compared, and whether they are whole."""

from __future__ import annotations

from typing import Any

import numpy as np

from tfkata.checks.judges import Problem, returned_nothing
from tfkata.checks.show import show


def numbers(value: Any) -> np.ndarray:
    """The value as an array of floats, nan for what has no numbers in it.

    Example:
        >>> numbers((3, 4)), numbers("many")
        (array([3., 4.]), array([nan, nan, nan]))
    """
    try:
        return np.asarray(value if value is not None else [], np.float64)
    except (TypeError, ValueError, OverflowError):
        return np.full(3, np.nan)


def equals(value: Any, *others: Any) -> bool:
    """Whether the value is one of these, as numbers: 64.0 is 64, and a pair is no single number."""
    return any(np.array_equal(numbers(value), other) for other in others)


def is_whole(value: Any) -> bool:
    """Whether the type of one number is that of a whole one: 64, and not 64.0 or True."""
    kind = getattr(value, "dtype", np.dtype(type(value)) if isinstance(value, int | float) else np.dtype("O"))
    return not isinstance(value, bool) and kind.kind in "iu"


def same_number(got: Any, want: Any) -> Problem | None:
    """A judge of one count, equal as a number: 3.0 for 3 is for a check of whole numbers."""
    if numbers(got).shape != ():
        return returned_nothing(got) or Problem(f"returned {show(got)}, expected one number")
    return None if equals(got, want) else Problem("the numbers differ")
