"""A study plan by weeks: what to do before the exam, from what has passed and what an exam has shown. Asked again, it is made again."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.drills import typed_on
from tfkata.errors import UsageError
from tfkata.exam import archive, result
from tfkata.exam.paper import HIGHEST
from tfkata.files.reading import read_text

UNKNOWN = 2
"""What somebody is taken to score in a category that no exam has asked about."""
LARGEST = 1 << 20


@dataclass(frozen=True)
class Week:
    """What to do in one week. `exam` is "", "short" or "whole"."""

    number: int
    exercises: tuple[Exercise, ...]
    drills: tuple[str, ...]
    exam: str

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.exercises)


def plan(weeks: int, passed: Set[str], scores: Mapping[str, int]) -> list[Week]:
    """The exercises that have not passed, those of the weakest categories first, each after those that it builds on.

    Args:
        scores: by category, from an exam, 0 to 5; a category may be missing.
    """
    ordered = list(_ordered(passed, scores))
    share = sum(one.minutes for one in ordered) / weeks
    found: list[list[Exercise]] = [[] for _ in range(weeks)]
    spent = 0.0
    for exercise in ordered:
        middle = spent + exercise.minutes / 2
        found[min(weeks - 1, math.floor(middle / share))].append(exercise)
        spent += exercise.minutes
    return [
        Week(number, tuple(one), _drills(one or _weakest(scores)), _exam(number, weeks))
        for number, one in enumerate(found, start=1)
    ]


def _ordered(passed: Set[str], scores: Mapping[str, int]) -> Iterator[Exercise]:
    known = records.exercises()
    order = {name: place for place, name in enumerate(known)}
    left = [one for one in known.values() if one.id not in passed]
    given: set[str] = set(passed)

    def with_needs(exercise: Exercise) -> Iterator[Exercise]:
        if exercise.id not in given:
            given.add(exercise.id)
            for name in exercise.needs:
                yield from with_needs(known[name])
            yield exercise

    for exercise in sorted(left, key=lambda one: (scores.get(one.category, UNKNOWN), order[one.id])):
        yield from with_needs(exercise)


def _weakest(scores: Mapping[str, int]) -> list[Exercise]:
    lowest = min(records.CATEGORIES, key=lambda name: scores.get(name, UNKNOWN))
    return [one for one in records.exercises().values() if one.category == lowest]


def _drills(exercises: list[Exercise]) -> tuple[str, ...]:
    """Families of drills on the topics of the week, at most three, each once."""
    topics = dict.fromkeys(one.topic for one in exercises)
    families = dict.fromkeys(family.name for topic in topics for family in typed_on(topic))
    return tuple(families)[:3]


def _exam(number: int, weeks: int) -> str:
    if number == weeks:
        return "whole"
    return "short" if number % 2 == 0 or number == weeks - 1 else ""


def scores_of(path: Path) -> dict[str, int]:
    """The scores by category in a result that `finish` wrote (`result.json`) or in an archive.

    Raises:
        UsageError: it is neither.
    """
    text = (
        archive.read(path).files.get(archive.RESULT, b"").decode("utf-8", "replace")
        if path.suffix == ".zip"
        else read_text(path, limit=LARGEST)
    )
    try:
        found = json.loads(text)
        if found["schema"] != result.SCHEMA:
            raise ValueError(found["schema"])
        scores = {str(task["category_name"]): task["score"] for task in found["tasks"]}
        if not all(type(score) is int and 0 <= score <= HIGHEST for score in scores.values()):
            raise ValueError("scores")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(
            f"{path}: not the result of an exam: `tfkata exam finish` writes result.json"
        ) from None
    return scores


def told(weeks: list[Week]) -> Iterator[str]:
    """The plan in lines."""
    for week in weeks:
        yield f"Week {week.number}" + (
            f": about {week.minutes} minutes of exercises" if week.exercises else ""
        )
        for exercise in week.exercises:
            yield f"  tfkata check {exercise.id}  {exercise.title} ({exercise.minutes} min)"
        yield f"  every day: `tfkata review`; then ten questions of {', '.join(f'`tfkata drill {one}`' for one in week.drills)}"
        if week.exam:
            yield f"  at its end: `tfkata exam start{' --short' if week.exam == 'short' else ''}`"
