"""Errors of functions written in C say two numbers and no name: the names come from the signatures that Python keeps."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from tfkata.catalog import texts
from tfkata.checks.counted_arguments import find
from tfkata.checks.familiar import named

NAMES = {"math": math, "np": np, "random": random}


def _raised(line: str) -> tuple[str, str]:
    with pytest.raises(TypeError) as caught:
        eval(line, dict(NAMES))  # noqa: S307  (the lines below)
    return "TypeError", str(caught.value)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("'a'.translate(None, 'b')", "`table`"),
        ("'a'.replace('b')", "`old`, `new`, `count`"),
        ("'a'.split('a', 1, 2)", "`sep`, `maxsplit`"),
        ("'-'.join('a', 'b')", "`iterable`"),
        ("[].append(1, 2)", "`object`"),
        ("[].insert(1)", "`index`, `object`"),
        ("{}.get()", "`key`, `default`"),
        ("len([1], [2])", "`obj`"),
        ("sorted([1], len)", "`iterable`, and only by name `key`, `reverse`"),
        ("isinstance(1)", "`obj`, `class_or_tuple`"),
        ("math.sqrt(1, 2)", "`x`"),
    ],
)
def test_the_arguments_are_named(line: str, names: str) -> None:
    found = named(*_raised(line), "")
    assert found is not None
    assert found[0] == "python.arguments-counted"
    assert found[1]["names"] == names
    said = texts.misconception("e30_tokens", *found)
    assert names in said
    assert f"takes {found[1]['takes']}, and your call gives it {found[1]['given']}" in said


@pytest.mark.parametrize("line", ["range(1, 2, 3, 4)", "max()", "math.pow(2)", "[].pop(1, 2)", "{}.pop()", "np.ones(2).swapaxes()", "np.random.shuffle()"])  # fmt: skip
def test_what_python_does_not_keep_or_several_have_is_only_counted(line: str) -> None:
    raised = _raised(line)
    assert find(*raised) is None
    assert named(*raised, "") is not None


def test_other_errors_are_left_alone() -> None:
    assert find("TypeError", "f() takes 1 positional argument but 2 were given") is None
    assert find("ValueError", "str.translate() takes exactly one argument (2 given)") is None
