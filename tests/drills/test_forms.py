"""What people type for a number, a shape or a printed value is read; what is something else is not."""

from __future__ import annotations

import pytest

from tfkata import drills
from tfkata.drills import forms
from tfkata.results import Outcome

READ = [
    ("number", "1290", "1290"),
    ("number", " 1,290 ", "1290"),
    ("number", "1_290", "1290"),
    ("number", "1 290 parameters", "1290"),
    ("number", "1,234,567 params.", "1234567"),
    ("number", "1290.0", "1290"),
    ("number", "1290.", "1290"),
    ("number", "−3", "-3"),
    ("number", "01290", "1290"),
    ("shape", "(None, 26, 26, 32)", "(None, 26, 26, 32)"),
    ("shape", "none 26 26 32", "(None, 26, 26, 32)"),
    ("shape", "[None,26,26,32]", "(None, 26, 26, 32)"),
    ("shape", "?x26×26X32", "(None, 26, 26, 32)"),
    ("shape", "(10,)", "(10,)"),
    ("printed", "[1, 2, 3]", "[1 2 3]"),
    ("printed", "[ 1  2 3 ]", "[1 2 3]"),
    ("printed", "[[1 2]\n [3 4]]", "[[1 2] [3 4]]"),
    ("printed", "[[1,2],[3,4]]", "[[1 2] [3 4]]"),
    ("printed", "[1. 2.5]", "[1.0 2.5]"),
    ("printed", "(2, 3)", "(2 3)"),
    ("printed", "[.5 1.00]", "[0.5 1.0]"),
    ("letter", "b", "b"),
    ("letter", " (B) ", "b"),
    ("letter", "c.", "c"),
    ("order", "3,1,2", "3 1 2"),
    ("order", "312", "3 1 2"),
    ("order", "10 2 1", "10 2 1"),
    ("order", "10", "10"),
    ("order", "20", "20"),
]
UNREAD = [
    ("number", "many"),
    ("number", ""),
    ("number", "12 34"),
    ("number", "1290 or 1280"),
    ("number", "9" * 500),
    ("shape", "26 by 26"),
    ("shape", "()"),
    ("shape", "-1, 3"),
    ("letter", "ab"),
    ("letter", "1"),
    ("order", "first second"),
    ("printed", "  "),
]


@pytest.mark.parametrize(("form", "typed", "read"), READ)
def test_spellings(form: str, typed: str, read: str) -> None:
    assert forms.read(form, typed) == read


@pytest.mark.parametrize(("form", "typed"), UNREAD)
def test_what_is_no_answer(form: str, typed: str) -> None:
    assert forms.read(form, typed) is None


def test_what_cannot_be_read_is_no_miss() -> None:
    result = drills.judge(drills.make("shapes:2:5"), "a square")
    assert result.outcome is Outcome.NOT_ATTEMPTED
    assert "(None, 26, 26, 32)" in result.message


@pytest.mark.parametrize("seed", range(30))
def test_a_summary_s_shape_may_go_without_its_first_axis(seed: int) -> None:
    drill = drills.make(f"shapes:2:{seed}")
    bare = drill.answer.replace("None, ", "")
    assert drills.judge(drill, bare).passed
    assert drills.judge(drill, bare.replace("(", "(1, ")).misconception == "shape.batch-is-open"


def test_a_shape_of_a_known_number_of_images_needs_that_number() -> None:
    made = (drills.make(f"shapes:3:{seed}") for seed in range(100))
    drill = next(one for one in made if not one.answer.startswith("(None"))
    n, rest = drill.answer[1:].split(", ", 1)
    assert drills.judge(drill, f"({rest}").misconception == "shape.batch-left-out"
    assert drills.judge(drill, f"(None, {rest}").misconception == "shape.batch-is-known"
    assert drills.judge(drill, f"({n} {rest}").passed


def test_floats_and_brackets_are_told_apart_from_wrong_values() -> None:
    made = [drills.make(f"read:5:{seed}") for seed in range(200)]
    floats = next(one for one in made if one.answer == "2.0")
    assert drills.judge(floats, "2").misconception == "read.whole-or-float"
    table = next(one for one in made if one.answer.startswith("[["))
    assert drills.judge(table, table.answer[1:-1]).misconception == "read.brackets"
    assert drills.judge(table, "ValueError").outcome is Outcome.FAILED
