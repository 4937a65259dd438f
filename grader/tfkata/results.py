"""What grading finds out: outcomes, points and the versioned result that every report is made from.

Imports nothing but the standard library, so that any renderer can use it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

SCHEMA = "tfkata/result/v1"


class Outcome(StrEnum):
    """How a check, or a whole exercise, ended."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not_attempted"
    CRASHED = "crashed"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    GRADER_ERROR = "grader_error"


# What a mixture of outcomes is called: the first of these that occurs. A named mistake says more than a crash.
_WORST_FIRST = (
    Outcome.GRADER_ERROR,
    Outcome.OUT_OF_MEMORY,
    Outcome.TIMED_OUT,
    Outcome.FAILED,
    Outcome.CRASHED,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a check saw, for people: the call as a learner would type it, and both values.

    `moment` tells of a crash what the names in the line that failed held then: name -> what it is, in words.
    """

    call: str | None = None
    returned: str | None = None
    expected: str | None = None
    traceback: str | None = None
    side_by_side: list[dict[str, str]] | None = None
    moment: dict[str, str] | None = None

    @property
    def then(self) -> str:
        """The names and what they held, a line each: "labels is an int64 array of shape (3,)"; "" where nothing is known."""
        return "\n".join(f"{name} is {what}" for name, what in (self.moment or {}).items())


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of one exercise.

    `seconds` is wall time, `measured` what the check measured, such as an accuracy; `figures` are for reports: curves,
    a confusion matrix, a model's layers, as plain data.
    """

    id: str
    title: str
    outcome: Outcome
    points: float
    max_points: float
    message: str = ""
    misconception: str | None = None
    hint: str | None = None
    seconds: float = 0.0
    evidence: Evidence | None = None
    output: str = ""
    measured: dict[str, float] = field(default_factory=dict)
    figures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return self.outcome is Outcome.PASSED

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> CheckResult:
        """The inverse of `to_json` for one check; `data` comes from our own examiner."""
        evidence = Evidence(**data["evidence"]) if data.get("evidence") else None
        return cls(**{**data, "outcome": Outcome(data["outcome"]), "evidence": evidence})


@dataclass(frozen=True, slots=True)
class ExerciseResult:
    """All checks of one exercise on one submission."""

    id: str
    title: str
    outcome: Outcome
    points: float
    max_points: float
    seconds: float
    checks: list[CheckResult]
    message: str = ""

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> ExerciseResult:
        """The inverse of `asdict` for one exercise; `data` comes from our own store or examiner."""
        checks = [CheckResult.from_json(check) for check in data["checks"]]
        return cls(**{**data, "outcome": Outcome(data["outcome"]), "checks": checks})

    @property
    def misconceptions(self) -> list[str]:
        """The codes found, in the order of the checks, each once."""
        return list(dict.fromkeys(c.misconception for c in self.checks if c.misconception))


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """Everything asked of one submission, and under which conditions it was found."""

    exercises: list[ExerciseResult]
    tier: str
    seed: int
    sandbox: str
    trusted: bool
    device: str
    versions: dict[str, str]
    seconds: float = 0.0
    notes: list[str] = field(default_factory=list)
    data: str = "embedded"
    schema: str = SCHEMA

    @property
    def points(self) -> float:
        return sum(e.points for e in self.exercises)

    @property
    def max_points(self) -> float:
        return sum(e.max_points for e in self.exercises)

    @property
    def outcome(self) -> Outcome:
        return combine(e.outcome for e in self.exercises)

    def to_json(self) -> dict[str, Any]:
        """Plain data as the schema `tfkata/result/v1` describes it."""
        data = asdict(self)
        return {"schema": data.pop("schema"), "points": self.points, "max_points": self.max_points, **data}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SubmissionResult:
        """The inverse of `to_json`. `data` is a result that tfkata wrote; of another version, it is refused.

        Raises:
            ValueError: not a result of schema `tfkata/result/v1`.
        """
        if data.get("schema") != SCHEMA:
            raise ValueError(f"not a {SCHEMA}: {str(data.get('schema'))[:60]}")
        kept = {name: value for name, value in data.items() if name not in ("points", "max_points")}
        try:
            exercises = [ExerciseResult.from_json(exercise) for exercise in data["exercises"]]
            return cls(**{**kept, "exercises": exercises})
        except (TypeError, KeyError) as error:
            raise ValueError(f"not a {SCHEMA}: {error}") from error


@dataclass(frozen=True, slots=True)
class Learner:
    """Who handed in: the id is what the submission is filed under, the rest is known from a roster, if at all."""

    id: str
    name: str = ""
    email: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """One learner's submission, judged: what reports on a class are made from."""

    learner: Learner
    result: SubmissionResult


def combine(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a whole from the outcomes of its parts.

    All passed is passed, all untouched is not attempted; otherwise the worst that happened, and a
    mixture of passed and not attempted counts as failed: something is still missing.
    """
    seen = set(outcomes)
    if seen == {Outcome.PASSED}:
        return Outcome.PASSED
    if seen <= {Outcome.NOT_ATTEMPTED}:
        return Outcome.NOT_ATTEMPTED
    return next((o for o in _WORST_FIRST if o in seen), Outcome.FAILED)


def exercise_result(
    exercise_id: str, title: str, checks: list[CheckResult], *, seconds: float, message: str = ""
) -> ExerciseResult:
    """Adds up the checks of one exercise."""
    return ExerciseResult(
        id=exercise_id,
        title=title,
        outcome=combine(c.outcome for c in checks),
        points=sum(c.points for c in checks),
        max_points=sum(c.max_points for c in checks),
        seconds=seconds,
        checks=checks,
        message=message,
    )
