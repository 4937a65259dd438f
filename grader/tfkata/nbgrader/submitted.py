"""One learner's submission of an assignment: which notebooks lie there, and the answers in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError
from tfkata.nbgrader import handed_in
from tfkata.settings import READING_SECONDS
from tfkata.submissions import file_names, parsed
from tfkata.submissions.parsers import Budget

SHOWN = 4  # names in one line


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's notebooks of the assignment, and the answers in them; `refused` says why it is not graded.

    `others` may be work as well, and are no notebooks that nbgrader sees: `e01.ipynb.json`, a .py, a zip file, a folder deeper.
    """

    student: str
    folder: Path
    notebooks: tuple[str, ...] = ()
    answers: tuple[tuple[Exercise, str], ...] = ()
    refused: str = ""
    others: tuple[str, ...] = ()


def read(student: str, folder: Path, *, seconds: float = READING_SECONDS) -> Submission:
    """What one learner handed in, read in so many seconds of CPU.

    Raises:
        GraderError: this machine lets nothing be read.
    """
    budget = Budget(seconds)
    reason = handed_in.refused(folder)
    if reason:
        return Submission(student, folder, refused=reason)
    paths, others = handed_in.notebooks(folder), tuple(handed_in.other_work(folder))
    if not paths:
        return Submission(student, folder, refused=_no_notebook(others), others=others)
    names = tuple(path.stem for path in paths)
    try:
        answers = tuple(pair for path in paths for pair in _answers(path, budget))
    except SubmissionError as error:
        return Submission(student, folder, names, refused=str(error), others=others)
    return Submission(student, folder, names, answers, others=others)


def _no_notebook(others: tuple[str, ...]) -> str:
    if not others:
        return "no notebook was handed in"
    return f"no notebook was handed in that nbgrader sees, but {_listed(others)}: {_rename(others[0])}"


def _rename(name: str) -> str:
    """What to do with a file so that nbgrader sees it."""
    path = PurePosixPath(name)
    said = file_names.named(path)
    if said is not None and said.kind == file_names.NOTEBOOK:
        place = " and move it out of its folder" if len(path.parts) > 1 else ""
        return f"call it {said.exercise}.ipynb{place}"
    if said is None and file_names.kind(path) is None:
        return "unpack it there"
    return "ask for the notebook" if said is not None else "call it like the notebook that was handed out"


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
    """Names files that nbgrader does not grade, because of what they are called or where they lie."""
    others = [
        *(f"{name}.ipynb" for name in submission.notebooks if name not in released),
        *(submission.others if submission.notebooks else ()),
    ]
    missing = sorted(released.difference(submission.notebooks))
    faults = [_unknown(name, missing, released) for name in others[:SHOWN]]
    if len(others) > SHOWN:
        faults.append(f"and {len(others) - SHOWN:,} more that are not graded")
    untouched = [f"{exercise.id}.ipynb" for exercise, text in submission.answers if _is_stub(exercise, text)]
    if others and untouched:
        are = "is" if len(untouched) == 1 else "are"
        faults.append(f"{_listed(untouched)} {are} still as handed out: is the work in another file?")
    return "; ".join(faults)


def _unknown(name: str, missing: list[str], released: set[str]) -> str:
    """What is to be said about one file."""
    said = file_names.named(PurePosixPath(name))
    if said is not None and said.exercise in missing and said.kind == file_names.NOTEBOOK:
        return f"{name}: not graded under this name; {said.exercise}.ipynb is missing: rename it"
    if said is not None and said.exercise in released:
        return f"{name}: also there, not graded under this name"
    if not missing:
        return f"{name}: also there, not graded under this name"
    are = "is" if len(missing) == 1 else "are"
    rename = "rename it" if len(missing) == 1 else "rename it if it is one of them"
    return f"{name}: not graded under this name; {_listed([f'{one}.ipynb' for one in missing])} {are} missing: {rename}"


def _listed(names: Sequence[str]) -> str:
    """`a, b and c`; of many the first few."""
    shown = list(names[:SHOWN]) + ([f"{len(names) - SHOWN:,} more"] if len(names) > SHOWN else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _is_stub(exercise: Exercise, text: str) -> bool:
    return parsed.stubs(exercise, text) == set(exercise.functions)
