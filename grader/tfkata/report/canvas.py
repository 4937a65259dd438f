"""A Canvas gradebook to import: a column an exercise, and the row "Points Possible".

What was not graded, or not by tfkata's own fault, is left empty: Canvas leaves the grade alone there. Canvas finds
the learner by "SIS Login ID", which is what a submission is filed under, else by name.
"""

from __future__ import annotations

from collections.abc import Sequence

from tfkata.report.as_csv import exercise_ids, table
from tfkata.results import ExerciseResult, Graded, Outcome

HEADING = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def gradebook(class_: Sequence[Graded]) -> str:
    exercises = exercise_ids(class_)
    possible = {e.id: e.max_points for g in class_ for e in g.result.exercises}
    rows: list[list[object]] = [
        [*HEADING, *exercises],
        ["Points Possible", "", "", "", "", *(possible[name] for name in exercises)],
    ]
    for graded in class_:
        learner = graded.learner
        found = {e.id: _grade(e) for e in graded.result.exercises}
        row: list[object] = [learner.name or learner.id, "", "", learner.id, learner.section]
        rows.append([*row, *(found.get(name, "") for name in exercises)])
    return table(rows)


def _grade(exercise: ExerciseResult) -> float | str:
    return "" if exercise.outcome is Outcome.GRADER_ERROR else exercise.points
