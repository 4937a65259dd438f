"""When a misconception comes back: FSRS, as py-fsrs 6 has it, without chance, in UTC.

A schedule is computed from what happened, each time it is asked for: the same history gives the same dates. What is
scheduled are misconceptions, not exercises: if you once divided by 256, you meet that question again, as another question.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from fsrs import Card, Rating, Scheduler

from tfkata.memory.attempts import Attempt, misses

DAY = timedelta(days=1)
EARLY = timedelta(hours=18)  # a day is due as a whole; less than the rest of it is another sitting
A_YEAR = 365  # days; the longest that anything stays away
SLIPS = ("python", "module", "notebook", "library", "error")
# No steps of minutes: what was wrong today comes back tomorrow.
_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=A_YEAR, enable_fuzzing=False)


@dataclass(frozen=True, slots=True)
class Review:
    """An answer to a misconception that came back."""

    code: str
    when: datetime
    right: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A misconception that comes back: since when, in which exercise or drill it was shown last, and what was said then."""

    code: str
    since: datetime
    what: str
    said: str


@dataclass(frozen=True, slots=True)
class Remembered:
    """How well a misconception is overcome. `stability`: days after which nine of ten people would still be right."""

    code: str
    due: datetime
    stability: float
    missed: int
    reviewed: int
    last: Attempt | None
    """The last attempt that showed it: at an exercise, where there is one."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Every misconception that was ever shown, by its code."""

    cards: dict[str, Remembered]

    @classmethod
    def of(cls, attempts: list[Attempt], reviews: list[Review]) -> Memory:
        events: dict[str, list[_Event]] = defaultdict(list)
        last: dict[str, Attempt] = {}
        for code, attempt in misses(sorted(attempts, key=lambda attempt: attempt.when)):
            events[code].append(_Event(attempt.when, right=False, asked=False))
            if code not in last or ":" not in attempt.what or ":" in last[code].what:
                last[code] = attempt
        for review in reviews:
            events[review.code].append(_Event(review.when, review.right, asked=True))
        return cls({code: _remembered(code, found, last.get(code)) for code, found in events.items()})

    def due(self, now: datetime) -> list[Due]:
        """What is due on the day of `now` in its own time zone, or was before, longest waiting first."""
        return [_due(card) for card in self._by(now.date(), now.tzinfo)]

    def tomorrow(self, now: datetime) -> int:
        """How many are due by the end of the next day."""
        return len(self._by((now + DAY).date(), now.tzinfo))

    def _by(self, day: date, zone: tzinfo | None) -> list[Remembered]:
        cards = [
            card
            for card in self.cards.values()
            if not is_slip(card.code) and card.due.astimezone(zone).date() <= day
        ]
        return sorted(cards, key=lambda card: (card.due, card.code))


def is_slip(code: str) -> bool:
    """Whether a code is about spelling: such things come back by themselves, and need no plan."""
    return code.partition(".")[0] in SLIPS


@dataclass(frozen=True, slots=True)
class _Event:
    when: datetime
    right: bool
    asked: bool


def _remembered(code: str, events: list[_Event], last: Attempt | None) -> Remembered:
    """Go through what happened.

    Ten checks in an hour are one miss: a miss less than a day after a miss is the same one. And a review in the evening
    before the time of day that the schedule names is not early: it counts as made at that time.
    """
    card = Card(card_id=1, due=events[0].when.astimezone(UTC))  # an id of its own would be the time of day
    missed = 0
    last_miss: datetime | None = None
    for event in sorted(events, key=lambda event: (event.when, event.asked, event.right)):
        when = event.when.astimezone(UTC)
        if event.asked and when < card.due < when + EARLY:
            when = card.due
        if not event.right:
            if last_miss is not None and when - last_miss < DAY:
                continue
            missed, last_miss = missed + 1, when
        else:
            last_miss = None
        card, _ = _SCHEDULER.review_card(card, Rating.Good if event.right else Rating.Again, when)
    reviewed = sum(event.asked for event in events)
    return Remembered(code, card.due, card.stability or 0.0, missed, reviewed, last)


def _due(card: Remembered) -> Due:
    what, said = (card.last.what, card.last.said(card.code)) if card.last else ("", "")
    return Due(card.code, card.due, what, said)
