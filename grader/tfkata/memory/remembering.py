"""What `check` and pytest leave behind: an attempt per exercise, and what has passed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.memory.attempts import at_exercise
from tfkata.memory.history import History
from tfkata.results import ExerciseResult
from tfkata.workspace import progress


def remember(
    folder: Path, graded: list[tuple[Exercise, ExerciseResult]], *, seen: str | None = None
) -> list[str]:
    """Remember what was graded beside the files, in the work folder; of the solutions, nothing.

    `seen` is the text, where nobody asked for a verdict: found again as it was, it is no other attempt.

    Returns:
        Why something could not be remembered, in words. It is no reason to fail.
    """
    if folder.resolve() == records.kit_folder("solutions").resolve():
        return []
    progress.note(folder, [found for _, found in graded])
    attempts = [at_exercise(exercise, found) for exercise, found in graded]
    history = History.of(folder)
    history.record(*(attempt for attempt in attempts if attempt is not None), seen=seen)
    return history.words


def remember_drill(
    folder: Path, drill: str, exercise: Exercise, found: ExerciseResult, *, seen: str | None = None
) -> list[str]:
    """Remember the file of a drill that was graded, under the drill's id; `seen` is as for `remember`.

    Returns:
        As `remember`.
    """
    attempt = at_exercise(exercise, found)
    history = History.of(folder)
    if attempt is not None:
        history.record(replace(attempt, what=drill), seen=seen)
    return history.words
