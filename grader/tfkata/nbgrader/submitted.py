"""One learner's submission of an assignment: which notebooks lie there, and the answers in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError
from tfkata.nbgrader import handed_in
from tfkata.settings import READING_SECONDS
from tfkata.submissions import parsed
from tfkata.submissions.parsers import Budget


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's notebooks of the assignment, and the answers in them; `refused` says why it is not graded."""

    student: str
    folder: Path
    notebooks: tuple[str, ...] = ()
    answers: tuple[tuple[Exercise, str], ...] = ()
    refused: str = ""


def read(student: str, folder: Path, *, seconds: float = READING_SECONDS) -> Submission:
    """What one learner handed in, read in so many seconds of CPU.

    Raises:
        GraderError: this machine lets nothing be read.
    """
    budget = Budget(seconds)
    reason = handed_in.refused(folder)
    paths = [] if reason else handed_in.notebooks(folder)
    if not paths:
        return Submission(student, folder, refused=reason or "no notebook was handed in")
    names = tuple(path.stem for path in paths)
    try:
        return Submission(
            student, folder, names, tuple(pair for path in paths for pair in _answers(path, budget))
        )
    except SubmissionError as error:
        return Submission(student, folder, names, refused=str(error))


def _answers(path: Path, budget: Budget) -> Iterator[tuple[Exercise, str]]:
    """What a submitted notebook answers.

    Raises:
        SubmissionError: it is no notebook.
    """
    exercise = records.exercises().get(path.stem)
    if exercise is not None:
        content = handed_in.content(path)
        texts = parsed.answers(content, path.name, [exercise], budget)
        yield exercise, texts[exercise.id]


def unknown(submission: Submission, released: set[str]) -> str:
    """Names notebooks that nbgrader does not grade, because of what they are called."""
    others = [f"{name}.ipynb" for name in submission.notebooks if name not in released]
    missing = sorted(f"{name}.ipynb" for name in released.difference(submission.notebooks))
    if not others:
        return ""
    if missing:
        return f"{', '.join(others)}: not graded under this name; {', '.join(missing)} is missing: rename it"
    untouched = [f"{exercise.id}.ipynb" for exercise, text in submission.answers if _is_stub(exercise, text)]
    doubt = (
        f"; {', '.join(untouched)} is still as it was handed out: is the work in the other one?"
        if untouched
        else ""
    )
    return f"{', '.join(others)}: also there, not graded under this name{doubt}"


def _is_stub(exercise: Exercise, text: str) -> bool:
    return parsed.stubs(exercise, text) == set(exercise.functions)
