"""The one way to read a file that a stranger chose: no link is followed, nothing but an ordinary file is read, and no
more of it than a limit allows.

A submission may hold a link to the solutions in the place of an answer, a pipe that never ends, or a gigabyte. So a
file is opened without following a link and without waiting, and what was opened is looked at before it is read: between
a look at a path and its opening the file may have been exchanged.
"""

from __future__ import annotations

import codecs
import errno
import json
import os
import re
import stat
from pathlib import Path

from tfkata.errors import SubmissionError

LARGEST_ANSWER = 1 << 20  # bytes
IS_THIS_IT = "is this the exercise?"
LINK = "is a link, and links are not followed"
_IS_A_LINK = f"{LINK}: hand in the file itself"
_NOT_ORDINARY = "is not an ordinary file"
_CODING = re.compile(rb"(?:[ \t\f]*(?:#[^\n]*)?\r?\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*(?P<coding>[-\w.]+)")
_ONE_BYTE_EACH = (b"latin-1", b"latin1", b"iso-8859-1", b"iso-8859-15", b"cp1252", b"windows-1252")
_OTHERWISE = {  # what a file begins with that is no text, whatever it is called
    b"{\\rtf": "is rich text (RTF), as TextEdit and WordPad save it, not Python: save it as plain text",
    b"%PDF": "is a PDF, not Python: hand in the notebook or the .py itself",
    b"PK\x03\x04": "is a zip file or an Office document, not Python: hand in the .py itself",
    b"<!doctype": "is a web page, not Python: download the file itself",
    b"<html": "is a web page, not Python: download the file itself",
}
_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)  # the opening of a pipe would wait for its writer
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def read_bytes(
    path: Path, *, limit: int, name: object = None, missing: str = "no such file", advice: str = ""
) -> bytes:
    """Read an ordinary file of at most `limit` bytes.

    Messages call the file `name` (its path unless given: learners need not read where their work lies here), say
    `missing` where there is none, and end with `advice` where it is too large.

    Raises:
        SubmissionError: missing, a link, a folder, a pipe or a device, too large, or not readable.
    """
    called = path if name is None else name
    try:
        if path.is_symlink():  # where links cannot be refused at the opening (Windows), and for the message
            raise SubmissionError(f"{called}: {_IS_A_LINK}")
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            refused = refusal(os.fstat(file.fileno()).st_mode)
            if refused:
                raise SubmissionError(f"{called}: {refused}")
            content = file.read(limit + 1)
    except FileNotFoundError:
        raise SubmissionError(f"{called}: {missing}") from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null in it
        raise SubmissionError(f"{called}: {_reason(error)}") from None
    if len(content) > limit:
        raise too_large(called, limit, advice)
    return content


def read_text(
    path: Path, *, limit: int, name: object = None, missing: str = "no such file", advice: str = ""
) -> str:
    """Read an ordinary text file: `read_bytes`, then `decoded`.

    Raises:
        SubmissionError: as `read_bytes`, or the file is not UTF-8 text.
    """
    content = read_bytes(path, limit=limit, name=name, missing=missing, advice=advice)
    return decoded(content, path if name is None else name)


def decoded(content: bytes, name: object) -> str:
    """Decode text: UTF-8, UTF-16, UTF-32, or what a coding line at the top says, as Python reads it.

    Every line ends with a line feed.

    Raises:
        SubmissionError: it is no text, or not UTF-8 and does not say what it is.
    """
    begin = content[:64].lstrip().lower()
    for mark, what in _OTHERWISE.items():
        if begin.startswith(mark.lower()):
            raise SubmissionError(f"{name}: {what}")
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode(_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SubmissionError(f"{name}: not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding(content: bytes) -> str:
    """UTF-16 and UTF-32 show in their marks, or in the zeros beside the first letters, which no Python has."""
    said = _CODING.match(content)
    if said and said["coding"].lower() in _ONE_BYTE_EACH:
        return said["coding"].decode()
    found = json.detect_encoding(content)
    return "utf-8" if found.startswith("utf-8") else found


def refusal(mode: int) -> str:
    """Say why nothing of this mode (`st_mode`) is read; an empty text for an ordinary file."""
    if stat.S_ISLNK(mode):
        return _IS_A_LINK
    return "" if stat.S_ISREG(mode) else _NOT_ORDINARY


def too_large(name: object, limit: int, advice: str = "") -> SubmissionError:
    """Say that a file is larger than a limit, in bytes, and what to do about it."""
    return SubmissionError(f"{name}: larger than {limit:,} bytes" + (f": {advice}" if advice else ""))


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == errno.ELOOP:  # became a link since it was looked at
        return _IS_A_LINK
    if isinstance(error, OSError) and error.errno in (errno.EISDIR, errno.ENXIO):  # ENXIO: a socket
        return _NOT_ORDINARY
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
