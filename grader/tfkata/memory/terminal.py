"""The standing as lines for a terminal: whole words at 60 columns, and nothing that only a colour says."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import date, timedelta

from tfkata.memory.standing import Day, OneExercise, Standing, Topic, Weak
from tfkata.report.clean import clean
from tfkata.report.wording import number

NARROWEST, WIDEST = 48, 96
_SHADES = "·░▒▓█"
_DAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")


def lines(standing: Standing, columns: int) -> Iterator[str]:
    """Exercises, topics, the calendar, what is weak and what comes back."""
    width = max(NARROWEST, min(columns, WIDEST))
    yield _sum(standing)
    yield ""
    for topic in standing.topics:
        yield from _topic(topic, width)
    yield ""
    yield from _calendar(standing, width)
    if standing.drills:
        yield f"Drills: {standing.drills_right} of {standing.drills} right"
    if standing.weakest:
        yield ""
        yield "Least certain so far:"
        for weak in standing.weakest:
            yield from _weak(weak, standing.today, width)
    yield ""
    yield from _next(standing, width)


def due_words(standing: Standing) -> str:
    """How many misconceptions come back, and when.

    Example: "2 to review today, 3 by tomorrow".
    """
    return f"{standing.due} to review today, {standing.tomorrow} by tomorrow"


def day_words(day: date, today: date) -> str:
    """A day as people say it."""
    if day <= today:
        return "today"
    if day == today + timedelta(days=1):
        return "tomorrow"
    return f"on {day:%a} {day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def _sum(standing: Standing) -> str:
    points = f"{number(standing.points)} of {number(standing.max_points)} points"
    return f"{standing.passed} of {len(standing.exercises)} exercises passed, {points}"


def _topic(topic: Topic, width: int) -> Iterator[str]:
    points = f"{number(topic.points)}/{number(topic.max_points)}"
    left = width - 32
    bar = _bar(topic.points / topic.max_points, min(left, 24)) if left >= 8 else ""
    passed = f"{topic.passed} of {len(topic.exercises)}"
    yield f"{topic.name:<10} {passed:>8}  {points:>9}  {bar}".rstrip()
    begun = [_begun(one) for one in topic.exercises if one.points and not one.passed]
    if begun:
        yield from textwrap.wrap(
            f"begun: {', '.join(begun)}", width, initial_indent="  ", subsequent_indent="    "
        )


def _begun(one: OneExercise) -> str:
    return f"{one.of.id.partition('_')[0]} {number(one.points)}/{number(one.of.points)}"


def _bar(share: float, length: int) -> str:
    full = int(share * length + 1e-9)
    return "█" * full + "·" * (length - full)


def _calendar(standing: Standing, width: int) -> Iterator[str]:
    weeks = standing.weeks[-((width - 4) // 2) :]
    shown = [day for week in weeks for day in week if day.attempts]
    yield f"Days with work in the last {len(weeks)} weeks: {len(shown)}"
    if not shown:
        return
    yield _months(weeks)
    for weekday, name in enumerate(_DAYS):
        cells = [_SHADES[week[weekday].shade] if weekday < len(week) else " " for week in weeks]
        yield f"{name:<4}{' '.join(cells)}".rstrip()
    yield f"    {_SHADES[1]} one attempt, {_SHADES[-1]} twelve or more"


def _months(weeks: list[list[Day]]) -> str:
    """The name of a month above the week of its first day."""
    line = "    "
    for at, week in enumerate(weeks):
        first = next((day.date for day in week if day.date.day == 1), None)
        place = 4 + 2 * at
        if first is not None and len(line) <= place and at < len(weeks) - 1:
            line = f"{line:<{place}}{first:%b} "
    return line.rstrip()


def _weak(weak: Weak, today: date, width: int) -> Iterator[str]:
    times = "once" if weak.missed == 1 else f"{weak.missed} times"
    facts = f"{weak.title} ({times}; comes back {day_words(weak.due, today)})"
    yield from textwrap.wrap(facts, width, initial_indent="- ", subsequent_indent="  ")
    if weak.said:
        said = f"{weak.what.partition('_')[0]}: {clean(weak.said)}"
        yield from textwrap.wrap(said, width, initial_indent="    ", subsequent_indent="    ")


def _next(standing: Standing, width: int) -> Iterator[str]:
    yield from textwrap.wrap(due_words(standing), width)
    if standing.due:
        yield "next: tfkata review"
    elif standing.next is not None:
        yield f"next: {standing.next.id} ({standing.next.minutes} min)"
