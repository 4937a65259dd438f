"""An exercise as a notebook of nbgrader: the instructor's version, from which nbgrader makes the learner's.

Pure and deterministic: the same solution and record give the same notebook, byte for byte.
"""

from __future__ import annotations

from tfkata.catalog import source
from tfkata.catalog.records import Check, Exercise
from tfkata.notebook import cells
from tfkata.notebook.cells import Cell
from tfkata.report.wording import number
from tfkata.submissions import cell_ids

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
    parts = [
        code_cell(cell_ids.SETUP, "from tfkata.nbgrader import check", locked=True),
        cells.markdown(f"{exercise.id}--statement", f"# {parsed.title}\n\n{parsed.statement}"),
        code_cell(cell_ids.of_solution(exercise), cells.code_of(text), solution=True),
        cells.markdown(f"{exercise.id}--checks", "## Checks"),
        *(_check(exercise, check, hidden=check not in visible) for check in exercise.checks),
    ]
    return cells.whole(parts)


def header() -> Cell:
    """What nbgrader puts before each notebook: a welcome, which an instructor may replace by another."""
    return cells.whole([cells.markdown("tfkata-welcome", WELCOME)])


def shown_to_learners(exercise: Exercise) -> set[Check]:
    """Of the checks that ask for the same functions, the first: it says what is wanted, the others look closer."""
    first: dict[tuple[str, ...], Check] = {}
    for check in exercise.checks:
        first.setdefault(check.functions, check)
    return set(first.values())


def _check(exercise: Exercise, check: Check, *, hidden: bool) -> Cell:
    line = f'check("{exercise.id}", "{check.id}")  # {check.title}'
    if hidden:
        worth = f"{number(check.points)} point{'' if check.points == 1 else 's'}"
        begin, end = HIDDEN
        line = f"# One more check runs here when your work is graded ({worth}).\n{begin}\n{line}\n{end}"
    return code_cell(cell_ids.of_check(exercise, check), line, points=check.points)


def code_cell(
    grade_id: str, text: str, *, solution: bool = False, locked: bool = False, points: float | None = None
) -> Cell:
    """A code cell as nbgrader knows it: an answer, a check with `points`, or one that learners cannot change."""
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
    return cells.code(grade_id, text, {"nbgrader": metadata})
