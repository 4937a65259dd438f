"""How a class did, gathered one learner at a time: what every report on a class is made from.

Each result is looked at once and let go of. What is kept of a learner is a few hundred bytes, so that thousands fit into
memory; learners may be added in any order, and reports name them in the order of their ids.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from tfkata.report.handed_in import is_about_a_fault
from tfkata.report.wording import not_graded, unnamed
from tfkata.results import CheckResult, ExerciseResult, Graded, Learner, Outcome

SLOWEST = 10
NOTES = 5  # of a learner's files that do not count


class Cell(NamedTuple):
    """One learner's result of one exercise."""

    exercise: str
    points: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """One learner: totals, a cell for each exercise that was graded, (exercise, code) of each mistake, named or not, and
    what to know of the files: which do not count."""

    learner: Learner
    points: float
    max_points: float
    outcome: Outcome
    seconds: float
    trusted: bool
    not_graded: bool
    cells: tuple[Cell, ...]
    misconceptions: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Misconception:
    """A mistake: ids of the learners who made it, in the order in which they were added, and the message of the first by id.

    One without a name, such as a crash or a file that cannot be read, is called by how it ended.
    """

    exercise: str
    code: str
    example: str
    named: bool = True
    learners: list[str] = field(default_factory=list)
    first: str = ""

    def add(self, learner: str, message: str) -> None:
        if not self.learners or learner < self.first:
            self.first, self.example = learner, message
        if not self.learners or self.learners[-1] != learner:
            self.learners.append(learner)


@dataclass(slots=True)
class CheckSummary:
    """How one check of an exercise ended, by outcome."""

    exercise: str
    id: str
    title: str
    outcomes: Counter[Outcome] = field(default_factory=Counter)


@dataclass(slots=True)
class ExerciseSummary:
    """How a class did in one exercise."""

    id: str
    title: str
    max_points: float
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    points: float = 0.0
    seconds: float = 0.0
    checks: dict[str, CheckSummary] = field(default_factory=dict)
    misconceptions: dict[str, Misconception] = field(default_factory=dict)

    @property
    def learners(self) -> int:
        """How many were graded on it: every outcome counts, that of a crash or a missing file too."""
        return self.outcomes.total()

    @property
    def mean_points(self) -> float:
        return self.points / max(1, self.learners)

    @property
    def mean_seconds(self) -> float:
        return self.seconds / max(1, self.learners)

    def ranked(self) -> list[Misconception]:
        """Name its misconceptions, the most frequent first; after them what has no name."""
        return sorted(self.misconceptions.values(), key=lambda found: (not found.named, *_rank(found)))

    def add(self, learner: str, result: ExerciseResult) -> None:
        """Count one learner's result; a mistake that several checks name counts once."""
        self.outcomes[result.outcome] += 1
        self.points += result.points
        self.seconds += result.seconds
        for check in result.checks:
            known = self.checks.get(check.id)
            if known is None:
                known = self.checks[check.id] = CheckSummary(self.id, check.id, check.title)
            known.outcomes[check.outcome] += 1
            code = check.misconception or unnamed(result, check)
            if code:
                self._note(learner, code, check)

    def _note(self, learner: str, code: str, check: CheckResult) -> None:
        known = self.misconceptions.get(code)
        if known is None:
            named = check.misconception is not None
            known = self.misconceptions[code] = Misconception(self.id, code, check.message, named)
        known.add(learner, check.message)


class Slow(NamedTuple):
    """An answer that took long to grade."""

    seconds: float
    exercise: str
    learner: Learner


class ClassSummary:
    """A class: `add` everybody, then make reports of it."""

    def __init__(self) -> None:
        self.exercises: dict[str, ExerciseSummary] = {}
        self._rows: list[Row] = []
        self._slowest: list[Slow] = []
        self._cells: dict[Cell, Cell] = {}
        self._codes: dict[tuple[str, str], tuple[str, str]] = {}

    def add(self, graded: Graded) -> None:
        """Count a learner in."""
        learner, result = graded.learner, graded.result
        for exercise in result.exercises:
            self.add_exercise(learner.id, exercise)
            self._note_slow(Slow(exercise.seconds, exercise.id, learner))
        cells = (Cell(e.id, e.points, e.outcome) for e in result.exercises)
        codes = (
            (e.id, code)
            for e in result.exercises
            for c in e.checks
            if (code := c.misconception or unnamed(e, c))
        )
        self._rows.append(
            Row(
                learner,
                result.points,
                result.max_points,
                result.outcome,
                result.seconds,
                result.trusted,
                not_graded(result),
                tuple(self._cells.setdefault(cell, cell) for cell in cells),  # equal ones are kept once
                tuple(self._codes.setdefault(code, code) for code in dict.fromkeys(codes)),
                tuple(note for note in result.notes if is_about_a_fault(note))[:NOTES],
            )
        )

    def add_exercise(self, learner: str, result: ExerciseResult) -> None:
        """Count the result of one exercise, where nothing is known of the learner's whole submission."""
        known = self.exercises.get(result.id)
        if known is None:
            known = self.exercises[result.id] = ExerciseSummary(result.id, result.title, result.max_points)
        known.add(learner, result)

    @property
    def rows(self) -> list[Row]:
        """Everybody, by id."""
        return sorted(self._rows, key=lambda row: row.learner.id)

    @property
    def slowest(self) -> list[Slow]:
        """The answers that took longest, the longest first."""
        return sorted(self._slowest, key=_duration, reverse=True)

    def in_order(self) -> list[ExerciseSummary]:
        """Every exercise that anybody was graded on, in the order of the ids, which is that of the course."""
        return [self.exercises[name] for name in sorted(self.exercises)]

    def misconceptions(self) -> list[Misconception]:
        """Name the misconceptions of all exercises, the most frequent first."""
        return [found for found in self.found() if found.named]

    def unnamed(self) -> list[Misconception]:
        """What ended without a named mistake, by how it ended: crashes, files that cannot be read, …"""
        return [found for found in self.found() if not found.named]

    def found(self) -> list[Misconception]:
        """Both, the most frequent first."""
        return sorted((m for e in self.exercises.values() for m in e.misconceptions.values()), key=_rank)

    def _note_slow(self, slow: Slow) -> None:
        if len(self._slowest) < SLOWEST:
            self._slowest.append(slow)
            return
        least = min(self._slowest, key=_duration)
        if _duration(slow) > _duration(least):
            self._slowest[self._slowest.index(least)] = slow


def _rank(found: Misconception) -> tuple[int, str, str]:
    return -len(found.learners), found.exercise, found.code


def _duration(slow: Slow) -> tuple[float, str, str]:
    return slow.seconds, slow.learner.id, slow.exercise
