"""Which functions of a text nobody has written yet, and which it defines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfkata.parser import python


@pytest.mark.parametrize(
    ("text", "stubs"),
    [
        ("def f():\n    raise NotImplementedError\n", {"f"}),
        ('def f():\n    "What it does."\n    # YOUR CODE HERE\n    raise NotImplementedError\n', {"f"}),
        ("def f():\n    raise NotImplementedError('later')\n", {"f"}),
        ("def f():\n    raise ValueError\n", set()),
        ("def f():\n    pass\n", set()),
        ("def f():\n    x = 1\n    raise NotImplementedError\n", set()),
        ("def f():\n    raise NotImplementedError\n\ndef f():\n    return 1\n", set()),
        ("def f():\n    return 1\n\ndef f():\n    raise NotImplementedError\n", {"f"}),
        ("def f():\n    raise NotImplementedError\n\nf = lambda: 1\n", set()),
        ("def f():\n    raise NotImplementedError\n\nfrom math import sqrt as f\n", set()),
        ("def f():\n    raise NotImplementedError\n\nif True:\n    def f(): return 1\n", set()),
        ("def f():\n    def g():\n        raise NotImplementedError\n    return g\n", set()),
        ("class A:\n    def f(self):\n        raise NotImplementedError\n\ndef f():\n    return 1\n", set()),
        ("def f(:\n", set()),
        ("\0", set()),
        ("", set()),
        ("(" * 100_000, set()),
    ],
)
def test_which_functions_are_not_attempted(text: str, stubs: set[str]) -> None:
    assert python.unattempted(text) == stubs


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    words = {part.strip("():") for part in text.replace("(", " ").split()}
    assert python.unattempted(text) <= words
    assert python.functions_of(text) <= words
