"""e29_regularize: a normalized network with a penalty, and the numbers behind both.

The model is judged beside the solution's; counts and penalties beside references of their own.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.counts import is_whole, numbers
from tfkata.checks.kit import Candidate, Function
from tfkata.checks.models import architecture_checks
from tfkata.curriculum.e29_regularize.counts_and_penalties import (
    OF_COUNTS,
    OF_PENALTY,
    batchnorm_count,
    penalty_of,
    same_pair,
    same_penalty,
)

Call = tuple[Any, ...]

architecture_checks("e29_regularize", codes={"model.extra-bias": "regularize.bias-before-batchnorm"})

ROWS = st.lists(st.integers(-8, 8).map(lambda n: n / 2), min_size=1, max_size=6).map(np.array)
STRENGTHS = st.sampled_from([0.0, 0.0001, 0.01, 0.25, 0.5])
EXAMPLE = (np.array([3.0, -4.0]), 0.25, 0.5)

batchnorm_params = Function(
    "batchnorm_params",
    batchnorm_count,
    st.tuples(st.integers(1, 2048)),
    [(32,), (64,), (1,)],
    same_pair,
)
penalty = Function(
    "penalty",
    penalty_of,
    st.tuples(ROWS, STRENGTHS, STRENGTHS),
    [EXAMPLE, (EXAMPLE[0], 0.25, 0.0), (EXAMPLE[0], 0.0, 0.5)],
    same_penalty,
)


def in_all_shapes(seed: int) -> list[list[Call]]:
    """The same weights in a row, as kernels with more axes, and in both precisions."""
    weights = np.random.default_rng([seed, 29]).normal(0, 1, 3 * 3 * 4 * 6)
    shapes = [(12, 18), (1, 216), (216, 1), (6, 4, 9), (3, 3, 4, 6)]
    forms = [weights.astype(np.float32), *(weights.reshape(shape).astype(np.float32) for shape in shapes)]
    return [[(form, *strengths) for form in (weights, *forms)] for strengths in ((0.3, 0.0), (0.0, 0.2))]


def left_out(seed: int) -> list[list[Call]]:
    """A strength that is left out is 0."""
    weights = np.random.default_rng([seed, 30]).normal(0, 1, (4, 3))
    return [[(weights, 0.3, 0.0), (weights, 0.3)], [(weights, 0.0, 0.0), (weights,)]]


def whole_numbers(candidate: Candidate) -> None:
    """The type alone: a pair of 64.0 and 64.0."""
    for answer in batchnorm_params.ask_each(candidate, [(32,), (5,)]):
        answer.insist(kit.returned_nothing(answer.value))
        value = answer.value
        parts = (
            list(value) if isinstance(value, tuple | list | np.ndarray) and numbers(value).ndim else [value]
        )
        if not all(is_whole(part) for part in parts):
            answer.fail("params.not-whole-numbers")


kit.checks(
    __name__,
    {
        "batchnorm-params": batchnorm_params.agrees(diagnose=OF_COUNTS, examples=20),
        "whole-numbers": whole_numbers,
        "penalty-values": penalty.agrees(diagnose=OF_PENALTY, examples=40),
        "penalty-shapes": [
            penalty.in_all_forms(in_all_shapes, code="penalty.depends-on-shape"),
            penalty.in_all_forms(left_out, code="penalty.wrong-default"),
        ],
        "untouched": penalty.leaves_alone(
            *((np.array([[3.0, -4.0], [0.5, 2.0]]), *rates) for rates in ((0.3, 0.2), (0.3, 0.0), (0.0, 0.2)))
        ),
    },
)
