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

from tfkata.report.class_summary import ClassSummary, Row
from tfkata.report.clean import clean
from tfkata.report.wording import number
from tfkata.results import SubmissionResult

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


def gradebook(summary: ClassSummary) -> str:
    """Write one row per learner: totals, then points and outcome of every exercise that anybody was graded on.

    An exercise that a learner was not graded on is an empty cell, not a zero.
    """
    exercises = [exercise.id for exercise in summary.in_order()]
    heading: list[object] = ["id", "name", "email", "section", "points", "max_points", "outcome", "trusted"]
    for name in exercises:
        heading += [name, f"{name}:outcome"]
    return table(itertools.chain([heading], (_row(row, exercises) for row in summary.rows)))


def _row(row: Row, exercises: list[str]) -> list[object]:
    learner = row.learner
    values: list[object] = [learner.id, learner.name, learner.email, learner.section]
    values += [row.points, row.max_points, str(row.outcome), "yes" if row.trusted else "no"]
    found = {cell.exercise: cell for cell in row.cells}
    for name in exercises:
        values += [found[name].points, str(found[name].outcome)] if name in found else ["", ""]
    return values


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
