"""Labels and probabilities with known numbers of hits and misses. Probabilities are sixteenths, so that float32 and float64
agree on what is at the threshold.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

Call = tuple[Any, ...]
# Two ones found, one missed, three zeros taken for ones, four not: no two metrics are equal.
COUNTS = TP, FN, FP, TN = 2, 1, 3, 4


def example(
    found: int, missed: int, alarms: int, rest: int, seed: int = 0, dtype: str = "float64"
) -> tuple[np.ndarray, np.ndarray]:
    """Labels and probabilities with that many TP, FN, FP and TN at a threshold of 0.5, mixed; none at 0.5."""
    rng = np.random.default_rng(seed)
    labels = np.repeat([1, 1, 0, 0], [found, missed, alarms, rest])
    answers = np.repeat([1, 0, 1, 0], [found, missed, alarms, rest])
    probabilities = (
        np.where(answers == 1, rng.integers(9, 16, len(labels)), rng.integers(1, 8, len(labels))) / 16
    )
    order = rng.permutation(len(labels))
    return labels[order], probabilities[order].astype(dtype)


def moved(given: Call, threshold: float) -> Call:
    """The same labels; with the threshold 0.5 moved to another, and the lowest answer 1 exactly on it."""
    labels, probabilities = given
    above = probabilities >= 0.5
    scaled = np.where(above, 1 - (1 - probabilities) * 2 * (1 - threshold), probabilities * 2 * threshold)
    scaled = np.round(scaled * 16) / 16
    scaled = np.where(above, np.maximum(scaled, threshold), np.minimum(scaled, threshold - 1 / 16))
    scaled[np.flatnonzero(above)[0]] = threshold
    return labels, scaled.astype(probabilities.dtype), threshold


def as_column(values: Call) -> Call:
    return values[0], values[1].reshape(-1, 1), *values[2:]


def hard(labels: np.ndarray, probabilities: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return labels, (probabilities >= 0.5).astype(float)


EXAMPLE = example(*COUNTS)
FOUR = np.array([1, 1, 0, 0]), np.array([0.875, 0.375, 0.625, 0.125])
ON_IT = np.array([1, 0]), np.array([0.5, 0.25]), 0.5
# One sample, found: no denominator is 0, and whatever drops axes drops all of them.
SINGLE = (np.array([1]), np.array([[0.75]]))
FLAT_SINGLE = (np.array([1]), np.array([0.75]))
ONE_CLASS = (np.array([0, 0]), np.array([0.25, 0.125]))

FORMS: list[Call] = [
    *((y.astype(dtype), p) for y, p in (FOUR, as_column(FOUR)) for dtype in ("int32", "float64")),
    *(SINGLE, FLAT_SINGLE, ON_IT, as_column(ON_IT), hard(*FOUR)),
    *(
        (np.array(y), np.array(p))
        for y, p in (([0, 0], [0.25, 0.125]), ([1, 1], [0.25, 0.125]), ([0, 0], [0.75, 0.625]))
    ),
]
"""Beside `probabilities_in_all_forms`: labels of other dtypes, one sample, the threshold itself, and denominators of 0."""


def in_float32(values: Call) -> Call:
    return values[0], values[1].astype(np.float32), *values[2:]


def drawn(seed: int) -> list[Call]:
    """More samples than anybody would try by hand, at the default threshold and at another, which some of them meet."""
    rng = np.random.default_rng([seed, 23])
    found, missed, alarms, rest = rng.integers(30, 90, 4).tolist()
    many = example(found, missed, alarms, rest, seed)
    return [many, moved(many, float(rng.choice([0.125, 0.375, 0.625, 0.875])))]


def at_the_threshold(seed: int) -> list[list[Call]]:
    flat: list[Call] = [ON_IT, drawn(seed)[1]]
    return [[one, in_float32(one), as_column(one), as_column(in_float32(one))] for one in flat]


def probabilities_in_all_forms(seed: int) -> list[list[Call]]:
    flat: list[Call] = [EXAMPLE, (*FOUR, 0.25), (*FOUR, 0.75), drawn(seed)[0]]
    return [[one, in_float32(one), as_column(one), as_column(in_float32(one))] for one in flat]


def labels_in_all_forms(seed: int) -> list[list[Call]]:
    """Zeros and ones that are no int64: an answer need not take them."""
    plain: list[Call] = [EXAMPLE, as_column(EXAMPLE), (*FOUR, 0.25), *drawn(seed)]
    dtypes = ("int32", "float32", "float64")
    return [[one, *((one[0].astype(dtype), *one[1:]) for dtype in dtypes)] for one in plain]


# At least one of each kind, so that no denominator is 0.
COUNT, FLOATS = st.integers(1, 5), st.sampled_from(["float64", "float32"])
ANSWERS = st.builds(example, COUNT, COUNT, COUNT, COUNT, seed=st.integers(0, 99), dtype=FLOATS)
THRESHOLDS = st.builds(moved, ANSWERS, st.sampled_from([0.25, 0.375, 0.5, 0.625, 0.75]))
COLUMNS = ANSWERS.map(as_column)
