"""What one sees while a class is graded, and the table at the end."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from tfkata.classroom.batch import Counts
from tfkata.report.clean import clean
from tfkata.report.terminal import MARKS, number
from tfkata.report.wording import WORDS
from tfkata.results import Graded, Learner, Outcome

SHOWN = 8
LINES = 40
EVERY_SECONDS = 10.0
SECOND, MINUTE, HOUR = 1, 60, 3600


class View:
    """Counts learners as they are done. `done` shows one; nothing moves where there is no terminal."""

    def __init__(self, console: Console, total: int, counts: Counts) -> None:
        self._console, self._total, self._counts = console, total, counts
        self._latest: deque[Text] = deque(maxlen=SHOWN)
        self._started = self._said = time.monotonic()
        self._live: Live | None = None
        self._bar = Progress(
            BarColumn(30), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"), TimeElapsedColumn()
        )
        self._task = self._bar.add_task("", total=total, pace="")

    @contextmanager
    def running(self) -> Iterator[None]:
        if not self._console.is_terminal or self._console.quiet:
            yield
            return
        with Live(self._screen(), console=self._console, refresh_per_second=4, transient=True) as self._live:
            yield

    def done(self, graded: Graded) -> None:
        count = self._counts.submissions
        line = _line(graded)
        if self._live is not None:
            self._latest.append(line)
            self._bar.update(self._task, completed=count, pace=self.pace())
            self._live.update(self._screen())
        elif self._total <= LINES or count <= SHOWN:
            self._console.print(line)
        elif time.monotonic() - self._said >= EVERY_SECONDS:
            self._said = time.monotonic()
            self._console.print(Text(f"{count:,} of {self._total:,} · {self.pace()}"))

    def pace(self) -> str:
        """How many a second, and how long the rest will take if it goes on like that."""
        counts, seconds = self._counts, max(1e-9, time.monotonic() - self._started)
        rate = counts.submissions / seconds
        left = (self._total - counts.submissions) / rate if rate else 0.0
        pace = f"{rate:.1f} a second" if rate >= 1 else f"{rate * MINUTE:.1f} a minute"
        return f"{pace} · {duration(left)} left"

    def _screen(self) -> RenderableType:
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
    said = ", ".join(f"{e.id.partition('_')[0]} {WORDS[e.outcome]}" for e in worst[:4])
    line.append(said + (f" and {len(worst) - 4} more" if len(worst) > 4 else ""), style="dim")
    return line


def _name(learner: Learner) -> str:
    return clean(f"{learner.name} ({learner.id})" if learner.name else learner.id)[:60]


@dataclass(slots=True)
class Tally:
    """What the table needs to know of one exercise."""

    title: str
    points: float = 0.0
    max_points: float = 0.0
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    misconceptions: Counter[str] = field(default_factory=Counter)


def table(graded: Iterable[Graded]) -> Table:
    """One row an exercise: how it ended, the mean, and the most frequent misconception."""
    tallies: dict[str, Tally] = {}
    for one in graded:
        for exercise in one.result.exercises:
            tally = tallies.setdefault(exercise.id, Tally(exercise.title))
            tally.points += exercise.points
            tally.max_points = exercise.max_points
            tally.outcomes[exercise.outcome] += 1
            tally.misconceptions.update(exercise.misconceptions)
    shown = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    shown.add_column("exercise", no_wrap=True)
    for heading in ("passed", "failed", "crashed", "missing", "errors", "mean"):
        shown.add_column(heading, justify="right", no_wrap=True)
    shown.add_column("most frequent misconception", style="dim", overflow="fold")
    for name, tally in tallies.items():
        shown.add_row(name, *_cells(tally))
    return shown


def _cells(tally: Tally) -> list[str]:
    outcomes, people = tally.outcomes, tally.outcomes.total()
    lost = outcomes[Outcome.CRASHED] + outcomes[Outcome.TIMED_OUT] + outcomes[Outcome.OUT_OF_MEMORY]
    numbers = [outcomes[Outcome.PASSED], outcomes[Outcome.FAILED], lost]
    numbers += [outcomes[Outcome.NOT_ATTEMPTED], outcomes[Outcome.GRADER_ERROR]]
    mean = f"{tally.points / max(1, people):.1f}/{number(tally.max_points)}"
    most = tally.misconceptions.most_common(1)
    return [*(f"{n:,}" for n in numbers), mean, f"{most[0][0]} ({most[0][1]:,})" if most else ""]


def closing(counts: Counts, seconds: float) -> str:
    """What was done in this run."""
    people = "1 submission" if counts.submissions == 1 else f"{counts.submissions:,} submissions"
    kept = f", {counts.kept:,} taken from the store" if counts.kept else ""
    errors = f", {counts.errors:,} of them ended in an error of tfkata" if counts.errors else ""
    answers = "1 answer" if counts.graded == 1 else f"{counts.graded:,} answers"
    return f"{people} · {answers} graded{errors}{kept} · {duration(seconds)}"
