"""A Canvas gradebook to import: one column per exercise, and the row "Points Possible".

What is missing, or was not graded by tfkata's own fault, is left empty: Canvas leaves the grade alone there. Canvas finds
a learner by its own ID, then by SIS User ID and SIS Login ID, at last by name: all of them come from Canvas's own export,
where that is the roster. Without it "SIS Login ID" is what the submission is filed under.
"""

from __future__ import annotations

import itertools

from tfkata.report.as_csv import grade, table
from tfkata.report.class_summary import ClassSummary, Row
from tfkata.report.exports import Account, Export
from tfkata.results import Outcome

HEADING = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POSSIBLE = "    Points Possible"  # with the spaces that Canvas itself writes


def gradebook(summary: ClassSummary, export: Export) -> str:
    """Write one row per learner below the points that can be had."""
    exercises = summary.in_order()
    heading: list[object] = [*HEADING, *(e.id for e in exercises)]
    possible: list[object] = [POSSIBLE, "", "", "", "", *(e.max_points for e in exercises)]
    names = [e.id for e in exercises]
    rows = (_row(row, names, export) for row in summary.rows)
    return table(itertools.chain([heading, possible], rows))


def _row(row: Row, exercises: list[str], export: Export) -> list[object]:
    learner = row.learner
    account = export.accounts.get(learner.id) or Account(learner.name or learner.id, login=learner.id)
    known: list[object] = [account.student, account.number, account.sis, account.login, learner.section]
    graded = (cell for cell in row.cells if cell.outcome is not Outcome.GRADER_ERROR)
    found = {cell.exercise: grade(cell, export) for cell in graded}
    return [*known, *(found.get(name, "") for name in exercises)]
