"""CSV for spreadsheets: the checks of one submission, or the gradebook of a class.

What a spreadsheet would take for a formula gets an apostrophe before it. A spreadsheet whose cells end with a semicolon
(as in half of Europe) does not heed the quotes of a file with commas, and looks for formulas after each semicolon and in
each line of a text.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterable, Sequence

from tfkata.report.class_summary import Cell, ClassSummary, Row
from tfkata.report.clean import clean
from tfkata.report.exports import Export
from tfkata.report.wording import number
from tfkata.results import Outcome, SubmissionResult

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INSIDE = re.compile(r"([;\t\n|][ '\"]*)(?=[=+\-@＝＋－＠])")


def submission(result: SubmissionResult) -> str:
    """Write one row per check."""
    heading = (
        "exercise",
        "check",
        "title",
        "outcome",
        "points",
        "max_points",
        "seconds",
        "misconception",
        "message",
    )
    rows = [
        (e.id, c.id, c.title, str(c.outcome), c.points, c.max_points, round(c.seconds, 3), c.misconception, c.message)
        for e in result.exercises
        for c in e.checks
    ]  # fmt: skip
    return table([heading, *rows])


def gradebook(summary: ClassSummary, export: Export) -> str:
    """Write one row per learner: totals, then points and outcome of every exercise that anybody was graded on.

    An exercise that a learner was not graded on is an empty cell, not a zero; so is one that is missing, with its outcome.
    """
    exercises = [exercise.id for exercise in summary.in_order()]
    heading: list[object] = ["id", "name", "email", "section", "points", "max_points", "outcome", "trusted"]
    for name in exercises:
        heading += [name, f"{name}:outcome"]
    return table(itertools.chain([heading], (_row(row, exercises, export) for row in summary.rows)))


def _row(row: Row, exercises: list[str], export: Export) -> list[object]:
    learner = row.learner
    values: list[object] = [learner.id, learner.name, learner.email, learner.section]
    found = {cell.exercise: (grade(cell, export), str(cell.outcome)) for cell in row.cells}
    nothing = bool(found) and all(points == "" for points, _ in found.values())
    values += [
        "" if nothing else row.points,
        row.max_points,
        str(row.outcome),
        "yes" if row.trusted else "no",
    ]
    for name in exercises:
        values += found.get(name, ("", ""))
    return values


def grade(cell: Cell, export: Export) -> float | str:
    """The points as a gradebook has them: what is missing is no zero, unless that is asked for."""
    missing = cell.outcome is Outcome.NOT_ATTEMPTED and not export.missing_is_zero
    return "" if missing else cell.points


def table(rows: Iterable[Sequence[object]]) -> str:
    """CSV as RFC 4180 has it, with texts that no spreadsheet runs."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()


def cell(value: object) -> str:
    """A number as it is; a text cleaned, and with an apostrophe before each place where a formula would begin."""
    if isinstance(value, int | float):
        return number(value)
    text = _INSIDE.sub(r"\1'", clean("" if value is None else str(value)))
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip(" ").startswith(_FORMULA) else text
