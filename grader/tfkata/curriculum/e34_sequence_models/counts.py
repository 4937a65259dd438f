"""How many weights and biases a SimpleRNN has."""

from __future__ import annotations

from typing import Any

import numpy as np


def simple_rnn_count(inputs: int, units: int) -> int:
    return units * (inputs + units + 1)


def numbers(value: Any) -> np.ndarray:
    """The value as an array of floats, nan for what has no numbers in it."""
    try:
        return np.asarray(value if value is not None else [], np.float64)
    except (TypeError, ValueError):
        return np.full(3, np.nan)


def equals(value: Any, *others: float) -> bool:
    return any(np.array_equal(numbers(value), other) for other in others)
