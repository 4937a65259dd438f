"""One hint at a time: first the one to what failed last, then those of the exercise, the gentlest first.

Which were shown is remembered with the progress of a workspace, until the exercise passes or is begun again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tfkata.catalog import texts
from tfkata.catalog.records import Exercise
from tfkata.errors import SourceError
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress
from tfkata.workspace.progress import Failed, Hinted, Progress

NO_HINT = "There is a hint for whatever fails, and none beyond it: save, and ask again."


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint; `number` of `every` hints of the exercise, or 0 where it is about `check`. `again`: all have been shown before."""

    text: str
    number: int
    every: int
    check: str = ""
    again: bool = False

    @property
    def heading(self) -> str:
        return f"{self.number}." if self.number else f"{self.check}:"


def further(exercise: Exercise, folder: Path, *, remember: bool = False) -> Hint:
    """The next hint, which counts as shown from now on where the folder is a workspace, or it is to be remembered anyway."""
    known = progress.of(folder)
    hint, state = after(exercise, known)
    if remember or workspace.is_workspace(folder):
        progress.hinted(folder, exercise.id, state)
    return hint


def up_to(exercise: Exercise, level: int | None) -> list[Hint]:
    """The hints of the exercise up to a level, or all of them."""
    every = texts.hints(exercise.id)
    return [Hint(text, number, len(every)) for number, text in enumerate(every[:level], start=1)]


def after(exercise: Exercise, known: Progress) -> tuple[Hint, Hinted]:
    """The hint that follows what is known, and what is known after it. A drill may have none of its own: then its number is 0."""
    every = texts.hints(exercise.id)
    before = known.hinted.get(exercise.id, Hinted())
    failed = known.failed.get(exercise.id)
    if failed is not None and failed != before.about:
        text = _to(exercise, failed)
        if text:
            return Hint(text, 0, len(every), failed.check), Hinted(before.shown, failed)
    if not every:
        return Hint(NO_HINT, 0, 0, again=True), before
    number = min(before.shown + 1, len(every))
    again = before.shown >= len(every)
    return Hint(every[number - 1], number, len(every), again=again), Hinted(number, before.about)


def _to(exercise: Exercise, failed: Failed) -> str | None:
    """What to look at after a failure; none where an older edition failed it in a way that is gone by now."""
    try:
        return texts.next_step(exercise.id, failed.check, failed.code or None)
    except SourceError:
        return None
