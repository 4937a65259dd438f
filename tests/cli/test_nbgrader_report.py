"""How `tfkata nbgrader report` shows a message: in one column, however many paragraphs it has."""

from __future__ import annotations

import pytest

from tfkata.cli.nbgrader import LONGEST_EXAMPLE, example


@pytest.mark.parametrize("paragraphs", [1, 2, 3])
def test_every_line_of_an_example_stands_in_the_same_column(paragraphs: int) -> None:
    shown = example("\n\n".join(["What the function returned has no place here. " * 3] * paragraphs))
    lines = [line for line in shown.splitlines() if line.strip()]
    assert len(lines) == 2 * paragraphs
    assert all(line.startswith("      ") for line in lines)
    assert max(map(len, lines)) <= 96
    assert shown.count("\n\n") == paragraphs - 1


def test_what_is_cut_says_so() -> None:
    assert example("word " * LONGEST_EXAMPLE).endswith(" …")
    assert "…" not in example("word " * 20)
