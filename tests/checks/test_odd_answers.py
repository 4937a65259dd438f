"""Whatever an answer returns, no check ends with an error of ours: judges take anything, and say that it is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.checks.odd_answers import odd_answer
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running.runner import Runner
from tfkata.settings import Settings

OF_ARRAYS = ("e01", "e02", "e03", "e04", "e11", "e12", "e13", "e15", "e23", "e30")
WAYS = [("whole", 0.0), ("whole", 0.0), ("parts", 0.0), ("mixed", 0.5), ("late", 0.8), ("late", 0.95)]


@pytest.fixture(scope="module")
def in_process() -> Iterator[Runner]:
    """No processes: an answer takes a tenth of a second."""
    with Runner(Settings(in_process=True, tier="quick", patience=3.0)) as warm:
        yield warm


@pytest.mark.parametrize("seed", range(len(WAYS)))
@pytest.mark.parametrize("exercise_id", OF_ARRAYS)
def test_odd_answers_are_wrong_and_no_error_of_ours(in_process: Runner, exercise_id: str, seed: int) -> None:
    exercise, (how, rightly) = records.find(exercise_id), WAYS[seed]
    result = in_process.grade_text(exercise, odd_answer(exercise, how, seed, rightly), f"{exercise.id}.py")
    ours = [
        f"{check.id}: {check.message}" for check in result.checks if check.outcome is Outcome.GRADER_ERROR
    ]
    assert not ours
    assert how == "late" or result.outcome is not Outcome.PASSED


@pytest.mark.parametrize("exercise_id", OF_ARRAYS)
def test_the_solution_itself_passes_under_the_same_conditions(in_process: Runner, exercise_id: str) -> None:
    exercise = records.find(exercise_id)
    result = in_process.grade_text(
        exercise, odd_answer(exercise, "late", 0, rightly=1.0), f"{exercise.id}.py"
    )
    assert result.outcome is Outcome.PASSED, [check.message for check in result.checks]
