"""Sizes and parameter counts of layers: references of a few lines, and what wrong ones give away.

`tests/curriculum/test_e11_reference.py` holds the references to Keras.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import CandidateRaised, Problem

Ask = Callable[..., Any]
Size = int | tuple[int, int]
Diagnosis = kit.Diagnosis | None


# --- references


def steps(size: int, window: int, stride: int, padding: str) -> int:
    """How many places a window of this width can start at, one direction."""
    return -(-size // stride) if padding == "same" else (size - window) // stride + 1


def shape(
    height: int, width: int, window: Size, strides: Size = 1, padding: str = "valid"
) -> tuple[int, int]:
    (kh, kw), (sh, sw) = both(window), both(strides)
    return steps(height, kh, sh, padding), steps(width, kw, sw, padding)


def pooled(
    height: int, width: int, window: Size = 2, strides: Size | None = None, padding: str = "valid"
) -> tuple[int, int]:
    return shape(height, width, window, window if strides is None else strides, padding)


def conv_count(channels: int, filters: int, kernel: Size, use_bias: bool = True) -> int:
    kh, kw = both(kernel)
    return (kh * kw * channels + use_bias) * filters


def dense_count(inputs: int, units: int, use_bias: bool = True) -> int:
    return (inputs + use_bias) * units


def both(value: Size) -> tuple[int, int]:
    return value if isinstance(value, tuple) else (value, value)


def same_numbers(got: Any, want: Any) -> Problem | None:
    """Equal as numbers; 3.0 for 3 is for the check of whole numbers."""
    if isinstance(want, tuple) and numbers(got).shape != (2,):
        return kit.returned_nothing(got) or Problem("expected a pair (height, width)", "shape.not-a-pair")
    if isinstance(want, int) and numbers(got).shape != ():
        return kit.returned_nothing(got) or Problem(f"returned {kit.show(got)}, expected one number")
    return None if np.array_equal(numbers(got), numbers(want)) else Problem("the numbers differ")


def numbers(value: Any) -> np.ndarray:
    """The value as an array of floats, nan for what has no numbers in it."""
    try:
        return np.asarray(value if value is not None else [], np.float64)
    except (TypeError, ValueError):
        return np.full(3, np.nan)


# --- what is wrong with a shape

CASES = [(7, 3, 1), (9, 2, 1), (6, 4, 1), (7, 3, 2), (8, 3, 2), (9, 2, 3), (12, 5, 4), (12, 3, 3), (11, 4, 4)]
CASES += [(9, 4, 2), (10, 3, 3)]  # 4.5 and 3.3: the nearest whole number is not the next one


def one_direction(ask: Ask) -> Diagnosis:
    """Asks for square images, with both paddings, and compares with what the usual slips would give."""
    valid = answers(ask, "valid")
    n, k, s = np.array(CASES).T
    same_padding, unpadded = -(-n // s), (n - k) // s + 1
    if np.isnan(valid).any():
        return None
    if (valid % 1).any():
        return "shape.not-rounded", {}
    if np.array_equal(valid, unpadded):
        return one_direction_same(answers(ask, "same"), unpadded)
    if np.array_equal(valid, n // s) and not np.array_equal(valid, answers(ask, "same")):
        return "shape.ignores-window", {}
    if any(np.array_equal(valid, other) for other in (same_padding, n // s, n)):
        return "shape.ignores-padding", {"padding": "valid"}
    if np.array_equal(valid, n - k + 1) or np.array_equal(valid, n // k):
        return "shape.ignores-strides", {}
    difference = valid - unpadded
    if len(set(difference)) == 1 or set(difference) == {-1, 0}:
        return "shape.valid-off-by-one", {}
    if set(difference) == {0, 1} and not difference[(n - k) % s == 0].any():
        return "shape.rounds-up", {}
    return None


def one_direction_same(same: np.ndarray, unpadded: np.ndarray) -> Diagnosis:
    n, k, s = np.array(CASES).T
    right, odd = -(-n // s), k % 2 == 1
    if np.isnan(same).any():
        return None
    if (same % 1).any():
        return "shape.not-rounded", {}
    if np.array_equal(same, n):
        return "shape.same-is-unchanged", {}
    if np.array_equal(same, unpadded):
        return "shape.ignores-padding", {"padding": "same"}
    if np.array_equal(same, n // s):
        return "shape.rounds-down", {}
    if np.array_equal(same, np.round(n / s)) or np.array_equal(same, np.floor(n / s + 0.5)):
        return "shape.rounds-to-nearest", {}
    if np.array_equal(same, np.where(s == 1, n, unpadded)):
        return "shape.same-for-stride-1", {}
    if np.array_equal(same, n // s + 1):
        return "shape.same-one-too-many", {}
    if np.array_equal(same[odd], right[odd]) and not np.array_equal(same, right):
        return "shape.same-even-kernel", {}
    return None


def answers(ask: Ask, padding: str) -> np.ndarray:
    """The first number of each answer for the square images of `CASES`."""
    return np.array([np.append(numbers(ask(n, n, k, s, padding)), np.nan)[0] for n, k, s in CASES])


def default_strides(ask: Ask) -> Diagnosis:
    """A pooling that is right when the strides are given does not know its default."""
    found = one_direction(ask)
    if found is not None:
        return found
    given = all(same_numbers(ask(n, n, k, s), pooled(n, n, k, s)) is None for n, k, s in CASES)
    return ("shape.pool-strides-default", {}) if given else None


def two_directions(ask: Ask) -> Diagnosis:
    """Asks for images, windows and strides whose two directions differ, one at a time."""
    try:
        plain, window, strides = (
            numbers(ask(*a)) for a in ((10, 20, 3, 1), (20, 30, (3, 5), 1), (20, 30, 3, (1, 2)))
        )
    except CandidateRaised as raised:
        return ("shape.square-only", {}) if raised.type_name in ("TypeError", "ValueError") else None
    slips = {
        "shape.swapped-axes": [
            (plain, (18, 8)),
            (window, (16, 28)),
            (window, (26, 18)),
            (strides, (9, 28)),
            (strides, (14, 18)),
        ],
        "shape.square-only": [
            *((plain, p) for p in ((8, 8), (18, 18))),
            *((window, w) for w in ((18, 28), (16, 26), (18, 18), (26, 26))),
            *((strides, t) for t in ((18, 28), (9, 14), (18, 18), (14, 14))),
        ],
    }
    for code, wrong in slips.items():
        if any(np.array_equal(got, other) for got, other in wrong):
            return code, {}
    return None


# --- what is wrong with a count


def diagnose_conv(ask: Ask) -> Diagnosis:
    channels, filters, kernel = 7, 11, 3
    cells, counted = kernel**2, numbers(ask(channels, filters, kernel))
    slips: dict[str, list[float]] = {
        "params.kernel-not-squared": [kernel * channels, 2 * kernel * channels],
        "params.forgets-channels": [cells],
        "params.forgets-filters": [cells * channels / filters],
    }
    for code, inputs in slips.items():
        if any(np.array_equal(counted, (i + bias) * filters) for i in inputs for bias in (0, 1)):
            return code, {}
    many = [cells * channels * filters, channels * filters, cells * filters, cells * channels]
    found = biases(counted, cells * channels * filters, filters, many)
    return reversed_bias(ask(channels, filters, kernel, False), cells * channels * filters, filters, found)


def diagnose_dense(ask: Ask) -> Diagnosis:
    inputs, units = 13, 5
    counted = numbers(ask(inputs, units))
    if np.array_equal(counted, inputs * 10 + units):
        return "params.slip-of-the-notes", {}
    found = biases(counted, inputs * units, units, [inputs * units, inputs])
    return reversed_bias(ask(inputs, units, False), inputs * units, units, found)


def biases(counted: np.ndarray, weights: int, neurons: int, many: list[int]) -> Diagnosis:
    """What the rest beside the weights says: there is one bias for each filter or unit, not `many`."""
    rest = counted - weights
    if np.array_equal(rest, 0):
        return "params.forgets-bias", {}
    if any(np.array_equal(rest, number) for number in many if number > neurons):
        return "params.bias-per-weight", {}
    few = rest.shape == () and 0 < rest < neurons
    return ("params.too-few-biases", {}) if few else None


def reversed_bias(without: Any, weights: int, neurons: int, found: Diagnosis) -> Diagnosis:
    """Biases that are missing where they belong and there where they do not have changed places."""
    if found == ("params.forgets-bias", {}) and np.array_equal(numbers(without), weights + neurons):
        return "params.use-bias-reversed", {}
    return found


def diagnose_kernel_pairs(ask: Ask) -> Diagnosis:
    try:
        counted = numbers(ask(3, 8, (2, 5)))
    except CandidateRaised as raised:
        return ("params.square-only", {}) if raised.type_name in ("TypeError", "ValueError") else None
    square = [conv_count(3, 8, kernel) for kernel in (2, 5)]
    return ("params.square-only", {}) if any(np.array_equal(counted, c) for c in square) else None
