"""What a call did to what it was given is seen, however deep it lies, and nothing else counts as a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tfkata.candidate.changes import changed, copied


def given() -> list[Any]:
    return [
        np.array([[1.0, np.nan]]),
        {"loss": [0.5, float("nan")], "table": np.arange(3)},
        ([1, 2], (np.zeros(2, np.uint8),)),
        3,
        None,
        object,
    ]


def emptied(values: list[Any]) -> None:
    values[1]["loss"].clear()


TOUCHES: dict[str, Callable[[list[Any]], Any]] = {
    "a value": lambda v: v[0].fill(2),
    "a shape": lambda v: setattr(v[0], "shape", (2,)),
    "a dtype": lambda v: setattr(v[0], "dtype", np.int64),
    "an array in a dict": lambda v: v[1]["table"].sort() or v[1]["table"].__setitem__(0, 9),
    "a list in a dict": lambda v: v[1]["loss"].append(0.25),
    "an emptied list": emptied,
    "an entry taken out": lambda v: v[1].pop("loss"),
    "an entry put in": lambda v: v[1].update(more=1),
    "the order of a dict": lambda v: v[1].update(loss=v[1].pop("loss")),
    "a number by an equal one of another type": lambda v: v[2][0].__setitem__(0, 1.0),
    "the order of a list": lambda v: v[2][0].reverse(),
    "an array in a tuple": lambda v: v[2][1][0].fill(1),
    "a list put into itself": lambda v: v[2][0].__setitem__(0, v[2][0]),
    "a list replaced": lambda v: v[1].update(loss=(0.5, float("nan"))),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_change_is_seen(touch: str) -> None:
    values = given()
    before = copied(values)
    TOUCHES[touch](values)
    assert changed(values, before)


@pytest.mark.parametrize(
    "use", [lambda v: None, lambda v: v[0] * 2, lambda v: sorted(v[2][0]), lambda v: v[1]["loss"] + [1]]
)
def test_what_is_only_read_has_not_changed(use: Callable[[list[Any]], Any]) -> None:
    values = given()
    before = copied(values)
    use(values)
    assert not changed(values, before)


def test_equal_content_in_a_new_array_is_no_change() -> None:
    values: dict[str, Any] = {"table": np.arange(3)}
    before = copied(values)
    values["table"] = np.arange(3)
    assert not changed(values, before)
