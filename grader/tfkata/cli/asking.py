"""Puts drills before a learner line by line: in a terminal, through a pipe, with a screen reader."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from tfkata.drills import Drill
    from tfkata.memory.history import History
    from tfkata.results import CheckResult

QUIT = ("q", "quit", "exit")
UNKNOWN = "?"
KEYS = "`?` says that you do not know, `q` ends."


@dataclass(frozen=True, slots=True)
class Answered:
    """The first answer to a drill that could be read; without a result where the learner did not know."""

    drill: Drill
    result: CheckResult | None
    seconds: float

    @property
    def right(self) -> bool:
        return self.result is not None and self.result.passed

    @property
    def misconceptions(self) -> list[str]:
        return [self.result.misconception] if self.result and self.result.misconception else []

    def record(self, history: History) -> None:
        """Remember it; not to know is no attempt."""
        from tfkata.memory.attempts import at_drill

        if self.result is not None:
            history.record(at_drill(self.drill.id, self.result, self.seconds))


def lines(prompt: str, *, empty: bool = False) -> Iterator[str]:
    """Lines that are typed, until there are no more, or one that says so; without `empty`, those that say something."""
    while True:
        try:
            line = f"{input(f'{prompt}: ')}\n" if sys.stdin.isatty() else sys.stdin.readline()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if not line or line.strip().lower() in QUIT:
            return
        if empty or line.strip():
            yield line.strip()


def show(drill: Drill, console: Console) -> None:
    """Print the id, the level and the question."""
    from tfkata.report import drill_text

    console.print(drill_text.head(drill.id, drill.level))
    _print(console, drill.statement, drill.options)


def ask(drill: Drill, console: Console) -> Answered | None:
    """Show a drill and judge the first answer that can be read; None where the learner has had enough."""
    show(drill, console)
    begun = time.monotonic()
    for typed in lines("answer"):
        if typed == UNKNOWN:
            return Answered(drill, None, time.monotonic() - begun)
        result = _judged(drill, typed, console)
        if result is not None:
            return Answered(drill, result, time.monotonic() - begun)
    return None


def again(drill: Drill, console: Console) -> bool:
    """After a miss: further tries, until one is right or the answer is asked for; False where the learner has had enough."""
    for typed in lines("again, or Enter for the answer", empty=True):
        if typed in ("", UNKNOWN):
            resolve(drill, console)
            return True
        result = _judged(drill, typed, console)
        if result is not None and result.passed:
            return True
    return False


def resolve(drill: Drill, console: Console) -> None:
    """Print the answer, and how it comes about."""
    from tfkata.report import drill_text

    console.print(drill_text.answer(drill.answer, drill.options), markup=False)
    if drill.working:
        _print(console, drill.working)


def _judged(drill: Drill, typed: str, console: Console) -> CheckResult | None:
    """The verdict, which is printed; None where the answer could not be read."""
    from tfkata import drills
    from tfkata.report import drill_text
    from tfkata.results import Outcome
    from tfkata.workspace import progress

    result = drills.judge(drill, typed, served=progress.state_folder(Path.cwd()))
    for part in drill_text.verdict(result):
        console.print(part)
    return None if result.outcome is Outcome.NOT_ATTEMPTED else result


def _print(console: Console, text: str, options: tuple[str, ...] = ()) -> None:
    """Markdown as it looks best: drawn on a terminal, elsewhere as it is, with its lines whole."""
    from tfkata.report import drill_text

    plain = not console.is_terminal
    console.print(drill_text.statement(text, options, plain=plain), soft_wrap=plain)
