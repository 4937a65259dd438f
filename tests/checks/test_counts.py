"""Counts that a function answers: which are one number, which are the same one, and which are whole."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.checks.test_kit import EVIL
from tfkata.checks.counts import equals, is_whole, numbers, same_number
from tfkata.wire.codec import Foreign

NO_NUMBERS = [None, "many", "", {"a": 1}, [1, [2, 3]], Foreign("int", "<int>"), object()]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (64, 64.0),
        (np.int64(64), 64.0),
        (np.float32(2.5), 2.5),
        (np.array(7), 7.0),
        ((3, 4), [3.0, 4.0]),
        ([3, np.int8(4)], [3.0, 4.0]),
        (np.array([[1], [2]]), [[1.0], [2.0]]),
        (True, 1.0),
    ],
)
def test_what_is_made_of_numbers_is_read(value: Any, found: Any) -> None:
    assert np.array_equal(numbers(value), found)
    assert equals(value, found)


@pytest.mark.parametrize("value", [*NO_NUMBERS, *EVIL], ids=lambda value: type(value).__name__)
def test_anything_else_is_no_number_and_equals_none(value: Any) -> None:
    assert not equals(value, 0, 1, 64, [3, 4])
    assert isinstance(is_whole(value), bool)
    assert same_number(value, 64) is not None


@pytest.mark.parametrize("got", [64, 64.0, np.int32(64), np.float32(64), np.array(64)])
def test_the_same_count_in_any_type(got: Any) -> None:
    assert same_number(got, 64) is None


@pytest.mark.parametrize(
    ("got", "said"),
    [
        (63, "the numbers differ"),
        (64.5, "the numbers differ"),
        (-64, "the numbers differ"),
        (float("nan"), "the numbers differ"),
        ([64], "returned [64], expected one number"),
        ((64, 64), "returned (64, 64), expected one number"),
        (None, "returned None: is the `return` missing?"),
    ],
)
def test_another_count_is_a_problem(got: Any, said: str) -> None:
    problem = same_number(got, 64)
    assert problem is not None
    assert problem.message == said


def test_one_of_several_is_enough() -> None:
    assert equals(12, 3, 12)
    assert equals((3, 4), [1, 2], [3, 4])
    assert not equals(12, 3, [12], 12.5)
    assert not equals(12)


@pytest.mark.parametrize("value", [64, 0, -3, 10**400, np.int8(5), np.uint64(5), np.array(5)])
def test_whole(value: Any) -> None:
    assert is_whole(value)


@pytest.mark.parametrize(
    "value", [64.0, True, np.bool_(True), np.float32(64), np.array(64.0), "64", None, [64], (1, 2)]
)
def test_not_whole(value: Any) -> None:
    assert not is_whole(value)
