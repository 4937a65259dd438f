"""What a class got wrong: misconceptions by how many learners have them, checks by how many passed.

Read from the graded notebooks, in which each check cell keeps its result, in isolated and in stock mode alike.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from tfkata.errors import SubmissionError
from tfkata.nbgrader.handed_in import content
from tfkata.notebook.shown import MIME
from tfkata.report.class_summary import CheckSummary, ClassSummary, Misconception
from tfkata.results import CheckResult, ExerciseResult, exercise_result
from tfkata.settings import READING_SECONDS
from tfkata.submissions import parsed
from tfkata.submissions.parsers import Budget

_ODD = (SubmissionError, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(slots=True)
class ClassReport:
    """The whole class: how many learners, what they got wrong; `unread` names notebooks that hold no results of tfkata.

    `not_graded` are learners who handed in and have no graded notebook.
    """

    learners: int = 0
    not_graded: list[str] = field(default_factory=list)
    summary: ClassSummary = field(default_factory=ClassSummary)
    unread: list[str] = field(default_factory=list)

    @property
    def misconceptions(self) -> list[Misconception]:
        """Name the mistakes, the most frequent first."""
        return self.summary.misconceptions()

    @property
    def unnamed(self) -> list[Misconception]:
        """Crashes, limits and whatever else names no mistake, by how it ended."""
        return self.summary.unnamed()

    @property
    def checks(self) -> list[CheckSummary]:
        """Count the outcomes of each check, in the order of the exercises."""
        return [check for exercise in self.summary.in_order() for check in exercise.checks.values()]

    def to_json(self) -> dict[str, Any]:
        """Plain data, most frequent misconception first."""
        return {
            "learners": self.learners,
            "misconceptions": [
                {"code": m.code, "exercise": m.exercise, "learners": sorted(m.learners), "example": m.example}
                for m in self.misconceptions
            ],
            "without_a_name": [
                {
                    "ending": m.code,
                    "exercise": m.exercise,
                    "learners": sorted(m.learners),
                    "example": m.example,
                }
                for m in self.unnamed
            ],
            "not_graded": self.not_graded,
            "checks": [
                {"exercise": c.exercise, "check": c.id, "title": c.title, "outcomes": dict(c.outcomes)}
                for c in self.checks
            ],
        }


def of_class(notebooks: Iterable[tuple[str, Path]], handed_in: Iterable[str] = ()) -> ClassReport:
    """Add up graded notebooks, given as (learner, path); `handed_in` are all learners who should have one."""
    notebooks = list(notebooks)
    report = ClassReport(not_graded=sorted(set(handed_in) - {learner for learner, _ in notebooks}))
    for learner, paths in groupby(sorted(notebooks), key=lambda pair: pair[0]):
        report.learners += 1
        for _, path in paths:
            found = _results(path)
            if not found:
                report.unread.append(f"{learner}/{path.name}")
            for exercise in found:
                report.summary.add_exercise(learner, exercise)
    return report


def _results(path: Path) -> list[ExerciseResult]:
    """Read what the check cells of a graded notebook keep. In stock mode a learner's code may have written anything there."""
    found: dict[str, list[CheckResult]] = {}
    with contextlib.suppress(*_ODD):
        budget = Budget(READING_SECONDS)
        for _, records in parsed.graded(content(path), path.name, MIME, budget):
            for record in records:
                with contextlib.suppress(*_ODD):
                    name, check = str(record["exercise"]), CheckResult.from_json(record["check"])
                    _must_be_sound(check)
                    found.setdefault(name, []).append(check)
    return [exercise_result(name, "", checks, seconds=0.0) for name, checks in found.items()]


def _must_be_sound(check: CheckResult) -> None:
    """Raises TypeError where what is added up is not what `CheckResult` says."""
    texts = (check.id, check.title, check.message, check.misconception or "")
    numbers = (check.points, check.max_points)
    if not all(isinstance(text, str) for text in texts) or not all(
        isinstance(n, int | float) for n in numbers
    ):
        raise TypeError("no result of a check")
