"""The answers in a learner's own folder, found and read as grading a class finds and reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError, UnknownExercise, UsageError
from tfkata.report import handed_in
from tfkata.results import Learner
from tfkata.submissions import file_names, left_out
from tfkata.submissions.candidates import WORKSPACE
from tfkata.submissions.contents import Contents, FolderContents, OneFile, Several
from tfkata.submissions.submission import Submission, opened

NOBODY = Learner("")
_BEGIN = "go where your exercises are, give `--from DIR`, or begin with `tfkata init my-work`"


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that answers an exercise, read once; `refused` says why it cannot be."""

    exercise: Exercise
    path: Path
    text: str = ""
    refused: SubmissionError | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be graded, and notes on which files that is and which do not count."""

    answers: list[Answer]
    notes: list[str] = field(default_factory=list)


def find(folder: Path, wanted: list[str]) -> Found:
    """The exercises asked for and the files that answer them; all in the folder when none is named.

    `wanted` holds ids (`e03_one_hot`, `e03`) or paths of single files.

    Raises:
        SubmissionError: no such folder or file, or no exercise in it. UnknownExercise: no such id.
    """
    if not wanted:
        _must_be_a_folder(folder)
        return _everything(folder)
    named = [name for name in wanted if not _is_a_file(name)]
    parts = [
        _of_file(folder, Path(name), named) if _is_a_file(name) else _named(folder, name)
        for name in dict.fromkeys(wanted)
    ]
    answers = {(answer.exercise.id, answer.path): answer for found in parts for answer in found.answers}
    return Found(list(answers.values()), list(dict.fromkeys(note for found in parts for note in found.notes)))


def _is_a_file(name: str) -> bool:
    return file_names.kind(PurePosixPath(Path(name).name)) is not None


def _own(folder: Path) -> Submission:
    """What lies in a folder where a workspace has its answers: in it, and in `exercises` below. Folders deeper are not work."""
    parts: list[tuple[str, Contents]] = [("", FolderContents(folder, depth=0))]
    if (folder / WORKSPACE).is_dir() and not (folder / WORKSPACE).is_symlink():
        parts.append((WORKSPACE, FolderContents(folder / WORKSPACE, depth=0)))
    return opened(NOBODY, Several(parts), folder.name)


def _everything(folder: Path) -> Found:
    """Every exercise that a file is called like; where there is none, what notebooks of other names answer."""
    own = _own(folder)
    every = records.exercises().values()
    named = [exercise for exercise in every if exercise.id in own.files]
    answers = [
        answer for exercise in named or every if (answer := _answer(own, folder, exercise)) is not None
    ]
    if own.problem or (all(answer.refused is not None for answer in answers) and not named):
        answers = []
    if not answers:
        raise SubmissionError(
            f"{folder}: {own.problem or 'no exercise in this folder (they are called like e01_normalize.py)'}: {_BEGIN}"
        )
    return Found(answers, _notes(own))


def _named(folder: Path, name: str) -> Found:
    try:
        exercise = records.find(name)
    except UnknownExercise:
        if Path(name).is_dir():
            raise UsageError(
                f"{name}: is a folder: `tfkata check --from {name}` grades what is in it"
            ) from None
        raise
    _must_be_a_folder(folder)
    own = _own(folder)
    answer = _answer(own, folder, exercise)
    if answer is not None:
        return Found([answer], _notes(own))
    known = any((folder / f"{e.id}.py").is_file() for e in records.exercises().values())
    advice = f"`tfkata reset {exercise.id} --from {folder}` writes a fresh one" if known else _BEGIN
    raise SubmissionError(
        f"{folder / f'{exercise.id}.py'}: no such file{_lies_there(own, exercise)}: {advice}"
    )


def _answer(own: Submission, folder: Path, exercise: Exercise) -> Answer | None:
    try:
        chosen = own.chosen(exercise)
    except SubmissionError as error:
        return Answer(exercise, folder / f"{exercise.id}.py", refused=error)
    return Answer(exercise, folder / chosen.entry.path, chosen.text) if chosen is not None else None


def _notes(own: Submission) -> list[str]:
    """Which file was judged, where it is not called exactly like the exercise, and what was not chosen instead."""
    odd = {
        name: paths for name, paths in own.judged.items() if any(path.name != f"{name}.py" for path in paths)
    }
    judged = {path for paths in own.judged.values() for path in paths}
    return handed_in.notes(odd, ((path, why) for path, why in own.reasons.items() if path not in judged), [])


def _lies_there(own: Submission, exercise: Exercise) -> str:
    """What may have been meant, and why it does not count."""
    meant = [entry for entry in own.rest if exercise.id in entry.path.name.casefold()]
    told = [f"`{entry.path}` {why}" for entry in meant if (why := left_out.reason(entry))]
    return f" ({'; '.join(told[:3])})" if told else ""


def _of_file(folder: Path, path: Path, beside: list[str]) -> Found:
    """The exercise that a file is called like; of a notebook that is called like none, all that it answers.

    `beside` holds the ids that were asked for with it.
    """
    place = path if path.is_file() or path.is_symlink() else folder / path.name
    own = opened(NOBODY, OneFile(place), place.name)
    asked = [records.exercises()[name] for name in own.files]
    if not asked and file_names.kind(PurePosixPath(path.name)) == file_names.PYTHON:
        asked = [
            _called_like(path, beside) if place.is_file() else records.find(path.stem)
        ]  # says which there are
    if not place.is_file() and not place.is_symlink():
        advice = f": `tfkata reset {asked[0].id}` writes a fresh one" if asked else ""
        raise SubmissionError(f"{path}: no such file{advice}")
    answers = []
    for exercise in asked or records.exercises().values():
        answer = _answer(own, place.parent, exercise)
        if answer is not None:
            why = str(answer.refused).removeprefix(f"{place.name}: ")
            refused = SubmissionError(f"{path}: {why}") if answer.refused is not None else None
            answers.append(Answer(exercise, place, answer.text, refused))
    if not asked and all(answer.refused is not None for answer in answers):
        nothing = SubmissionError(f"{path}: defines no function of any exercise: `tfkata list` shows them")
        raise next((answer.refused for answer in answers if answer.refused is not None), nothing)
    return Found(answers)


def _called_like(path: Path, beside: list[str]) -> Exercise:
    """The exercise of a file that is there, whatever it is called; where no name fits, what it could be called."""
    try:
        return records.find(path.stem)
    except UnknownExercise:
        example = records.find(beside[0]).id if beside else "e03_one_hot"
        raise SubmissionError(
            f"{path}: a file is known by its name, and no exercise is called like this one: "
            f"call it {example}.py{'' if beside else ', for example'} (`tfkata list` shows them all)"
        ) from None


def _must_be_a_folder(folder: Path) -> None:
    if folder.is_file():
        raise SubmissionError(
            f"{folder}: is a file: name a folder, or `tfkata check {folder}` for this file alone"
        )
    if not folder.is_dir():
        raise SubmissionError(
            f"{folder}: no such folder: `tfkata init {folder}` makes one with every exercise in it"
        )


def of_tier(answers: list[Answer], tier: str) -> tuple[list[Answer], list[str]]:
    """What the tier has checks for, and a note on each exercise that it leaves out.

    Raises:
        UsageError: it leaves out all of them.
    """
    kept = [answer for answer in answers if answer.exercise.checks_of(tier)]
    left_out = [answer.exercise.id for answer in answers if not answer.exercise.checks_of(tier)]
    notes = [f"{name} is left out: all its checks train, `--tier full` runs them" for name in left_out]
    if not kept:
        raise UsageError(notes[0])
    return kept, notes
