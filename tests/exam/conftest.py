"""Marking for the exam's tests: the real one, and one that needs no TensorFlow; and a clock that is turned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tfkata.exam import clock, marking, statement
from tfkata.exam.marking import Mark
from tfkata.exam.sitting import Marking
from tfkata.running.runner import Runner

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time

    def turn(self, **by: float) -> datetime:
        self.time += timedelta(**by)
        return self.time


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that all of the exam looks at."""
    hands = Clock()
    monkeypatch.setattr(clock, "now", hands)
    return hands


@pytest.fixture
def without_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody trains here: the files of a task without its data (tests/exam/test_tasks.py looks at these)."""

    def written(folder: Path, number: int, task_id: str) -> None:
        (folder / f"task{number}").mkdir()
        (folder / f"task{number}.py").write_text(f"# {task_id}", "utf-8")

    monkeypatch.setattr(statement, "write_files", written)


@pytest.fixture(scope="session")
def marks() -> Iterator[Marking]:
    """The real marking: confined reader, examiner, one thread."""
    with Runner(marking.conditions(patience=3.0)) as runner:
        yield lambda task, file, sha256, called: marking.mark(runner, task, file, sha256, called)


def pretended(task: str, file: Path, sha256: str, called: str) -> Mark:
    """A file that says which score it gets: `3`; anything else cannot be judged."""
    said = file.read_bytes()
    if not said.isdigit():
        return Mark(0, message="it cannot be judged", code="exam.unreadable")
    return Mark(int(said), int(said) / 5, 0.01, 100, "below the target", "exam.below-target", "look again")


@contextmanager
def quickly() -> Iterator[Marking]:
    """For the place of `tfkata.cli.exam.marking`."""
    yield pretended
