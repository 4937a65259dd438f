"""The time of an exam for somebody who looks on: `tfkata watch` shows it while an exam runs in its folder, or in one above.

Only the journal is read, and only when it changed: nothing is locked, closed or written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tfkata.errors import SubmissionError
from tfkata.exam import clock, journal
from tfkata.exam.journal import FINISH
from tfkata.exam.sitting import STATE, WARNINGS, warns
from tfkata.files.reading import read_text


@dataclass(frozen=True)
class Running:
    """An exam that is not finished: how long it takes, when it ends, and the latest time in its journal."""

    minutes: int
    ends: datetime
    latest: datetime

    def seconds_left(self, now: datetime) -> float:
        """Time that is gone stays gone when the clock goes back."""
        return (self.ends - max(now, self.latest)).total_seconds()

    def told(self, now: datetime) -> str:
        left = self.seconds_left(now)
        return f"exam: {clock.told(left)} left" if left > 0 else "exam: the time is over"

    def is_late(self, now: datetime) -> bool:
        """Whether the time left is shown as a warning."""
        left = self.seconds_left(now)
        return left <= 0 or warns(left, self.minutes)


class Countdown:
    """Looks at the exam of a folder, again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[Path, int, int] | None = None
        self._running: Running | None = None
        self._warned = float("inf")

    def look(self) -> Running | None:
        """The exam that runs now; None where there is none, it is finished, or its journal cannot be read."""
        seen = _journal_of(self._folder)
        if seen != self._seen:
            self._seen = seen
            self._running = _running(seen[0]) if seen is not None else None
        return self._running

    def warning(self, now: datetime) -> str | None:
        """What to say aloud now: at 60, 15 and 5 minutes before the end, and at the end, each of them once."""
        exam = self.look()
        if exam is None:
            return None
        left = exam.seconds_left(now)
        passed = [limit for limit in (*WARNINGS, 0) if limit < exam.minutes and left <= 60 * limit]
        if not passed or min(passed) >= self._warned:
            return None
        self._warned = min(passed)
        if left <= 0:
            return (
                "The time of the exam is over: `tfkata exam finish` writes the report of what was submitted."
            )
        return f"The exam: {clock.told(left)} left. What was not submitted by then does not count."


def _journal_of(folder: Path) -> tuple[Path, int, int] | None:
    """The nearest journal at or above a folder, with what changes when it is written."""
    for place in (folder.absolute(), *folder.absolute().parents):
        path = place / STATE / "journal.jsonl"
        try:
            found = path.stat()
        except OSError:
            continue
        return path, found.st_mtime_ns, found.st_size
    return None


def _running(path: Path) -> Running | None:
    try:
        entries, _ = journal.read(read_text(path, limit=journal.LARGEST))
        minutes = entries[0].data["paper"]["minutes"]
        if entries[-1].what == FINISH or type(minutes) is not int:
            return None
        return Running(
            minutes, entries[0].time + timedelta(minutes=minutes), max(one.time for one in entries)
        )
    except (SubmissionError, LookupError, TypeError, OverflowError):
        return None
