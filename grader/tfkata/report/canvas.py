"""A Canvas gradebook to import: one column per exercise, and the row "Points Possible".

What was not graded, or not by tfkata's own fault, is left empty: Canvas leaves the grade alone there. Canvas finds
the learner by "SIS Login ID", which is what a submission is filed under, else by name.
"""

from __future__ import annotations

import itertools

from tfkata.report.as_csv import table
from tfkata.report.class_summary import Cell, ClassSummary, Row
from tfkata.results import Outcome

HEADING = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def gradebook(summary: ClassSummary) -> str:
    """Write one row per learner below the points that can be had."""
    exercises = summary.in_order()
    heading: list[object] = [*HEADING, *(e.id for e in exercises)]
    possible: list[object] = ["Points Possible", "", "", "", "", *(e.max_points for e in exercises)]
    names = [e.id for e in exercises]
    return table(itertools.chain([heading, possible], (_row(row, names) for row in summary.rows)))


def _row(row: Row, exercises: list[str]) -> list[object]:
    learner = row.learner
    found = {cell.exercise: _grade(cell) for cell in row.cells}
    known: list[object] = [learner.name or learner.id, "", "", learner.id, learner.section]
    return [*known, *(found.get(name, "") for name in exercises)]


def _grade(cell: Cell) -> float | str:
    return "" if cell.outcome is Outcome.GRADER_ERROR else cell.points
