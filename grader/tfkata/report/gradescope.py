"""`results.json` as Gradescope reads it from `/autograder/results`: one test per check, in plain text.

Gradescope has no way to say that the autograder failed but to leave no file: `tfkata ci` does that. Here a
fault of tfkata is said first.
"""

from __future__ import annotations

from typing import Any

from tfkata.report.as_json import dumped
from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, explanation, headline, notices
from tfkata.results import CheckResult, ExerciseResult, SubmissionResult


def submission(result: SubmissionResult) -> str:
    return dumped(
        {
            "score": result.points,
            "execution_time": round(result.seconds, 3),
            "output": "\n".join([headline(result), *notices(result)]),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "tests": [
                _test(exercise, check, f"{at}.{number}")
                for at, exercise in enumerate(result.exercises, start=1)
                for number, check in enumerate(exercise.checks, start=1)
            ],
            "extra_data": {
                "max_score": result.max_points,
                "trusted": result.trusted,
                "sandbox": clean(result.sandbox),
                "tier": clean(result.tier),
                "seed": result.seed,
                "versions": {clean(k): clean(v) for k, v in result.versions.items()},
            },
        }
    )


def _test(exercise: ExerciseResult, check: CheckResult, number: str) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": f"{clean(exercise.id)}: {clean(check.title) or clean(check.id)}",
        "number": number,
        "score": check.points,
        "max_score": check.max_points,
        "status": "passed" if check.passed else "failed",
        "visibility": "visible",
        "extra_data": {"outcome": str(check.outcome)},
    }
    if not check.passed:
        test["output"] = f"{WORDS[check.outcome]}\n{explanation(check)}"
    if check.misconception:
        test["tags"] = [clean(check.misconception)]
    return test
