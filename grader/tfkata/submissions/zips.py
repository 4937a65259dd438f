"""The contents of a zip file. Files are read out of it one by one, in memory; nothing is ever unpacked to disk."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from tfkata.errors import SubmissionError
from tfkata.submissions.contents import MAX_DEPTH, Entry, is_hidden, limit_of, too_large

MAX_ARCHIVE = 100 << 20
MAX_DIRECTORY = 4 << 20
MAX_MEMBERS = 10_000
MAX_TOTAL = 500 << 20
MAX_RATIO = 200
RATIO_FROM = 64 << 10  # small files may well consist of one letter
# What is read of these two is unpacked piece by piece. `zipfile` unpacks all others at once, however much comes out: a
# kilobyte of bzip2 may hold gigabytes.
PACKED_SO = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\x05\x06"
_UNUSUALLY_PACKED = "is compressed in an unusual way (bzip2, LZMA, …): pack it anew as an ordinary zip file"
_BAD: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a compression that Python has not
    RuntimeError,
    ValueError,
    OSError,
    MemoryError,
)


class _Bounded:
    """A file of which no more is read at once than a list of files may have.

    There are several places that say how long the list is, and which of them counts, `zipfile` alone knows.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, count: int = -1) -> bytes:
        found = self._file.read(min(count, MAX_DIRECTORY + 1) if count >= 0 else MAX_DIRECTORY + 1)
        if len(found) > MAX_DIRECTORY:
            raise zipfile.BadZipFile("it lists far too many files")
        return found


class ZipContents:
    """A zip file that a learner handed in: bounded in members, total size and compression."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def entries(self) -> list[Entry]:
        self._check_outside()
        try:
            with self._path.open("rb") as file, zipfile.ZipFile(_Bounded(file)) as archive:
                members = archive.infolist()
        except _BAD as error:
            raise self._broken(error) from None
        self._check(members)
        paths = [(PurePosixPath(m.filename), m) for m in members if not m.is_dir()]
        kept = [
            (p, m)
            for p, m in paths
            if len(p.parts) <= MAX_DEPTH and not any(is_hidden(part) for part in p.parts)
        ]
        return [Entry(path, _is_link(member)) for path, member in kept]

    def read(self, entry: Entry) -> bytes:
        path, limit = entry.path, limit_of(entry.path)
        if entry.is_link:
            raise SubmissionError(f"{path}: is a link, and links are not followed: hand in the file")
        try:
            with zipfile.ZipFile(self._path) as archive:
                member = archive.getinfo(str(path))
                if member.compress_type not in PACKED_SO:
                    raise SubmissionError(f"{path}: {_UNUSUALLY_PACKED}")
                if member.flag_bits & 1:
                    raise SubmissionError(f"{path}: is encrypted: hand in a zip file without a password")
                with archive.open(member) as file:
                    content = file.read(limit + 1)
        except KeyError:
            raise SubmissionError(f"{path}: has an unusual name in the zip file: pack it anew") from None
        except _BAD as error:
            raise SubmissionError(f"{path}: damaged in the zip file: {_words(error)}") from None
        if len(content) > limit:
            raise too_large(path)
        return content

    def _check_outside(self) -> None:
        """What can be known without reading the list of members, which may itself be huge."""
        try:
            size = self._path.stat().st_size
            with self._path.open("rb") as file:
                file.seek(max(0, size - 65_557))
                tail = file.read(65_557)
        except OSError as error:
            raise SubmissionError(f"{self._path.name}: cannot be read: {error.strerror}") from None
        end = tail.rfind(_END)
        if size > MAX_ARCHIVE:
            raise self._refused(f"is larger than {MAX_ARCHIVE >> 20} MB")
        if end < 0 or len(tail) < end + 16:
            raise self._refused("is not a zip file, or was cut off: hand it in again")
        if int.from_bytes(tail[end + 12 : end + 16], "little") > MAX_DIRECTORY:
            raise self._refused("lists far too many files")

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MAX_MEMBERS:
            raise self._refused(f"holds more than {MAX_MEMBERS:,} files")
        if sum(member.file_size for member in members) > MAX_TOTAL:
            raise self._refused(f"holds more than {MAX_TOTAL >> 20} MB")
        for member in members:
            path = PurePosixPath(member.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or ":" in str(path)[:2]:
                raise self._refused(f"holds a path that leads out of it ({member.filename[:60]!r})")
            if member.file_size > max(RATIO_FROM, MAX_RATIO * member.compress_size):
                raise self._refused(
                    f"holds {member.filename[:60]!r}, packed more than {MAX_RATIO} times smaller"
                )

    def _refused(self, why: str) -> SubmissionError:
        return SubmissionError(f"{self._path.name}: {why}")

    def _broken(self, error: Exception) -> SubmissionError:
        return self._refused(f"cannot be opened as a zip file: {_words(error)}")


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
