"""Grades a checkout that is somebody else's: its files are read as text, nothing in it is imported or followed.

Unlike `tfkata check`, it grades what was asked for and not what is there: a file that is missing, is a link or
cannot be read costs its own points, so that nobody gains by deleting the hard ones.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError, UsageError
from tfkata.report.exit_codes import GRADER_FAILED, NOT_PASSED, PASSED
from tfkata.results import ExerciseResult, Learner, Outcome, SubmissionResult
from tfkata.running.runner import Runner, unanswered
from tfkata.settings import Settings
from tfkata.submissions.discover import Handed, Submission


def graded(submission: Submission, exercises: Iterable[Exercise], runner: Runner) -> Iterator[ExerciseResult]:
    """Each exercise in turn. Its file is called `<id>.py` in tracebacks, wherever it lies.

    Raises:
        GraderError: this machine lets nothing be read.
    """
    for exercise in exercises:
        try:
            text = submission.read(exercise)
        except SubmissionError as error:
            yield unanswered(exercise, runner.settings.tier, error)
            continue
        if text is None:
            yield unanswered(exercise, runner.settings.tier, None)
        else:
            yield runner.grade_text(exercise, text, f"{exercise.id}.py")


def grade(folder: Path, exercises: Iterable[Exercise], settings: Settings) -> SubmissionResult:
    """The result of all exercises that the tier has checks for.

    Raises:
        UsageError: no such folder, nothing to grade, or the walls asked for cannot be had.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder: name the checkout that is to be graded")
    wanted = [exercise for exercise in exercises if exercise.checks_of(settings.tier)]
    if not wanted:
        raise UsageError("nothing to grade: all checks of these exercises train, `--tier full` runs them")
    started = time.perf_counter()
    submission = Handed(Learner(folder.resolve().name), folder, seconds=settings.reading_seconds).open()
    with Runner(settings) as runner:
        results = list(graded(submission, wanted, runner))
        result = runner.summary(results, time.perf_counter() - started)
    return replace(result, notes=[*result.notes, *submission.notes()])


def exit_code(result: SubmissionResult, minimum: float) -> int:
    """GRADER_FAILED before anything else; PASSED from `minimum` per cent of the points on."""
    if any(e.outcome is Outcome.GRADER_ERROR for e in result.exercises):
        return GRADER_FAILED
    return PASSED if result.points * 100 >= minimum * result.max_points else NOT_PASSED
