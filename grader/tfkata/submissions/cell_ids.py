"""How cells of a notebook are called: nbgrader allows letters, digits, `_` and `-` in a grade id."""

from __future__ import annotations

import difflib

from tfkata.catalog import records
from tfkata.catalog.records import Check, Exercise
from tfkata.errors import UnknownExercise

SETUP = "tfkata-setup"
_BETWEEN = "--"


def of_solution(exercise: Exercise) -> str:
    """The id of the cell that the learner writes: `e03_one_hot`."""
    return exercise.id


def of_check(exercise: Exercise, check: Check) -> str:
    """The id of the cell of one check: `e03_one_hot--encode-dtype`."""
    return f"{exercise.id}{_BETWEEN}{check.id}"


def find_check(grade_id: str) -> tuple[Exercise, Check] | None:
    """The check that a cell of this id asks for; None for any other cell."""
    exercise_id, found, check_id = grade_id.partition(_BETWEEN)
    if not found:
        return None
    exercise = records.exercises().get(exercise_id)
    check = next((c for c in exercise.checks if c.id == check_id), None) if exercise else None
    return (exercise, check) if exercise and check else None


def named(exercise_id: str, check_id: str) -> tuple[Exercise, Check]:
    """The check of that name; the exercise may be shortened as anywhere (`e03`).

    Raises:
        UnknownExercise: there is no such exercise or no such check.
    """
    exercise = records.find(exercise_id)
    for check in exercise.checks:
        if check.id == check_id:
            return exercise, check
    known = [check.id for check in exercise.checks]
    near = difflib.get_close_matches(check_id, known, n=1)
    guess = f"did you mean {near[0]}? It has" if near else "it has"
    raise UnknownExercise(f"{exercise.id} has no check called '{check_id}': {guess} {', '.join(known)}")
