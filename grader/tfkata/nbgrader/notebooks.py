"""An exercise as a notebook of nbgrader: the instructor's version, from which nbgrader makes the learner's.

Pure and deterministic: the same solution and record give the same notebook, byte for byte.
"""

from __future__ import annotations

import ast
import json
from typing import Any

from tfkata.catalog import source
from tfkata.catalog.records import Check, Exercise
from tfkata.report.wording import number
from tfkata.submissions import cell_ids

Cell = dict[str, Any]
HIDDEN = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
WELCOME = """Write your answer in the cell that says `# YOUR CODE HERE`, run it, then run the checks below it: each says what \
it found, and what to look at when something is missing. Add cells to try things out as you like; what counts is \
the cell of the answer, and what it uses from other cells. Some checks run only when your work is graded.

Before you hand in: *Kernel → Restart Kernel and Run All Cells*."""


def notebook(exercise: Exercise, *, hide: bool = True) -> Cell:
    """The notebook (nbformat 4.5) of an exercise. With `hide`, only the first check of each function is shown.

    Raises:
        SourceError: the solution file is not well formed.
    """
    text = exercise.solution.read_text("utf-8")
    parsed = source.parse(text, exercise.solution.name)
    visible = shown_to_learners(exercise) if hide else set(exercise.checks)
    cells = [
        _code(cell_ids.SETUP, "from tfkata.nbgrader import check", locked=True),
        _markdown(f"{exercise.id}--statement", f"# {parsed.title}\n\n{parsed.statement}"),
        _code(cell_ids.of_solution(exercise), code_of(text), solution=True),
        _markdown(f"{exercise.id}--checks", "## Checks"),
        *(_check(exercise, check, hidden=check not in visible) for check in exercise.checks),
    ]
    return _whole(cells)


def header() -> Cell:
    """What nbgrader puts before each notebook: a welcome, which an instructor may replace by another."""
    return _whole([_markdown("tfkata-welcome", WELCOME)])


def as_text(notebook: Cell) -> str:
    """As it is written to a file."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def shown_to_learners(exercise: Exercise) -> set[Check]:
    """Of the checks that ask for the same functions, the first: it says what is wanted, the others look closer."""
    first: dict[tuple[str, ...], Check] = {}
    for check in exercise.checks:
        first.setdefault(check.functions, check)
    return set(first.values())


def code_of(text: str) -> str:
    """A solution file without its docstring, markers included."""
    docstring = ast.parse(text).body[0]
    assert docstring.end_lineno is not None  # the parser always gives it
    return "\n".join(text.split("\n")[docstring.end_lineno :]).strip()


def _check(exercise: Exercise, check: Check, *, hidden: bool) -> Cell:
    line = f'check("{exercise.id}", "{check.id}")  # {check.title}'
    if hidden:
        worth = f"{number(check.points)} point{'' if check.points == 1 else 's'}"
        begin, end = HIDDEN
        line = f"# One more check runs here when your work is graded ({worth}).\n{begin}\n{line}\n{end}"
    return _code(cell_ids.of_check(exercise, check), line, points=check.points)


def _markdown(cell_id: str, text: str) -> Cell:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(
    grade_id: str, text: str, *, solution: bool = False, locked: bool = False, points: float | None = None
) -> Cell:
    graded = points is not None
    metadata: Cell = {
        "grade": graded,
        "grade_id": grade_id,
        "locked": graded or locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        metadata["points"] = points
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": grade_id[:64],
        "metadata": {"nbgrader": metadata},
        "outputs": [],
        "source": text.splitlines(keepends=True),
    }


def _whole(cells: list[Cell]) -> Cell:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
