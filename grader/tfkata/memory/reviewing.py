"""As what a due misconception comes back: as a drill that can show it, or else as the exercise that showed it, fresh."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tfkata.catalog import records, texts
from tfkata.catalog.records import Exercise
from tfkata.drills import FAMILIES, Drill, draw, draw_about, next_level
from tfkata.errors import SubmissionError, UsageError
from tfkata.files import reading
from tfkata.files.writing import replace_file
from tfkata.memory.attempts import Attempt, drilled
from tfkata.memory.history import History
from tfkata.memory.schedule import Due
from tfkata.results import ExerciseResult, Outcome
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

FOLDER = "review"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a due misconception: a drill to type or choose, or a file that `exercise` judges.

    `fresh` is the file's text before anything was done; `seed` is the seed of the judgement.
    """

    due: Due
    drill: Drill | None = None
    exercise: Exercise | None = None
    path: Path | None = None
    fresh: str = ""
    seed: int = 0

    @property
    def id(self) -> str:
        if self.drill is not None:
            return self.drill.id
        return self.exercise.id if self.exercise is not None else ""


def question(due: Due, history: History, folder: Path) -> Question | None:
    """What is asked; None where nothing can ask it any more.

    The same history gives the same question, so one that was left comes again as it was. What is answered in a line comes before
    files to write; of a file that begins with a choice, the choice is enough.
    """
    drill = _drill(due, history)
    if drill is not None and (drill.kind != "file" or drill.options):
        return Question(due, drill)
    if drill is not None and drill.exercise is not None:
        path = place(folder) / drill.file_name
        return Question(due, drill, drill.exercise, path, drill.stub, drill.settings_seed)
    exercise = _exercise(due)
    if exercise is None:
        return None
    return Question(due, None, exercise, place(folder) / f"{exercise.id}.py", workspace.fresh(exercise))


def place(folder: Path) -> Path:
    """The folder for files that are reviewed."""
    return progress.state_folder(folder).parent / FOLDER


def lay_out(question: Question) -> bool:
    """Write the file of a question, unless it is there and was worked on.

    Returns:
        Whether somebody has worked on it already.

    Raises:
        UsageError: it cannot be written.
    """
    assert question.path is not None
    if question.path.parent.is_symlink():
        raise UsageError(f"{question.path.parent}: is a link, and links are not followed: move it away")
    try:
        there = reading.read_text(question.path, limit=reading.LARGEST_ANSWER)
    except SubmissionError:
        there = ""
    if there.strip() and there != question.fresh:
        return True
    replace_file(question.path, question.fresh)
    return False


def put_away(question: Question) -> None:
    """Keep an answered file under another name, so that the next review begins afresh.

    Raises:
        UsageError: it cannot be renamed.
    """
    assert question.path is not None
    try:
        question.path.rename(workspace.free_name(question.path))
    except OSError as error:
        raise UsageError(f"{question.path}: cannot be renamed: {error.strerror}") from None


def was_right(question: Question, result: ExerciseResult) -> bool | None:
    """Whether a file shows that the misconception is overcome; None where it shows neither that nor the contrary."""
    if result.outcome is Outcome.PASSED:
        return True
    return False if question.due.code in result.misconceptions else None


def level(attempts: list[Attempt], family: str) -> int:
    """The level of a family that comes next for a learner."""
    return next_level(drilled(attempts, [family]))


def exercises_about(code: str) -> list[Exercise]:
    """The exercises that explain a misconception in their own texts."""
    return [exercise for exercise in records.exercises().values() if code in texts.codes(exercise.id)]


def _drill(due: Due, history: History) -> Drill | None:
    """One in which the misconception would show; else one of the family in which it did."""
    rounds = sum(review.code == due.code for review in history.reviews())
    chance = random.Random(f"{due.code} {rounds}")
    drill = draw_about(due.code, chance, files=False) or draw_about(due.code, chance)
    family = due.what.partition(":")[0]
    if drill is None and ":" in due.what and family in FAMILIES:
        return draw(family, level(history.attempts(), family), chance)
    return drill


def _exercise(due: Due) -> Exercise | None:
    known = records.exercises()
    if due.what in known:
        return known[due.what]
    return next(iter(exercises_about(due.code)), None)
