"""A class as one HTML file that needs nothing else: who got how far, what is misunderstood most, what took longest.

The learners are rows of data that a small script shows, sorts and filters, so that thousands of them stay quick;
everything else is there without it.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from tfkata.report import pages
from tfkata.report.clean import clean
from tfkata.report.wording import WORDS, not_graded
from tfkata.results import ExerciseResult, Graded, Outcome

SLOWEST = 10
BINS = 10
_OUTCOMES = list(Outcome)


def render(class_: Sequence[Graded], links: Mapping[str, str]) -> str:
    """The page. `links` holds, by learner id, the path of the learner's own page, relative to this one."""
    found = _Class()
    for graded in class_:  # once: what is read from a store need not all be in memory
        found.add(graded, links.get(graded.learner.id))
    exercises = [found.exercises[name] for name in sorted(found.exercises)]
    return pages.render(
        "class.html",
        script="class.js",
        learners=found.learners,
        exercises=exercises,
        misconceptions=found.ranked(),
        slowest=sorted(found.slowest, reverse=True),
        histogram=_histogram(found.shares),
        mean=pages.percent(sum(found.shares), len(found.shares)),
        passed=found.passed,
        untouched=found.untouched,
        untrusted=found.untrusted,
        ungraded=found.ungraded,
        sections=sorted(found.sections),
        data=found.data(exercises),
        outcomes=_OUTCOMES,
    )


@dataclass(slots=True)
class _Exercise:
    """How a class did in one exercise."""

    id: str
    title: str
    max_points: float
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    points: float = 0.0
    seconds: float = 0.0

    @property
    def learners(self) -> int:
        return self.outcomes.total()

    @property
    def mean_seconds(self) -> float:
        return self.seconds / self.learners

    @property
    def mean_percent(self) -> int:
        return pages.percent(self.points, self.max_points * self.learners)

    def add(self, result: ExerciseResult) -> None:
        self.outcomes[result.outcome] += 1
        self.points += result.points
        self.seconds += result.seconds

    def stack(self) -> list[tuple[Outcome, float, float]]:
        """(outcome, begin, width) in per cent, for one bar."""
        parts, begin = [], 0.0
        for outcome in _OUTCOMES:
            width = 100 * self.outcomes[outcome] / self.learners
            if width:
                parts.append((outcome, round(begin, 2), round(width, 2)))
            begin += width
        return parts


class _Class:
    """What the page says, gathered learner by learner."""

    def __init__(self) -> None:
        self.learners = self.passed = self.untrusted = self.ungraded = 0
        self.exercises: dict[str, _Exercise] = {}
        self.shares: list[float] = []
        self.sections: set[str] = set()
        self.untouched: list[tuple[str, str]] = []
        self.slowest: list[tuple[float, str, str, str]] = []
        self._codes: dict[tuple[str, str], list[int]] = {}
        self._rows: list[tuple[list[Any], dict[str, list[Any]], list[tuple[str, str]]]] = []

    def add(self, graded: Graded, link: str | None) -> None:
        learner, result = graded.learner, graded.result
        href = quote(link, safe="/~") if link else ""
        name = clean(learner.name or learner.id)
        for exercise in result.exercises:
            known = self.exercises.get(exercise.id)
            if known is None:
                known = _Exercise(exercise.id, exercise.title, exercise.max_points)
                self.exercises[exercise.id] = known
            known.add(exercise)
            self._note_slow((exercise.seconds, name, exercise.id, href))
        codes = [(code, e.id) for e in result.exercises for code in e.misconceptions]
        for code in dict.fromkeys(codes):
            self._codes.setdefault(code, []).append(self.learners)
        self.learners += 1
        self.passed += result.outcome is Outcome.PASSED
        self.untrusted += not result.trusted
        self.ungraded += not_graded(result)
        self.shares.append(result.points / result.max_points if result.max_points else 0.0)
        self.sections |= {clean(learner.section)} if learner.section else set()
        if result.outcome is Outcome.NOT_ATTEMPTED:
            self.untouched.append((name, href))
        row: list[Any] = [clean(learner.id), clean(learner.name), clean(learner.section), href]
        facts = (result.points, result.max_points, _OUTCOMES.index(result.outcome), round(result.seconds, 1))
        row.extend(facts)
        cells = {e.id: [e.points, _OUTCOMES.index(e.outcome)] for e in result.exercises}
        self._rows.append((row, cells, codes))

    def _note_slow(self, entry: tuple[float, str, str, str]) -> None:
        if len(self.slowest) < SLOWEST:
            heapq.heappush(self.slowest, entry)
        else:
            heapq.heappushpop(self.slowest, entry)

    def ranked(self) -> list[tuple[str, str, int, int]]:
        """(code, exercise, learners, per cent of the learners), the most frequent first."""
        found = [(code, exercise, len(who)) for (code, exercise), who in self._codes.items()]
        found.sort(key=lambda entry: (-entry[2], entry[0], entry[1]))
        return [
            (code, exercise, count, pages.percent(count, self.learners)) for code, exercise, count in found
        ]

    def data(self, exercises: list[_Exercise]) -> dict[str, Any]:
        """What the script shows. Rows hold id, name, section, link, points, possible, outcome, seconds, exercises, codes."""
        ranks = {(code, exercise): at for at, (code, exercise, *_) in enumerate(self.ranked())}
        return {
            "outcomes": [[str(outcome), WORDS[outcome], _mark(outcome)] for outcome in _OUTCOMES],
            "exercises": [[clean(e.id), e.max_points] for e in exercises],
            "rows": [
                [*row, [cells.get(e.id, 0) for e in exercises], sorted({ranks[code] for code in codes})]
                for row, cells, codes in self._rows
            ],
        }


def _mark(outcome: Outcome) -> str:
    return pages.MARKS.get(outcome, "✗")


def _histogram(shares: list[float]) -> list[dict[str, Any]]:
    """How many learners have which share of the points; the last bin includes 100 %."""
    bins = Counter(min(BINS - 1, int(share * BINS + 1e-9)) for share in shares)
    most = max(bins.values(), default=1)
    return [
        {"from": 100 * at // BINS, "to": 100 * (at + 1) // BINS, "count": bins[at], "height": round(100 * bins[at] / most, 1)}
        for at in range(BINS)
    ]  # fmt: skip
