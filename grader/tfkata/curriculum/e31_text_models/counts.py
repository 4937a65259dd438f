"""How many weights and biases the layers of text models have: references of one line each."""

from __future__ import annotations

from typing import Any

import numpy as np


def embedding_count(vocabulary: int, dimension: int) -> int:
    return vocabulary * dimension


def lstm_count(inputs: int, units: int) -> int:
    return 4 * units * (inputs + units + 1)


def gru_count(inputs: int, units: int, reset_after: bool = True) -> int:
    return 3 * units * (inputs + units + (2 if reset_after else 1))


def conv1d_count(channels: int, filters: int, kernel: int, use_bias: bool = True) -> int:
    return filters * (channels * kernel + bool(use_bias))


def numbers(value: Any) -> np.ndarray:
    """The value as an array of floats, nan for what has no numbers in it."""
    try:
        return np.asarray(value if value is not None else [], np.float64)
    except (TypeError, ValueError):
        return np.full(3, np.nan)


def equals(value: Any, *others: float) -> bool:
    return any(np.array_equal(numbers(value), other) for other in others)
