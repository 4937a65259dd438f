"""The contents of a submission: a list of files and a way to read one. Nothing is unpacked, followed or run.

Folders here; zip files and git repositories in modules of their own. A learner chooses what lies in them, so
everything is bounded and a link is never followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Protocol

from tfkata.errors import SubmissionError
from tfkata.files import reading

MAX_NOTEBOOK_BYTES = 16 << 20
MAX_ENTRIES = 20_000
MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was handed in, by its path inside the submission."""

    path: PurePosixPath
    is_link: bool = False


class Contents(Protocol):
    """Where the files of one submission are."""

    def entries(self) -> list[Entry]:
        """Every file, up to a depth of 5 folders.

        Raises:
            SubmissionError: it cannot be opened, or holds more than a submission may.
        """

    def read(self, entry: Entry) -> bytes:
        """The content of a file.

        Raises:
            SubmissionError: it cannot be read, is no ordinary file, or is too large.
        """


def limit_of(path: PurePosixPath) -> int:
    """How many bytes a file may have: notebooks carry pictures."""
    return MAX_NOTEBOOK_BYTES if path.suffix == ".ipynb" else reading.LARGEST_ANSWER


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


class FolderContents:
    """A folder. Links in it are seen and never followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

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
            if is_hidden(entry.name):
                continue
            path = below / entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield Entry(path, entry.is_symlink())
            elif len(path.parts) < MAX_DEPTH:
                yield from self._walk(Path(entry.path), path, seen)

    def read(self, entry: Entry) -> bytes:
        return read_file(self._folder, entry.path)


def read_file(folder: Path, path: PurePosixPath) -> bytes:
    """Read an ordinary file below a folder.

    Raises:
        SubmissionError: a link, a device, a pipe, too large, or not readable.
    """
    return reading.read_bytes(folder / path, limit=limit_of(path), name=path, advice=reading.IS_THIS_IT)
