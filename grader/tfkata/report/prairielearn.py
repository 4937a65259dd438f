"""`results.json` of a PrairieLearn external grader, for `pl-external-grader-results`.

Where tfkata itself failed, the submission is marked as not gradable, so that it costs the learner no attempt.
"""

from __future__ import annotations

from typing import Any

from tfkata.report.as_json import dumped
from tfkata.report.clean import clean
from tfkata.report.wording import NOT_GRADED, WORDS, explanation, headline, not_graded, notices
from tfkata.results import CheckResult, ExerciseResult, SubmissionResult

# PrairieLearn takes at most 1 MB; this many characters a check leave room for every check there is.
MAX_OUTPUT = 3000


def submission(result: SubmissionResult) -> str:
    data: dict[str, Any] = {
        "gradable": not not_graded(result),
        "score": result.points / result.max_points if result.max_points else 0.0,
        "points": result.points,
        "max_points": result.max_points,
        "message": headline(result),
        "output": "\n".join(notices(result)),
        "tests": [_test(e, c) for e in result.exercises for c in e.checks],
    }
    if not_graded(result):
        data["format_errors"] = [NOT_GRADED]
    return dumped(data)


def _test(exercise: ExerciseResult, check: CheckResult) -> dict[str, Any]:
    output = explanation(check)
    if len(output) > MAX_OUTPUT:
        output = f"{output[:MAX_OUTPUT]}…"
    return {
        "name": f"{clean(exercise.id)}: {clean(check.id)}",
        "description": clean(check.title),
        "points": check.points,
        "max_points": check.max_points,
        "message": WORDS[check.outcome],
        "output": output,
    }
