"""The contents of a submission: a list of files and a way to read one. Nothing is unpacked, followed or run.

Folders here; zip files and git repositories in modules of their own. A learner chooses what lies in them, so
everything is bounded and a link is never followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Protocol

from tfkata.errors import SubmissionError
from tfkata.files import reading
from tfkata.submissions import file_names

MAX_NOTEBOOK_BYTES = 64 << 20  # outputs included, of which nothing is read
MAX_ENTRIES = 20_000
MAX_DEPTH = 5  # folders
LOOKED_AT = 12  # folders: what lies deeper than allowed is named
CHECKPOINTS = ".ipynb_checkpoints"
ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was handed in, by its path inside the submission. `refused` says why it cannot count."""

    path: PurePosixPath
    is_link: bool = False
    refused: str = ""
    number: int = 0  # tells members of an archive apart that have the same path


class Contents(Protocol):
    """Where the files of one submission are."""

    def entries(self) -> list[Entry]:
        """Every file, those that lie too deep included.

        Raises:
            SubmissionError: it cannot be opened, or holds more than a submission may.
        """

    def read(self, entry: Entry) -> bytes:
        """The content of a file.

        Raises:
            SubmissionError: it cannot be read, is no ordinary file, or is too large.
        """


def limit_of(path: PurePosixPath) -> int:
    """How many bytes a file may have: notebooks carry pictures, also those that are called .py; archives carry notebooks."""
    large = path.suffix.lower() == ARCHIVE or file_names.kind(path) or file_names.named(path)
    return MAX_NOTEBOOK_BYTES if large else reading.LARGEST_ANSWER


def too_large(path: PurePosixPath) -> SubmissionError:
    """Say that a file is larger than `limit_of` allows."""
    return reading.too_large(path, limit_of(path), reading.IS_THIS_IT)


def is_hidden(name: str) -> bool:
    """Names that no work of a learner has: dot files, what tools leave, installed environments."""
    return name.startswith(".") or name in (
        "__MACOSX",
        "__pycache__",
        "node_modules",
        "venv",
        "site-packages",
    )


def placed(entry: Entry) -> Entry | None:
    """The entry, refused where its place says so; None for what nobody has to hear of."""
    folders = entry.path.parts[:-1]
    if CHECKPOINTS in folders and not any(is_hidden(part) for part in folders if part != CHECKPOINTS):
        return replace(entry, refused=f"is a copy that Jupyter keeps in {CHECKPOINTS}")
    if any(is_hidden(part) for part in entry.path.parts):
        return None
    if len(folders) > MAX_DEPTH:
        return replace(entry, refused=f"lies more than {MAX_DEPTH} folders deep")
    return entry


class FolderContents:
    """A folder. Links in it are seen and never followed."""

    def __init__(self, folder: Path, *, depth: int = LOOKED_AT) -> None:
        self._folder = folder
        self._depth = depth

    def entries(self) -> list[Entry]:
        return list(self._walk(self._folder, PurePosixPath(), [0]))

    def _walk(self, folder: Path, below: PurePosixPath, seen: list[int]) -> Iterator[Entry]:
        try:
            with os.scandir(folder) as scan:
                found = sorted(islice(scan, MAX_ENTRIES + 1), key=lambda entry: entry.name)
        except OSError as error:
            name = str(below) if below.parts else folder.name  # learners read it: not where it lies here
            raise SubmissionError(f"{name}: cannot be read: {error.strerror}") from None
        for entry in found:
            seen[0] += 1
            if seen[0] > MAX_ENTRIES:
                raise SubmissionError(
                    f"{self._folder.name}: more than {MAX_ENTRIES:,} files: is this a submission?"
                )
            if is_hidden(entry.name) and entry.name != CHECKPOINTS:
                continue
            path = below / entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield Entry(path, entry.is_symlink())
            elif len(path.parts) <= self._depth:
                yield from self._walk(Path(entry.path), path, seen)

    def read(self, entry: Entry) -> bytes:
        return read_file(self._folder, entry.path)


class OneFile:
    """A single file handed in as it is; `called` is what its learner called it."""

    def __init__(self, path: Path, called: str = "") -> None:
        self._path = path
        self._called = PurePosixPath(called or path.name)

    def entries(self) -> list[Entry]:
        return [Entry(self._called, self._path.is_symlink())]

    def read(self, entry: Entry) -> bytes:
        return reading.read_bytes(
            self._path, limit=limit_of(entry.path), name=entry.path, advice=reading.IS_THIS_IT
        )


class Several:
    """Contents one beside another, each below a folder of the given name ("" for none): one learner's uploads."""

    def __init__(self, parts: Sequence[tuple[str, Contents]]) -> None:
        self._parts = parts
        self._of: dict[Entry, tuple[Contents, Entry]] = {}

    def entries(self) -> list[Entry]:
        self._of = {}
        for below, contents in self._parts:
            for entry in contents.entries():
                self._of[replace(entry, path=below / entry.path, number=len(self._of))] = contents, entry
        return list(self._of)

    def read(self, entry: Entry) -> bytes:
        contents, inner = self._of[entry]
        return contents.read(inner)


class Part:
    """Some of the files of contents that hold a class, each with the path that it has for its learner."""

    def __init__(self, whole: Contents, entries: Mapping[Entry, Entry]) -> None:
        self._whole = whole
        self._entries = entries

    def entries(self) -> list[Entry]:
        return list(self._entries)

    def read(self, entry: Entry) -> bytes:
        if entry.refused:
            raise SubmissionError(f"{entry.path}: {entry.refused}")
        return self._whole.read(self._entries[entry])


class Nothing:
    """Of somebody who is in the roster and handed nothing in."""

    def entries(self) -> list[Entry]:
        return []

    def read(self, entry: Entry) -> bytes:
        raise SubmissionError(f"{entry.path}: nothing was handed in")


def read_file(folder: Path, path: PurePosixPath) -> bytes:
    """Read an ordinary file below a folder.

    Raises:
        SubmissionError: a link, a device, a pipe, too large, or not readable.
    """
    return reading.read_bytes(folder / path, limit=limit_of(path), name=path, advice=reading.IS_THIS_IT)
