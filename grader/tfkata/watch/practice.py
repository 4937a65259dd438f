"""Drills beside an exercise: small questions on its topic, for the key d. What they showed is remembered, as `tfkata drill` does."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tfkata import drills
from tfkata.catalog.records import Exercise
from tfkata.drills import Drill
from tfkata.memory.attempts import Attempt, at_drill, drilled
from tfkata.memory.history import History
from tfkata.results import CheckResult, Outcome

TRIES = 30
UNKNOWN = "?"


class Practice:
    """One question after the other, for one face to show; the level follows the answers, those of other days too.

    Args:
        history: where the first answer to each question is remembered.
        chance: draws the questions; for tests.
        served: where the warm processes are for answers that have to be run.
    """

    def __init__(
        self, history: History, chance: random.Random | None = None, *, served: Path | None = None
    ) -> None:
        self.right = self.asked = 0
        self.over = False
        """Whether the question has been answered, or its answer was looked at."""
        self._history, self._served = history, served
        self._chance = chance or random.SystemRandom()
        self._before: list[Attempt] | None = None
        self._tries: list[tuple[int, bool]] = []
        self._seen: set[str] = set()
        self._drill: Drill | None = None
        self._first = True
        self._begun = 0.0

    def next(self, exercise: Exercise) -> Drill:
        """A question on the topic of an exercise that has not been asked yet, if there is one left."""
        families = [family.name for family in drills.typed_on(exercise.topic)]
        level = drills.next_level([*self._earlier(families), *self._tries])
        for _ in range(TRIES):
            chance = random.Random(self._chance.random())
            found = drills.draw_on(exercise.topic, level, chance, exercise=exercise.id)
            if found.note not in self._seen:
                break
        self._seen.add(found.note)
        self._drill, self._first, self.over, self._begun = found, True, False, time.monotonic()
        return found

    def answer(self, typed: str) -> CheckResult | None:
        """The verdict on an answer to the question asked last; None for `?`, which asks for the answer.

        The first that can be read counts. Not to know counts as well, and is no misconception.
        """
        assert self._drill is not None
        if typed == UNKNOWN:
            if self._first:
                self._count(right=False)
            self.over = True
            return None
        result = drills.judge(self._drill, typed, served=self._served)
        if self._first and result.outcome is not Outcome.NOT_ATTEMPTED:
            self._count(right=result.passed)
            self._history.record(at_drill(self._drill.id, result, time.monotonic() - self._begun))
        self.over = result.passed
        return result

    def _count(self, *, right: bool) -> None:
        assert self._drill is not None
        self._first = False
        self.asked, self.right = self.asked + 1, self.right + right
        self._tries.append((self._drill.level, right))

    def _earlier(self, families: list[str]) -> list[tuple[int, bool]]:
        if self._before is None:
            self._before = self._history.attempts()
        return drilled(self._before, families)
