"""Where to begin: a small drill or two per topic, and a plan of exercises made from the answers.

Each topic begins in the middle. A right answer leads to a harder question, a wrong one to an easier one, once.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.drills import Drill, draw_on
from tfkata.memory.reviewing import exercises_about

MINUTES = 15
FIRST_MINUTES = 60  # of work that the plan names at most, with at least one exercise
FIRST, EASIER, HARDER = 3, 1, 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of one topic, and what became of it."""

    topic: str
    level: int
    right: bool
    misconceptions: tuple[str, ...] = ()


@dataclass(slots=True)
class Diagnosis:
    """What was answered so far, and what is asked next. The same `chance` asks the same questions."""

    chance: random.Random
    asked: list[Asked] = field(default_factory=list)

    def questions(self) -> Iterable[Drill]:
        """The drills in order; each depends on the answer to the one before, which `answered` notes."""
        for topic in records.TOPICS:
            yield draw_on(topic, FIRST, self.chance)
            last = self.asked[-1] if self.asked else None
            if last is not None and last.topic == topic:
                yield draw_on(topic, HARDER if last.right else EASIER, self.chance)

    def answered(self, drill: Drill, right: bool, misconceptions: Iterable[str] = ()) -> None:
        self.asked.append(Asked(drill.topic, drill.level, right, tuple(misconceptions)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do first, in this order, and what was found per topic: from 0 (begin with it) to 1 (sure)."""

    first: list[Exercise]
    sure: dict[str, float]

    @property
    def minutes(self) -> int:
        return sum(exercise.minutes for exercise in self.first)


def plan(asked: list[Asked], passed: set[str]) -> Plan:
    """What to do first: what explains the mistakes that were shown, then what is uncertain, in the order of the exercises.

    Of a topic with every answer right, only the last exercises are left, to make sure; of one with none, all.
    """
    sure = {topic: _share([one.right for one in asked if one.topic == topic]) for topic in records.TOPICS}
    left = [one for one in records.exercises().values() if one.id not in passed]
    shown = [code for one in asked for code in one.misconceptions]
    explained = {exercise.id for code in shown for exercise in exercises_about(code)}
    wanted = [one for one in left if one.id in explained or _is_uncertain(one, sure)]
    ranked = sorted(wanted or left, key=lambda one: (one.id not in explained, one.id))
    first: list[Exercise] = []
    for exercise in ranked:
        if first and sum(one.minutes for one in first) + exercise.minutes > FIRST_MINUTES:
            break
        first.append(exercise)
    return Plan(first, {topic: share for topic, share in sure.items() if share is not None})


def _is_uncertain(exercise: Exercise, sure: dict[str, float | None]) -> bool:
    """The more was right of a topic, the later in it to begin."""
    topic = [
        one.id
        for one in records.exercises().values()
        if (one.topic, one.category) == (exercise.topic, exercise.category)
    ]
    share = sure[exercise.topic] or 0.0
    return share < 1 and topic.index(exercise.id) >= int(share * len(topic))


def _share(right: list[bool]) -> float | None:
    return sum(right) / len(right) if right else None
