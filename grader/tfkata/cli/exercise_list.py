"""`tfkata list`: the exercises by category and topic, and the points that were reached; it fits 60 columns and breaks no word."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

import click

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.report.wording import number
from tfkata.workspace.progress import Progress

NARROW, WIDE = 60, 100
_FACTS = 42  # columns before a title
_LEAST = 40  # columns that a title needs to stand beside them; in fewer it stands below
_BELOW = 4


def lines(known: Progress, width: int | None = None) -> Iterator[str]:
    """The list, line by line, styled where the terminal takes that."""
    width = width or max(NARROW, min(WIDE, shutil.get_terminal_size((80, 24)).columns)) - 1
    every = list(records.exercises().values())
    for category, heading in records.CATEGORIES.items():
        some = [exercise for exercise in every if exercise.category == category]
        if some:
            yield click.style(f"{heading} · {_points(some, known)} points", bold=True)
            yield from _by_topic(some, known, width)
    done = known.passed.intersection(records.exercises())
    yield click.style(f"{len(done)} of {len(every)} passed · {_points(every, known)} points", bold=True)


def _by_topic(exercises: list[Exercise], known: Progress, width: int) -> Iterator[str]:
    for topic in records.TOPICS:
        some = [exercise for exercise in exercises if exercise.topic == topic]
        if some:
            yield f" {topic.capitalize()} · {_points(some, known)}"
            for exercise in some:
                yield from _exercise(exercise, known, width)


def _exercise(exercise: Exercise, known: Progress, width: int) -> Iterator[str]:
    mark = click.style("✓", fg="green") if exercise.id in known.passed else " "
    facts = f"{exercise.id:<22}{_points([exercise], known):>7}  {exercise.minutes:>3} min"
    start = _FACTS if width - _FACTS >= _LEAST else _BELOW
    title = textwrap.wrap(exercise.title + _after(exercise, known), width - start, break_long_words=False)
    beside = f"  {title.pop(0)}" if start == _FACTS else ""
    yield f"{mark} {facts}{beside}"
    yield from (" " * start + part for part in title)


def _after(exercise: Exercise, known: Progress) -> str:
    """Such as " (after e05, e14)": what it builds on and has not passed yet."""
    missing = [name.partition("_")[0] for name in exercise.needs if name not in known.passed]
    return f" (after {', '.join(missing)})" if missing else ""


def _points(exercises: list[Exercise], known: Progress) -> str:
    """Such as "9/10". What has passed has all its points, also where an older note says nothing of them."""
    reached = sum(
        exercise.points
        if exercise.id in known.passed
        else min(known.points.get(exercise.id, 0.0), exercise.points)
        for exercise in exercises
    )
    return f"{number(reached)}/{number(sum(exercise.points for exercise in exercises))}"
