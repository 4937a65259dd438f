"""Zip files inside a submission, seen as folders: `hw.zip/e01_normalize.py`. Bounded all together, and never unpacked to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from tfkata.errors import SubmissionError
from tfkata.submissions.contents import ARCHIVE, MAX_ENTRIES, Contents, Entry, placed
from tfkata.submissions.zips import MAX_ARCHIVE, ZipContents

LEVELS = 2  # a zip file, and one inside that
MAX_ARCHIVES = 20
OTHER_KINDS = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zipx", ".zst")
_AT_MOST = f"{MAX_ARCHIVES} zip files of {MAX_ARCHIVE >> 20} MB together"

Read = Callable[[Contents, Entry], bytes]


class WithArchives:
    """Contents in which a zip file is a folder. `read` reads one file of the contents, and charges for it."""

    def __init__(self, contents: Contents, read: Read) -> None:
        self._contents = contents
        self._read = read
        self._of: dict[Entry, tuple[Contents, Entry]] = {}
        self._opened = 0
        self._left = MAX_ARCHIVE

    def entries(self) -> list[Entry]:
        """Every file that somebody may have to hear of: an archive that cannot be opened is one of them, and says why."""
        self._of = {}
        for entry, where in self._walk(self._contents, PurePosixPath(), LEVELS):
            self._of[entry] = where
            if len(self._of) > MAX_ENTRIES:
                raise SubmissionError(f"more than {MAX_ENTRIES:,} files: is this a submission?")
        return list(self._of)

    def read(self, entry: Entry) -> bytes:
        if entry.refused:
            raise SubmissionError(f"{entry.path}: {entry.refused}")
        contents, inner = self._of[entry]
        return contents.read(inner)

    def _walk(
        self, contents: Contents, below: PurePosixPath, levels: int
    ) -> Iterator[tuple[Entry, tuple[Contents, Entry]]]:
        for inner in contents.entries():
            entry = placed(replace(inner, path=below / inner.path, number=len(self._of)))
            if entry is None:
                continue
            if entry.path.suffix.lower() != ARCHIVE or entry.refused or entry.is_link:
                yield entry, (contents, inner)
                continue
            try:
                archive = self._archive(contents, inner, entry, levels)
                yield from list(self._walk(archive, entry.path, levels - 1))
            except SubmissionError as error:
                why = str(error).removeprefix(f"{entry.path}: ").removeprefix(f"{inner.path}: ")
                yield replace(entry, refused=why), (contents, inner)

    def _archive(self, contents: Contents, inner: Entry, entry: Entry, levels: int) -> ZipContents:
        if not levels:
            raise SubmissionError("is a zip file inside others, and not opened: hand in one zip file")
        if self._opened >= MAX_ARCHIVES or self._left <= 0:
            raise SubmissionError(f"is not opened: {_AT_MOST} are")
        self._opened += 1
        content = self._read(contents, inner)
        self._left -= len(content)
        if self._left < 0:
            raise SubmissionError(f"is not opened: {_AT_MOST} are")
        archive = ZipContents(content, str(entry.path))
        archive.entries()
        return archive
