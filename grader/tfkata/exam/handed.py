"""Archives of exams among what a class handed in: recognised by what is in them, whatever they and their folders are called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from tfkata.errors import SubmissionError, UsageError
from tfkata.exam import archive
from tfkata.files.reading import read_bytes
from tfkata.results import Learner
from tfkata.submissions import file_names
from tfkata.submissions.contents import ARCHIVE, Contents, Entry, placed
from tfkata.submissions.discover import Handed
from tfkata.submissions.zips import ZipContents


@dataclass(frozen=True)
class HandedArchive:
    """What may be an archive, or the place of one that is missing.

    `learner` is whose it is by the name of its file or folder; what a signed paper inside says counts for more. `read` raises
    SubmissionError where there is nothing, or nothing that may be read. `is_exam`: the names of its files are those of an archive.
    """

    learner: Learner
    called: str
    read: Callable[[], bytes]
    handed: Handed
    is_exam: bool = False


def among(handed: Sequence[Handed]) -> list[HandedArchive]:
    """Every archive of a class, damaged and hostile ones included; nothing if not one of them is an archive of an exam.

    Raises:
        UsageError: some handed in archives of exams, and others answers to exercises.
    """
    found = [(one, _zips(one)) for one in handed]
    exams = [any(zip_.is_exam for zip_ in zips) for _, zips in found]
    if not any(exams):
        return []
    for (one, _), is_exam in zip(found, exams, strict=True):
        answer = None if is_exam else _answer(one)
        if answer is not None:
            raise UsageError(
                f"{one.learner.id}: handed in `{answer}`, and others archives of an exam: grade exams and exercises separately"
            )
    return [zip_ for one, zips in found for zip_ in (zips or [_missing(one)])]


def _zips(one: Handed) -> list[HandedArchive]:
    """The zip files of a submission: it is one, or holds some."""
    inside = one.inside()
    every = _entries(inside)
    entries = [entry for entry in every if entry.path.suffix.lower() == ARCHIVE]
    if not entries and one.place is not None and one.contents is None and one.place.suffix.lower() == ARCHIVE:
        is_exam = archive.is_one([str(entry.path) for entry in every])
        return [HandedArchive(one.learner, one.place.name, partial(_file, one), one, is_exam)]
    by_name = len(entries) > 1 and not one.source
    return [
        HandedArchive(
            Learner(_person(entry.path)) if by_name else one.learner,
            str(entry.path),
            partial(_member, inside, entry),
            one,
            _is_one(inside, entry),
        )
        for entry in entries
    ]


def _person(path: PurePosixPath) -> str:
    """Whose an archive is, of several in one zip file: its folder's name, or its own."""
    return path.parts[0] if len(path.parts) > 1 else path.stem


def _missing(one: Handed) -> HandedArchive:
    def read() -> bytes:
        raise SubmissionError("no archive of an exam was handed in: `tfkata exam finish` writes one")

    return HandedArchive(one.learner, one.learner.id, read, one)


def _entries(contents: Contents) -> list[Entry]:
    """The files inside; of what cannot be opened none, and marking it says why."""
    try:
        return [entry for inner in contents.entries() if (entry := placed(inner)) is not None]
    except SubmissionError:
        return []


def _answer(one: Handed) -> str | None:
    """The first file that is called like an exercise."""
    return next((str(e.path) for e in _entries(one.inside()) if file_names.named(e.path)), None)


def _file(one: Handed) -> bytes:
    assert one.place is not None
    return read_bytes(one.place, limit=archive.LARGEST, name=one.place.name)


def _member(contents: Contents, entry: Entry) -> bytes:
    if entry.refused:
        raise SubmissionError(f"{entry.path}: {entry.refused}")
    key = entry.path, entry.number
    return contents.read(next(one for one in contents.entries() if (one.path, one.number) == key))


def _is_one(contents: Contents, entry: Entry) -> bool:
    try:
        inside = ZipContents(_member(contents, entry), str(entry.path)).entries()
    except SubmissionError:
        return False
    return archive.is_one([str(inner.path) for inner in inside])
