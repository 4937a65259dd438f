"""A learner's folder: writing fresh stubs, keeping backups. What is to be graded in it: `tfkata.submissions.own_folder`."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from tfkata.catalog import records, source
from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError
from tfkata.files.writing import replace_file
from tfkata.workspace import progress

_README = """# My tfkata workspace

    tfkata watch                 judges an exercise each time you save it; the key ? shows all keys

    tfkata list                  what there is, and how far you are
    tfkata check e01             grade one exercise (or all: `tfkata check`)
    pytest exercises -k normalize
    tfkata hint e01              a hint, and at each call one more
    tfkata reset e01             start again; your version is kept beside it
    tfkata solution e01          the reference answer, once yours has passed

    tfkata drill                 as many small questions as you like
    tfkata review                what you once got wrong, asked again when it is due
    tfkata progress              points by topic, days, what is least certain
    tfkata diagnose              where to begin, in fifteen minutes at most
    tfkata doctor                is everything in place?

Begin with `exercises/e01_normalize.py`: the text at its top is the lesson.
"""


def default_folder(folder: Path) -> Path:
    """`exercises` below the given folder where there is one, else the folder itself."""
    return folder / "exercises" if (folder / "exercises").is_dir() else folder


def is_workspace(folder: Path) -> bool:
    """Whether a learner works here: there is an exercise in it or in `exercises` below, or what was noted of one."""
    if (folder / ".tfkata").is_dir() or (folder / "exercises").is_dir():
        return True
    return any(
        (folder / f"{name}{ending}").exists() for name in records.exercises() for ending in (".py", ".ipynb")
    )


def init(folder: Path) -> list[Path]:
    """Writes a workspace with every stub; what is there already is left alone.

    Returns:
        The files written.

    Raises:
        UsageError: the place is taken by a file or cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file: name a folder")
    wanted = {folder / "exercises" / e.stub.name: fresh(e) for e in records.exercises().values()}
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
        UsageError: nobody works in this folder, or it cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: cannot be written: it is a file")
    if not is_workspace(progress.state_folder(folder).parent) and not is_workspace(folder):
        raise UsageError(
            f"{folder}: no exercises of yours are here: go where they are, give `--from DIR`, or begin with `tfkata init my-work`"
        )
    backup = put_back(folder / f"{exercise.id}.py", fresh(exercise))
    progress.begin_again(folder, exercise.id)
    return backup


def put_back(target: Path, stub: str) -> Path | None:
    """Write a file as it was handed out.

    Returns:
        Where what was there is kept, or None where there was nothing to keep.

    Raises:
        UsageError: it cannot be written.
    """
    backup = None
    try:
        if target.is_file() and target.read_bytes() != stub.encode():
            backup = free_name(target)
            target.rename(backup)
    except OSError as error:
        raise UsageError(f"{error.filename or target}: cannot be written: {error.strerror}") from None
    replace_file(target, stub)
    return backup


def worked_on(folder: Path) -> list[Exercise]:
    """The exercises whose file in a folder is no longer as it was handed out."""
    every = records.exercises().values()
    files = [(exercise, folder / exercise.stub.name) for exercise in every]
    return [one for one, file in files if file.is_file() and file.read_bytes() != fresh(one).encode()]


def free_name(path: Path) -> Path:
    """A name beside a file under which it can be kept."""
    names = (path.with_name(f"{path.name}.bak-{n}") for n in itertools.count(1))
    return next(name for name in names if not name.exists())


def fresh(exercise: Exercise) -> str:
    """The stub, generated again: in a checkout the file in `exercises` may be somebody's work by now."""
    return source.parse(exercise.solution.read_text("utf-8"), exercise.solution.name).stub


def reference(exercise: Exercise) -> str:
    """The reference answer, without the lesson above it: the learner has that."""
    return without_lesson(source.parse(exercise.solution.read_text("utf-8"), exercise.solution.name).answer)


def without_lesson(answer: str) -> str:
    """An answer without the comments and the lesson at its top."""
    return re.sub(r'\A(?:#[^\n]*\n|\s*\n)*""".*?"""\s*', "", answer, count=1, flags=re.DOTALL)
