"""What one sees while a class is graded, and the table at the end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from tfkata.classroom.batch import Counts
from tfkata.report.class_summary import ClassSummary, ExerciseSummary
from tfkata.report.clean import clean
from tfkata.report.handed_in import is_about_a_fault
from tfkata.report.terminal import MARKS, number
from tfkata.report.wording import ending, unreadable
from tfkata.results import Graded, Learner, Outcome

SHOWN = 8
FAULTS = 4  # lines under a learner's
LINES = 40
LONGEST_REASON = 300
EVERY_SECONDS = 10.0
SECOND, MINUTE, HOUR = 1, 60, 3600


class View:
    """Counts learners as they are done. `done` shows one; nothing moves where there is no terminal."""

    def __init__(self, console: Console, total: int, counts: Counts) -> None:
        self._console, self._total, self._counts = console, total, counts
        self._latest: tuple[Text, ...] = ()  # replaced, never changed: another thread shows it
        self._started = self._said = time.monotonic()
        self._moves = False
        self._with_faults = 0
        self._bar = Progress(
            BarColumn(30), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"), TimeElapsedColumn()
        )
        self._task = self._bar.add_task("", total=total, pace="")

    @contextmanager
    def running(self) -> Iterator[None]:
        if not self._console.is_terminal or self._console.quiet:
            yield
            return
        self._moves = True
        try:
            with Live(
                get_renderable=self._screen, console=self._console, refresh_per_second=4, transient=True
            ):
                yield
        finally:
            self._moves = False

    def done(self, graded: Graded) -> None:
        count = self._counts.submissions
        line = _line(graded)
        faults = _faults(graded)
        self._with_faults += bool(faults)
        if self._moves:
            self._latest = (*self._latest, line)[-SHOWN:]
        elif self._total <= LINES or count <= SHOWN:
            self._console.print(line)
            for fault in faults:
                self._console.print(fault, soft_wrap=True)
        elif time.monotonic() - self._said >= EVERY_SECONDS:
            self._said = time.monotonic()
            self._console.print(Text(f"{count:,} of {self._total:,} · {self.pace()}"))

    def pace(self) -> str:
        """Say how many are done per second, and how long the rest will take if it goes on like that."""
        counts, seconds = self._counts, max(1e-9, time.monotonic() - self._started)
        rate = counts.submissions / seconds
        left = (self._total - counts.submissions) / rate if rate else 0.0
        pace = f"{rate:.1f} a second" if rate >= 1 else f"{rate * MINUTE:.1f} a minute"
        return f"{pace} · {duration(left)} left"

    def said_last(self) -> str:
        """Where to look for files that do not count; nothing where every file does."""
        if not self._with_faults:
            return ""
        those = "1 submission" if self._with_faults == 1 else f"{self._with_faults:,} submissions"
        return f"files that do not count, or late: {those}; class.html and each learner's page name them"

    def _screen(self) -> RenderableType:
        done = self._counts.submissions
        self._bar.update(self._task, completed=done, pace=self.pace() if done else "")
        return Group(*self._latest, self._bar)


def duration(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / MINUTE:.0f} min" if seconds < 100 * MINUTE else f"{seconds / HOUR:.1f} h"


def _line(graded: Graded) -> Text:
    result = graded.result
    mark, style = MARKS[result.outcome]
    line = Text(f"{mark} ", style=style)
    line.append(f"{_name(graded.learner):<32}", style="default")
    line.append(f" {number(result.points)}/{number(result.max_points)}  ", style="default")
    worst = [e for e in result.exercises if e.outcome is not Outcome.PASSED]
    said = ", ".join(f"{e.id.partition('_')[0]} {ending(e)}" for e in worst[:4])
    line.append(said + (f" and {len(worst) - 4} more" if len(worst) > 4 else ""), style="dim")
    for why in dict.fromkeys(e.message for e in worst if unreadable(e)):
        line.append(f"\n    {clean(why)[:LONGEST_REASON]}", style="dim")
    return line


def _faults(graded: Graded) -> list[Text]:
    """What was handed in and does not count, as far as it fits under a line."""
    said = [note for note in graded.result.notes if is_about_a_fault(note)]
    more = [f"and {len(said) - FAULTS:,} more"] if len(said) > FAULTS else []
    return [Text(f"    {clean(line)[:300]}", style="dim") for line in [*said[:FAULTS], *more]]


def _name(learner: Learner) -> str:
    return clean(f"{learner.name} ({learner.id})" if learner.name else learner.id)[:60]


def table(summary: ClassSummary) -> Table:
    """Make one row per exercise: how it ended, the mean, and the most frequent misconception."""
    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    shown.add_column("exercise", no_wrap=True)
    for heading in ("passed", "failed", "crashed", "missing", "errors", "mean"):
        shown.add_column(heading, justify="right", no_wrap=True)
    shown.add_column("most frequent mistake", style="dim", overflow="fold")
    for exercise in summary.in_order():
        shown.add_row(exercise.id, *_cells(exercise))
    return shown


def _cells(exercise: ExerciseSummary) -> list[str]:
    outcomes = exercise.outcomes
    lost = outcomes[Outcome.CRASHED] + outcomes[Outcome.TIMED_OUT] + outcomes[Outcome.OUT_OF_MEMORY]
    numbers = [outcomes[Outcome.PASSED], outcomes[Outcome.FAILED], lost]
    numbers += [outcomes[Outcome.NOT_ATTEMPTED], outcomes[Outcome.GRADER_ERROR]]
    mean = f"{exercise.mean_points:.1f}/{number(exercise.max_points)}"
    most = next((f"{clean(m.code)} ({len(m.learners):,})" for m in exercise.ranked()), "")
    return [*(f"{n:,}" for n in numbers), mean, most]


def closing(counts: Counts, exercises: int, seconds: float) -> str:
    """What was done in this run: of submissions times exercises each is named."""
    people = "1 submission" if counts.submissions == 1 else f"{counts.submissions:,} submissions"
    each = "" if exercises == 1 else f" × {exercises} exercises"
    done = ["1 answer graded" if counts.graded == 1 else f"{counts.graded:,} answers graded"]
    others = (
        (counts.kept, "taken from the store"),
        (counts.shared, "equal to another"),
        (counts.unread, "missing or not readable"),
    )
    done += [f"{count:,} {what}" for count, what in others if count]
    errors = f" · errors of tfkata: {counts.errors:,}" if counts.errors else ""
    return f"{people}{each} · {', '.join(done)}{errors} · {duration(seconds)}"
