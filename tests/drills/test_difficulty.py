"""Difficulty follows what was right: three in a row lead up, two misses down, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.drills import next_level

R, W = True, False


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ([], 1),
        ([R, R], 1),
        ([R, R, R], 2),
        ([R, R, W, R, R], 1),
        ([R, R, R, R, R, R], 3),
        ([R, R, R, W, W], 1),
        ([R, R, R, W, R, W], 2),
        ([W, W, W, W], 1),
        ([R] * 30, 5),
    ],
)
def test_levels(answers: list[bool], level: int) -> None:
    done: list[tuple[int, bool]] = []
    for right in answers:
        done.append((next_level(done), right))
    assert next_level(done) == level


def test_it_begins_where_the_learner_chose() -> None:
    assert next_level([], start=4) == 4
    assert next_level([(3, R), (3, R), (3, R)]) == 4, "a level that was chosen by hand counts from there"
    assert next_level([(3, R), (3, R), (2, R)]) == 2, "a run on one level is no run on another"


@given(st.lists(st.tuples(st.integers(1, 5), st.booleans())))
def test_it_is_always_a_level(attempts: list[tuple[int, bool]]) -> None:
    assert 1 <= next_level(attempts) <= 5
