"""The line that moves while an exercise is graded: which check, how long, and the newest line of training output."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.text import Text

from tfkata.catalog.records import Check, Exercise
from tfkata.report.clean import clean
from tfkata.report.epochs import training


class Watched(Protocol):
    """What is looked at: a session of the runner."""

    def recent(self) -> str: ...


STARTING = "starting TensorFlow (once)"


class Line:
    """The moving line; `now` names the check that begins, `is_warm` says whether what it needs has started."""

    def __init__(self, exercise: Exercise, session: Watched, is_warm: Callable[[], bool]) -> None:
        self._exercise, self._session, self._is_warm = exercise, session, is_warm
        self._check: Check | None = None
        self._started = time.monotonic()

    def now(self, check: Check) -> None:
        self._check = check

    def text(self) -> Text:
        line = Text(f"{self._exercise.id}", style="bold")
        if self._check is not None:
            line.append(f" · {self._check.title}", style="not bold")
        line.append(f" · {time.monotonic() - self._started:.0f} s", style="not bold dim")
        said = newest(self._session.recent()) if self._is_warm() else STARTING
        if said:
            line.append(f" · {said}", style="not bold dim")
        return line


def newest(printed: str) -> str:
    """How far a training is; else the last line that was printed."""
    progress = training(printed)
    if progress is not None:
        return str(progress)
    lines = [line.strip() for line in printed[-800:].replace("\r", "\n").splitlines()]
    return clean(next((line for line in reversed(lines) if line), ""))[:60]


@contextmanager
def watching(
    console: Console, exercise: Exercise, session: Watched, is_warm: Callable[[], bool]
) -> Iterator[Line]:
    """Shows the line while the block runs; on a file or a quiet console, nothing moves."""
    line = Line(exercise, session, is_warm)
    with moving(console, line.text):
        yield line


@contextmanager
def moving(console: Console, text: Callable[[], Text]) -> Iterator[None]:
    """Shows the text, asked for again and again, while the block runs; on a file or a quiet console, nothing moves."""
    if not console.is_terminal or console.quiet:
        yield
        return
    spinner = Spinner("dots")

    def shown() -> Spinner:
        spinner.update(text=text())
        return spinner

    with Live(get_renderable=shown, console=console, transient=True, refresh_per_second=8):
        yield
