"""A solution file taken apart: title, statement, stub and answer, and which functions are still stubs."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.catalog import records, source
from tfkata.errors import SourceError
from tfkata.parser import python

SOLUTION = '''"""Double it

Why doubling matters.
"""

import math


def double(x):
    """A number -> twice that number."""
    ### BEGIN SOLUTION
    y = 2 * x
    return y
    ### END SOLUTION


class Helper:
    def method(self):
        ### BEGIN SOLUTION
        return math.pi
        ### END SOLUTION
'''


def test_a_solution_is_taken_apart() -> None:
    parsed = source.parse(SOLUTION, "double.py")
    assert parsed.title == "Double it"
    assert parsed.statement == "Why doubling matters."
    assert (
        parsed.stub
        == '''"""Double it

Why doubling matters.
"""

import math


def double(x):
    """A number -> twice that number."""
    # YOUR CODE HERE
    raise NotImplementedError


class Helper:
    def method(self):
        # YOUR CODE HERE
        raise NotImplementedError
'''
        + source.WHEN_RUN
    )
    assert "###" not in parsed.answer
    assert "    y = 2 * x\n    return y\n" in parsed.answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 1\n", "begins without a docstring"),
        ('"""T"""\nx = 1\n', "no ### BEGIN SOLUTION"),
        ('"""T"""\n### BEGIN SOLUTION\nx = 1\n', "a region is not closed"),
        ('"""T"""\n### END SOLUTION\n', "line 2: '### END SOLUTION' out of place"),
        ('"""T"""\n### BEGIN SOLUTION\n### BEGIN SOLUTION\n', "line 3: '### BEGIN SOLUTION' out of place"),
        ('"""T"""\ndef f(:\n', "line 2: invalid syntax"),
        ('"""T"""\0\n', "null bytes"),
        ("", "begins without a docstring"),
    ],
)
def test_a_solution_that_breaks_a_rule_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(SourceError, match=r"^broken\.py: ") as caught:
        source.parse(text, "broken.py")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


# Lines as text editors and web pages leave them: form feeds, Unicode's own line ends, tabs.
lines = st.lists(st.text("abc #'\t\x0c\x1c\x85\u2028é😀", max_size=8).map(lambda t: f"# {t}"), max_size=4)


@given(before=lines, inside=lines, after=lines)
def test_what_stands_outside_a_region_stays_as_it_is(
    before: list[str], inside: list[str], after: list[str]
) -> None:
    head = ['"""Title"""', *before, "def f():"]
    region = ["    ### BEGIN SOLUTION", *inside, "    return 1", "    ### END SOLUTION"]
    parsed = source.parse("\n".join([*head, *region, *after]) + "\n", "f.py")
    placeholder = ["    # YOUR CODE HERE", "    raise NotImplementedError"]
    assert parsed.stub == "\n".join([*head, *placeholder, *after]) + "\n" + source.WHEN_RUN
    assert parsed.answer == "\n".join([*head, *inside, "    return 1", *after]) + "\n"
    assert python.unattempted(parsed.stub) == {"f"}
    assert python.unattempted(parsed.answer) == set()


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    assert isinstance(source.mentions(text, "tensorflow", "keras"), bool)


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("import tensorflow as tf\n", True),
        ("from keras import layers\n", True),
        ("    import tensorflow.keras\n", True),
        ("import numpy as np\n", False),
        ("import tensorflowish\n", False),
    ],
)
def test_whether_tensorflow_is_mentioned(text: str, mentioned: bool) -> None:
    assert source.mentions(text, "tensorflow", "keras") is mentioned


def test_stubs_are_python() -> None:
    ast.parse(source.parse(SOLUTION, "double.py").stub)
    ast.parse(source.parse(SOLUTION, "double.py").answer)


@pytest.mark.parametrize("exercise", records.exercises().values(), ids=lambda exercise: exercise.id)
def test_a_stub_is_clean_up_to_the_lines_that_an_editor_runs(exercise: records.Exercise) -> None:
    """With these lines or without, every function is still a stub; the answer that is shown has none of them."""
    parsed = source.parse(exercise.solution.read_text("utf-8"), exercise.id)
    assert parsed.stub.endswith(source.WHEN_RUN)
    assert parsed.stub.count("tfkata.check") == 1
    assert not [line for line in parsed.stub.splitlines() if line != line.rstrip()]
    for text in (parsed.stub, parsed.stub.removesuffix(source.WHEN_RUN)):
        assert python.unattempted(text) >= set(exercise.functions)
    assert "__main__" not in parsed.answer
