"""A learner's folder: finding what to grade in it, writing fresh stubs, keeping backups."""

from __future__ import annotations

import itertools
from pathlib import Path

from tfkata.catalog import records, source
from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError, UnknownExercise, UsageError
from tfkata.files.writing import replace_file

Work = list[tuple[Exercise, Path]]

_README = """# My tfkata workspace

    tfkata list                  what there is, and how far you are
    tfkata check e01             grade one exercise (or all: `tfkata check`)
    pytest exercises -k normalize
    tfkata hint e01              a hint, gentlest first
    tfkata reset e01             start again; your version is kept beside it
    tfkata solution e01          the reference answer, once yours has passed
    tfkata doctor                is everything in place?

Begin with `exercises/e01_normalize.py`: the text at its top is the lesson.
"""


def default_folder(folder: Path) -> Path:
    """`exercises` below the given folder where there is one, else the folder itself."""
    return folder / "exercises" if (folder / "exercises").is_dir() else folder


def find_work(folder: Path, wanted: list[str]) -> Work:
    """The exercises asked for and the files that answer them; all in the folder when none is named.

    `wanted` holds ids (`e03_one_hot`, `e03`) or paths of single files.

    Raises:
        SubmissionError: no such folder or file, or no exercise in it. UnknownExercise: no such id.
    """
    if wanted:
        return list(dict.fromkeys(_one(folder, name) for name in wanted))
    _must_be_a_folder(folder)
    found = [
        (e, folder / f"{e.id}.py") for e in records.exercises().values() if (folder / f"{e.id}.py").is_file()
    ]
    if not found:
        raise SubmissionError(
            f"{folder}: no exercise in this folder (they are called like e01_normalize.py): "
            "go where they are, give `--from DIR`, or begin with `tfkata init my-work`"
        )
    return found


def _one(folder: Path, name: str) -> tuple[Exercise, Path]:
    path = Path(name)
    if path.suffix == ".py":
        exercise = records.find(path.stem)
        if not path.is_file() and not (folder / path.name).is_file():
            raise SubmissionError(f"{name}: no such file: `tfkata reset {exercise.id}` writes a fresh one")
        return exercise, path if path.is_file() else folder / path.name
    try:
        exercise = records.find(name)
    except UnknownExercise:
        if path.is_dir():
            raise UsageError(
                f"{name}: is a folder: `tfkata check --from {name}` grades what is in it"
            ) from None
        raise
    path = folder / f"{exercise.id}.py"
    _must_be_a_folder(folder)
    if not path.is_file():
        known = any((folder / f"{e.id}.py").is_file() for e in records.exercises().values())
        advice = f"`tfkata reset {exercise.id} --from {folder}` writes a fresh one"
        begin = "go where your exercises are, give `--from DIR`, or begin with `tfkata init my-work`"
        raise SubmissionError(f"{path}: no such file: {advice if known else begin}")
    return exercise, path


def _must_be_a_folder(folder: Path) -> None:
    if folder.is_file():
        raise SubmissionError(
            f"{folder}: is a file: name a folder, or `tfkata check {folder}` for this file alone"
        )
    if not folder.is_dir():
        raise SubmissionError(
            f"{folder}: no such folder: `tfkata init {folder}` makes one with every exercise in it"
        )


def of_tier(work: Work, tier: str) -> tuple[Work, list[str]]:
    """What the tier has checks for, and a note on each exercise that it leaves out.

    Raises:
        UsageError: it leaves out all of them.
    """
    kept = [(exercise, path) for exercise, path in work if exercise.checks_of(tier)]
    left_out = [exercise.id for exercise, _ in work if not exercise.checks_of(tier)]
    notes = [f"{name} is left out: all its checks train, `--tier full` runs them" for name in left_out]
    if not kept:
        raise UsageError(notes[0])
    return kept, notes


def init(folder: Path) -> list[Path]:
    """Writes a workspace with every stub; what is there already is left alone.

    Returns:
        The files written.

    Raises:
        UsageError: the place is taken by a file or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file: name a folder")
    wanted = {folder / "exercises" / e.stub.name: _fresh(e) for e in records.exercises().values()}
    wanted[folder / "README.md"] = _README
    written = [path for path in wanted if not path.exists()]
    for path in written:
        replace_file(path, wanted[path])
    return written


def reset(exercise: Exercise, folder: Path) -> Path | None:
    """Puts the fresh stub back. What was there is kept beside it under a new name.

    Returns:
        The backup, or None where there was nothing to keep.

    Raises:
        UsageError: the folder cannot be written to.
    """
    target = folder / f"{exercise.id}.py"
    fresh = _fresh(exercise)
    backup = None
    try:
        if target.is_file() and target.read_bytes() != fresh.encode():
            names = (folder / f"{exercise.id}.py.bak-{n}" for n in itertools.count(1))
            backup = next(name for name in names if not name.exists())
            target.rename(backup)
    except OSError as error:
        raise UsageError(f"{error.filename or folder}: cannot be written: {error.strerror}") from None
    replace_file(target, fresh)
    return backup


def _fresh(exercise: Exercise) -> str:
    """The stub, generated again: in a checkout the file in `exercises` may be somebody's work by now."""
    return source.parse(exercise.solution.read_text("utf-8"), exercise.solution.name).stub
