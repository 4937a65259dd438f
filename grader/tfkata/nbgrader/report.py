"""What a class got wrong: misconceptions by how many learners have them, checks by how many passed.

Read from the graded notebooks, in which each check cell keeps its result, in isolated and in stock mode alike.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tfkata.catalog import texts
from tfkata.errors import SourceError
from tfkata.nbgrader.shown import MIME
from tfkata.results import CheckResult, Outcome

_ODD = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Misconception:
    """One mistake by name, and who made it."""

    code: str
    exercise: str
    learners: tuple[str, ...]
    example: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How a check went in the class: learners by outcome."""

    exercise: str
    check: str
    title: str
    outcomes: dict[str, int]

    @property
    def passed(self) -> int:
        return self.outcomes.get(Outcome.PASSED, 0)


@dataclass(frozen=True, slots=True)
class ClassReport:
    """The whole class. `unread` names graded notebooks that hold no results of tfkata."""

    learners: int
    misconceptions: list[Misconception]
    checks: list[CheckCount]
    unread: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Plain data, most frequent misconception first."""
        return {
            "learners": self.learners,
            "misconceptions": [
                {"code": m.code, "exercise": m.exercise, "learners": list(m.learners), "example": m.example}
                for m in self.misconceptions
            ],
            "checks": [
                {"exercise": c.exercise, "check": c.check, "title": c.title, "outcomes": c.outcomes}
                for c in self.checks
            ],
        }


def of_class(notebooks: Iterable[tuple[str, Path]]) -> ClassReport:
    """Adds up graded notebooks, given as (learner, path)."""
    learners: set[str] = set()
    unread: list[str] = []
    made: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    titles: dict[tuple[str, str], str] = {}
    for learner, path in notebooks:
        learners.add(learner)
        found = list(_results(path))
        if not found:
            unread.append(f"{learner}/{path.name}")
        for exercise, check in found:
            counted[exercise, check.id][check.outcome.value] += 1
            titles[exercise, check.id] = check.title
            if check.misconception:
                made[exercise, check.misconception].setdefault(learner, check.message)
    misconceptions = [
        Misconception(code, exercise, tuple(sorted(who)), next(iter(who.values())), _hint(exercise, code))
        for (exercise, code), who in made.items()
    ]
    return ClassReport(
        learners=len(learners),
        misconceptions=sorted(misconceptions, key=lambda m: (-len(m.learners), m.exercise, m.code)),
        checks=[CheckCount(*name, titles[name], dict(outcomes)) for name, outcomes in counted.items()],
        unread=unread,
    )


def _results(path: Path) -> Iterator[tuple[str, CheckResult]]:
    """What the check cells of a graded notebook keep. In stock mode a learner's code may have written anything there."""
    with contextlib.suppress(*_ODD):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                with contextlib.suppress(*_ODD):
                    record = output["data"][MIME]
                    yield str(record["exercise"]), CheckResult.from_json(record["check"])


def _hint(exercise: str, code: str) -> str | None:
    try:
        return texts.misconception_hint(exercise, code)
    except SourceError:
        return None
