"""How far a learner has got: a pure function of what is remembered. Terminal and page show the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.memory.attempts import Attempt
from tfkata.memory.history import History
from tfkata.memory.schedule import Remembered, is_slip

WEEKS = 26
WEAKEST = 5
SHADES = 4
_BEGINS = (1, 3, 6, 12)  # attempts from which a day has shade 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class OneExercise:
    """An exercise, and the best that was made of it. `attempts` counts those that are remembered."""

    of: Exercise
    passed: bool
    points: float
    attempts: int


@dataclass(frozen=True, slots=True)
class Topic:
    name: str
    exercises: list[OneExercise]

    @property
    def points(self) -> float:
        return sum(one.points for one in self.exercises)

    @property
    def max_points(self) -> float:
        return sum(one.of.points for one in self.exercises)

    @property
    def passed(self) -> int:
        return sum(one.passed for one in self.exercises)


@dataclass(frozen=True, slots=True)
class Weak:
    """A misconception that is not overcome yet; `due` is the day on which it comes back, `said` what was said of it last."""

    code: str
    title: str
    missed: int
    due: date
    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar. `shade` is from 0 (nothing) to SHADES."""

    date: date
    attempts: int
    shade: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Weeks of the calendar begin on Monday; the last one may be incomplete."""

    today: date
    topics: list[Topic]
    weeks: list[list[Day]]
    weakest: list[Weak]
    drills: int
    drills_right: int
    due: int
    tomorrow: int

    @property
    def exercises(self) -> list[OneExercise]:
        return [one for topic in self.topics for one in topic.exercises]

    @property
    def passed(self) -> int:
        return sum(topic.passed for topic in self.topics)

    @property
    def points(self) -> float:
        return sum(topic.points for topic in self.topics)

    @property
    def max_points(self) -> float:
        return sum(topic.max_points for topic in self.topics)

    @property
    def days(self) -> list[Day]:
        """Those on which something was tried, in the weeks that are shown."""
        return [day for week in self.weeks for day in week if day.attempts]

    @property
    def next(self) -> Exercise | None:
        """The first exercise that has not passed."""
        return next((one.of for one in self.exercises if not one.passed), None)


def of(history: History, now: datetime) -> Standing:
    """The standing at `now`, whose time zone says what a day is."""
    attempts, memory = history.attempts(), history.memory()
    drills = [attempt for attempt in attempts if ":" in attempt.what]
    return Standing(
        today=now.date(),
        topics=_topics(attempts, history.passed()),
        weeks=_weeks(attempts, now),
        weakest=_weakest(list(memory.cards.values()), now.tzinfo),
        drills=len(drills),
        drills_right=sum(attempt.passed for attempt in drills),
        due=len(memory.due(now)),
        tomorrow=memory.tomorrow(now),
    )


def title(code: str) -> str:
    """A misconception's code in words.

    Example:
        >>> title("one-hot.classes-from-data")
        'one-hot: classes from data'
    """
    topic, _, what = code.partition(".")
    return f"{topic}: {what.replace('-', ' ')}" if what else topic


def _topics(attempts: list[Attempt], passed: set[str]) -> list[Topic]:
    tried = Counter(attempt.what for attempt in attempts)
    best: dict[str, float] = {}
    for attempt in attempts:
        best[attempt.what] = max(best.get(attempt.what, 0.0), attempt.points)
    found: dict[str, list[OneExercise]] = {}
    for exercise in records.exercises().values():
        done = exercise.id in passed
        points = exercise.points if done else min(best.get(exercise.id, 0.0), exercise.points)
        one = OneExercise(exercise, done, points, tried[exercise.id])
        found.setdefault(exercise.topic, []).append(one)
    return [Topic(name, exercises) for name, exercises in found.items()]


def _weeks(attempts: list[Attempt], now: datetime) -> list[list[Day]]:
    counts = Counter(attempt.when.astimezone(now.tzinfo).date() for attempt in attempts)
    today = now.date()
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    days = [_day(monday + timedelta(days=n), counts) for n in range((today - monday).days + 1)]
    return [days[at : at + 7] for at in range(0, len(days), 7)]


def _day(day: date, counts: Counter[date]) -> Day:
    return Day(day, counts[day], sum(counts[day] >= begin for begin in _BEGINS))


def _weakest(cards: list[Remembered], zone: tzinfo | None) -> list[Weak]:
    """Those that are remembered for the shortest time."""
    shown = sorted(
        (card for card in cards if not is_slip(card.code) and card.missed),
        key=lambda card: (card.stability, -card.missed, card.code),
    )[:WEAKEST]
    return [
        Weak(
            card.code,
            title(card.code),
            card.missed,
            card.due.astimezone(zone).date(),
            card.last.what if card.last else "",
            card.last.said(card.code) if card.last else "",
        )
        for card in shown
    ]
