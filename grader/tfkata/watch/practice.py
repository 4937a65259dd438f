"""Drills beside an exercise: small questions on its topic, for the key d."""

from __future__ import annotations

import random

from tfkata import drills
from tfkata.catalog import texts
from tfkata.catalog.records import Exercise
from tfkata.drills import Drill
from tfkata.results import CheckResult, Outcome

TRIES = 30


class Practice:
    """Draws one question after the other; the level follows the answers. `chance` is for tests."""

    def __init__(self, chance: random.Random | None = None) -> None:
        self._chance = chance or random.SystemRandom()
        self._attempts: list[tuple[int, bool]] = []
        self._seen: set[str] = set()

    @property
    def right(self) -> int:
        return sum(right for _, right in self._attempts)

    @property
    def asked(self) -> int:
        return len(self._attempts)

    def next(self, exercise: Exercise) -> Drill:
        """A question on the topic of an exercise that has not been asked yet, if there is one left."""
        families = typed_families(exercise)
        level = drills.next_level(self._attempts)
        for _ in range(TRIES):
            found = drills.draw(self._chance.choice(families), level, random.Random(self._chance.random()))
            if found.note not in self._seen:
                break
        self._seen.add(found.note)
        return found

    def judge(self, drill: Drill, typed: str, *, first: bool) -> CheckResult:
        """The verdict; the first that could be read counts for the level."""
        result = drills.judge(drill, typed)
        if first and result.outcome is not Outcome.NOT_ATTEMPTED:
            self._attempts.append((drill.level, result.passed))
        return result


def typed_families(exercise: Exercise) -> list[str]:
    """The families answered by typing that bring back what can go wrong in an exercise; else those of its topic, else all."""
    typed = [name for name, family in drills.FAMILIES.items() if not family.files]
    codes = texts.codes(exercise.id)
    near = [name for name in typed if any(name in drills.families_for(code) for code in codes)]
    return near or [name for name in typed if drills.FAMILIES[name].topic == exercise.topic] or typed
