"""An attempt: one answer to an exercise or a drill, what became of it, and which mistakes it showed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from tfkata.catalog.records import Exercise
from tfkata.report.clean import clean
from tfkata.results import CheckResult, ExerciseResult, Outcome

LONGEST_SAID = 300
_NAME = re.compile(r"[A-Za-z0-9][\w.:+-]{0,119}", re.ASCII)
_DRILL = re.compile(r"(?P<family>\w+):(?P<level>[1-5]):\d+", re.ASCII)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z`])")
_NOT_TRIED = (Outcome.NOT_ATTEMPTED, Outcome.GRADER_ERROR)


@dataclass(frozen=True, slots=True)
class Found:
    """What one check found. A drill has one, without a name."""

    check: str
    outcome: Outcome
    misconception: str | None = None
    said: str = ""
    """The first sentence of the message, as it was shown."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer. `what` is the id of an exercise or a drill, `when` is UTC, `seconds` is how long judging took, or answering a drill.

    `whole` says whether every check was run: only then can an exercise have passed.
    """

    what: str
    when: datetime
    outcome: Outcome
    points: float = 0.0
    max_points: float = 0.0
    seconds: float = 0.0
    found: tuple[Found, ...] = ()
    whole: bool = True

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """The codes found, in the order of the checks, each once."""
        return tuple(dict.fromkeys(one.misconception for one in self.found if one.misconception))

    @property
    def checks(self) -> tuple[str, ...]:
        return tuple(one.check for one in self.found if one.check)

    @property
    def passed(self) -> bool:
        return self.whole and self.outcome is Outcome.PASSED

    def said(self, code: str) -> str:
        """What was said about a misconception; empty where this attempt did not show it."""
        return next((one.said for one in self.found if one.misconception == code), "")


def at_exercise(exercise: Exercise, result: ExerciseResult, when: datetime | None = None) -> Attempt | None:
    """The attempt that a result tells of; None where nothing was tried: a stub, or a fault of the grader's."""
    if result.outcome in _NOT_TRIED:
        return None
    return Attempt(
        what=exercise.id,
        when=_utc(when),
        outcome=result.outcome,
        points=result.points,
        max_points=result.max_points,
        seconds=result.seconds,
        found=tuple(_found(check.id, check) for check in result.checks if check.outcome not in _NOT_TRIED),
        whole={check.id for check in result.checks} == {check.id for check in exercise.checks},
    )


def at_drill(drill: str, result: CheckResult, seconds: float, when: datetime | None = None) -> Attempt:
    """The attempt at a drill, by its id and what `drills.judge` said; `seconds` is how long the learner took."""
    found = (_found("", result),)
    return Attempt(drill, _utc(when), result.outcome, result.points, result.max_points, seconds, found)


def drilled(attempts: list[Attempt], families: Iterable[str]) -> list[tuple[int, bool]]:
    """Of the drills of some families, what `drills.next_level` wants: level, and whether the answer was right."""
    tried = [(_DRILL.fullmatch(attempt.what), attempt.passed) for attempt in attempts]
    return [(int(drill["level"]), right) for drill, right in tried if drill and drill["family"] in families]


def is_name(text: object) -> bool:
    """Whether something is an id or a code as tfkata writes them: what is read from a file may be anything."""
    return isinstance(text, str) and _NAME.fullmatch(text) is not None


def first_sentence(message: str) -> str:
    """The sentence that says what is wrong, on one line; what follows explains it."""
    line = " ".join(clean(message.split("\n\n")[0]).split())
    sentence = _SENTENCE.split(line)[0]
    return sentence if len(sentence) <= LONGEST_SAID else f"{sentence[: LONGEST_SAID - 1]}…"


def misses(attempts: list[Attempt]) -> Iterator[tuple[str, Attempt]]:
    """Each misconception with each attempt that showed it."""
    for attempt in attempts:
        for code in attempt.misconceptions:
            yield code, attempt


def _found(name: str, check: CheckResult) -> Found:
    said = first_sentence(check.message) if check.misconception else ""
    return Found(name, check.outcome, check.misconception, said)


def _utc(when: datetime | None) -> datetime:
    return (when or datetime.now(UTC)).astimezone(UTC)
