"""The contents of a zip file. Files are read out of it one by one, in memory; nothing is ever unpacked to disk.

Members have the one path that their name means (`file_names.normalised`), whichever program packed them.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import struct
import unicodedata
import weakref
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from tfkata.errors import SubmissionError
from tfkata.submissions import file_names
from tfkata.submissions.contents import Entry, limit_of, too_large

MAX_ARCHIVE = 100 << 20
MAX_DIRECTORY = 4 << 20
MAX_MEMBERS = 10_000
MAX_MEMBERS_OF_A_CLASS = 40_000
MAX_TOTAL = 500 << 20
MAX_RATIO = 200
RATIO_FROM = 64 << 10  # small files may well consist of one letter
# What is read of these two is unpacked piece by piece. `zipfile` unpacks all others at once, however much comes out: a
# kilobyte of bzip2 may hold gigabytes.
PACKED_SO = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END = b"PK\x05\x06"
_IS_UTF_8 = 0x800  # in a member's flags
_UNICODE_PATH = 0x7075  # Info-ZIP's field; Python reads it from 3.12 on
_OTHERS = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
}
_UNUSUALLY_PACKED = "is compressed in an unusual way (bzip2, LZMA, …): pack it again as an ordinary zip file"
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
    """A file of which, until its list of files is known, no more is read at once than such a list may have.

    There are several places that say how long the list is, and which of them counts, `zipfile` alone knows.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._listed = False
        self.seek, self.tell, self.seekable, self.close = file.seek, file.tell, file.seekable, file.close

    def read(self, count: int = -1) -> bytes:
        if self._listed:
            return self._file.read(count)
        found = self._file.read(min(count, MAX_DIRECTORY + 1) if count >= 0 else MAX_DIRECTORY + 1)
        if len(found) > MAX_DIRECTORY:
            raise zipfile.BadZipFile("it lists far too many files")
        return found

    def listed(self) -> None:
        self._listed = True


class ZipContents:
    """A zip file that a learner handed in: bounded in members, total size and compression.

    `source` is its path, or what it holds where it lies inside another submission; `name` is what messages call it.
    """

    def __init__(self, source: Path | bytes, name: str = "") -> None:
        self._source = source
        self._name = name or (source.name if isinstance(source, Path) else "the zip file")
        self._archive: zipfile.ZipFile | None = None
        self._members: list[zipfile.ZipInfo] = []

    def entries(self) -> list[Entry]:
        members = self._listed()
        self._check(members)
        found = (self._entry(number) for number in range(len(members)) if not members[number].is_dir())
        return [entry for entry in found if entry is not None]

    def entries_of_a_class(self) -> list[Entry]:
        """Every member that has a path inside. What one learner packed is no reason to refuse the others: its entry is."""
        members = self._listed()
        if len(members) > MAX_MEMBERS_OF_A_CLASS:
            raise self._refused(f"holds more than {MAX_MEMBERS_OF_A_CLASS:,} files")
        found = [self._entry(number) for number in range(len(members)) if not members[number].is_dir()]
        return [
            replace(e, refused="is packed far too small: is it a bomb?") if _is_bomb(members[e.number]) else e
            for e in found
            if e is not None
        ]

    def read(self, entry: Entry) -> bytes:
        path, limit = entry.path, limit_of(entry.path)
        if entry.refused:
            raise SubmissionError(f"{path}: {entry.refused}")
        if entry.is_link:
            raise SubmissionError(f"{path}: is a link, and links are not followed: hand in the file")
        try:
            member = self._listed()[entry.number]
            if member.compress_type not in PACKED_SO:
                raise SubmissionError(f"{path}: {_UNUSUALLY_PACKED}")
            if member.flag_bits & 1:
                raise SubmissionError(f"{path}: is encrypted: hand in a zip file without a password")
            assert self._archive is not None
            with self._archive.open(member) as file:
                content = file.read(limit + 1)
        except _BAD as error:
            raise SubmissionError(f"{path}: damaged in the zip file: {_words(error)}") from None
        if len(content) > limit:
            raise too_large(path)
        return content

    def _listed(self) -> list[zipfile.ZipInfo]:
        if self._archive is None:
            self._check_outside()
            try:
                file = self._opened()
                weakref.finalize(
                    self, file.close
                )  # open as long as somebody may read: listing it again takes time
                bounded = _Bounded(file)
                self._archive = zipfile.ZipFile(bounded)  # all of a file that it uses
            except _BAD as error:
                raise self._broken(error) from None
            bounded.listed()
            self._members = self._archive.infolist()
        return self._members

    def _opened(self) -> BinaryIO:
        return io.BytesIO(self._source) if isinstance(self._source, bytes) else self._source.open("rb")

    def _entry(self, number: int) -> Entry | None:
        member = self._members[number]
        path = file_names.normalised(_name(member))
        return Entry(path, _is_link(member), number=number) if path is not None and path.parts else None

    def _check_outside(self) -> None:
        """What can be known without reading the list of members, which may itself be huge."""
        try:
            with self._opened() as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - 65_557))
                tail = file.read(65_557)
                file.seek(0)
                begin = file.read(8)
        except OSError as error:
            raise SubmissionError(f"{self._name}: cannot be read: {error.strerror}") from None
        end = tail.rfind(_END)
        other = next((kind for mark, kind in _OTHERS.items() if begin.startswith(mark)), "")
        if end < 0 and other:
            raise self._refused(f"is {other} and no zip file, whatever it is called: pack it as a zip file")
        if end < 0 or len(tail) < end + 16:
            raise self._refused("is not a zip file, or was cut off: hand it in again")
        if int.from_bytes(tail[end + 12 : end + 16], "little") > MAX_DIRECTORY:
            raise self._refused("lists far too many files")
        self._size = size

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if self._size > MAX_ARCHIVE:
            raise self._refused(f"is larger than {MAX_ARCHIVE >> 20} MB")
        if len(members) > MAX_MEMBERS:
            raise self._refused(f"holds more than {MAX_MEMBERS:,} files")
        if sum(member.file_size for member in members) > MAX_TOTAL:
            raise self._refused(f"holds more than {MAX_TOTAL >> 20} MB")
        for member in members:
            if file_names.normalised(_name(member)) is None:
                raise self._refused(f"holds a path that leads out of it ({member.filename[:60]!r})")
            if _is_bomb(member):
                raise self._refused(
                    f"holds {member.filename[:60]!r}, packed more than {MAX_RATIO} times smaller"
                )

    def _refused(self, why: str) -> SubmissionError:
        return SubmissionError(f"{self._name}: {why}")

    def _broken(self, error: Exception) -> SubmissionError:
        return self._refused(f"cannot be opened as a zip file: {_words(error)}")


def _name(member: zipfile.ZipInfo) -> str:
    """Its name. Without a mark that it is UTF-8, macOS wrote UTF-8 anyway, and Windows the code page of the country."""
    if member.flag_bits & _IS_UTF_8:
        return member.filename
    with contextlib.suppress(UnicodeError):
        raw = member.filename.encode("cp437")
        if (beside := _unicode_beside(member.extra, raw)) is not None:
            return beside
        if raw.isascii():
            return member.filename
        with contextlib.suppress(UnicodeError):
            return raw.decode("utf-8")
        western = raw.decode("cp850")
        if _is_latin(western) and not _is_latin(member.filename):
            return western
    return member.filename


def _unicode_beside(extra: bytes, raw: bytes) -> str | None:
    """The name in UTF-8 that WinZip and WinRAR write beside it, if it belongs to this very name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and body[:1] == b"\1" and body[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return body[5:].decode("utf-8")
    return None


def _is_latin(name: str) -> bool:
    """Whether it has nothing but ASCII and letters of Western Europe: no name has the signs for boxes of an old screen."""
    return all(one.isascii() or unicodedata.name(one, "").startswith("LATIN ") for one in name)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(RATIO_FROM, MAX_RATIO * member.compress_size)


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__
