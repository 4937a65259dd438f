"""`result.json` of Classroom 50 (`classroom50/result/v1`): whole points, and whose submission it is.

Where points are not whole, all of them are multiplied by the smallest number that makes them so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tfkata.report.as_json import dumped
from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, explanation
from tfkata.results import SubmissionResult

SCHEMA = "classroom50/result/v1"
MAX_OUTPUT = 3000
_FACTORS = (1, 2, 4, 5, 8, 10, 20, 100, 1000)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose submission of what, as the runner of Classroom 50 says it. It stamps owner, type and time once more."""

    classroom: str
    assignment: str
    assignment_type: str
    owner: str
    submission: str
    commit: str
    release: str
    review: str
    datetime: str = "1970-01-01T00:00:00Z"


def identity(environment: Mapping[str, str]) -> Identity:
    """From the variables that the runner sets for an `autograder.py`; "unknown" stands for one that is missing."""

    def get(name: str, otherwise: str = "unknown") -> str:
        return environment.get(name) or otherwise

    commit = get("COMMIT_URL")
    return Identity(
        classroom=get("CLASSROOM"),
        assignment=get("ASSIGNMENT"),
        assignment_type=get("ASSIGNMENT_TYPE", "individual"),
        owner=get("OWNER", get("USERNAME")),
        submission=get("SUBMISSION_TAG", "submit/unknown"),
        commit=commit,
        release=get("RELEASE_URL"),
        review=get("REVIEW_URL", commit),
    )


def submission(result: SubmissionResult, of: Identity) -> str:
    factor = _factor(result)

    def whole(points: float) -> int:
        return round(points * factor)

    tests: list[dict[str, Any]] = [
        {
            "test-name": f"{clean(e.id)}: {clean(c.title) or clean(c.id)}",
            "passed": c.passed,
            "score": min(whole(c.points), whole(c.max_points)),
            "max-score": whole(c.max_points),
            "outcome": WORDS[c.outcome],
            "message": explanation(c)[:MAX_OUTPUT],
        }
        for e in result.exercises
        for c in e.checks
    ]
    return dumped(
        {
            "schema": SCHEMA,
            "classroom": of.classroom,
            "assignment": of.assignment,
            "assignment_type": of.assignment_type,
            "owner": of.owner,
            "submission": of.submission,
            "commit": of.commit,
            "release": of.release,
            "review": of.review,
            "datetime": of.datetime,
            "score": sum(test["score"] for test in tests),
            "max-score": sum(test["max-score"] for test in tests),
            "tests": tests,
        }
    )


def _factor(result: SubmissionResult) -> int:
    points = [p for e in result.exercises for c in e.checks for p in (c.points, c.max_points)]
    return next((f for f in _FACTORS if all((p * f) == int(p * f) for p in points)), _FACTORS[-1])
