"""What a learner is shown beyond a verdict: what was remembered of it, where to go from here, how others write it."""

from __future__ import annotations

from pathlib import Path

from tfkata.catalog import others, records
from tfkata.memory.remembering import remember, remember_drill
from tfkata.report.onward import Onward, quoted
from tfkata.results import ExerciseResult, Outcome
from tfkata.submissions.own_folder import Answer
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress
from tfkata.workspace.answers import shown


def place_of(answer: Answer) -> Path:
    return next(parent for parent in answer.path.parents if parent.is_dir())


def note(work: list[Answer], exercises: list[ExerciseResult], drill: str | None = None) -> list[str]:
    """Remember what was graded, beside its files; `drill` is the id of the drill whose file it was.

    Returns:
        Why something could not be remembered, in words.
    """
    places: dict[Path, list[tuple[records.Exercise, ExerciseResult]]] = {}
    for answer, found in zip(work, exercises, strict=True):
        places.setdefault(place_of(answer), []).append((answer.exercise, found))
    words: list[str] = []
    for place, graded in places.items():
        words += remember(place, graded) if drill is None else remember_drill(place, drill, *graded[0])
    return words


def onward(work: list[Answer], exercises: list[ExerciseResult]) -> Onward:
    """Counts what has passed in the folder of the last file, and names the first exercise after it that has not."""
    last = work[-1]
    done = progress.passed(place_of(last)) | {one.id for one in exercises if one.outcome is Outcome.PASSED}
    every = list(records.exercises())
    at = every.index(last.exercise.id) if last.exercise.id in every else 0
    ahead = (name for name in [*every[at:], *every[:at]] if name not in done)
    elsewhere = place_of(last).resolve() not in (Path.cwd(), workspace.default_folder(Path.cwd()).resolve())
    return Onward(
        passed=len(done.intersection(every)),
        every=len(every),
        next=next(ahead, ""),
        options=f" --from {quoted(shown(place_of(last)))}" if elsewhere else "",
        files={answer.exercise.id: quoted(shown(answer.path)) for answer in work},
    )


def others_write(work: list[Answer], result: ExerciseResult) -> list[str]:
    """Two other right answers, where one exercise was asked for and has passed."""
    if len(work) != 1 or result.outcome is not Outcome.PASSED:
        return []
    return others.written(result.id, work[0].text)
