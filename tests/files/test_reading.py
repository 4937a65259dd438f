"""What a stranger hands in is read only where it is an ordinary file of a sensible size; everything else is named."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tfkata.errors import SubmissionError
from tfkata.files import reading

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
LIMIT = 100


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # noqa: TID251  (the path of a socket may have 108 bytes)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)  # noqa: TID251


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.symlink_to(__file__), "is a link, and links are not followed: hand in the file itself"),
        (lambda path: path.symlink_to("nowhere"), "is a link, and links are not followed"),
        (lambda path: path.symlink_to("/dev/zero"), "is a link, and links are not followed"),
        (Path.mkdir, "is not an ordinary file"),
        (os.mkfifo, "is not an ordinary file"),
        (_socket, "is not an ordinary file"),
        (lambda path: path.write_bytes(b"x" * (LIMIT + 1)), "larger than 100 bytes: is it?"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 1 << 40), "larger than 100 bytes"),
        (lambda path: path.write_bytes(b"\xff\x80"), "not UTF-8 text (byte 0): save it as UTF-8"),
        (lambda path: None, "not there: write it"),
    ],
    ids=["link", "link nowhere", "link to a device", "folder", "pipe", "socket", "too large", "sparse", "not text", "missing"],
)  # fmt: skip
@UNIX
def test_what_is_refused_is_named(tmp_path: Path, make: Callable[[Path], object], said: str) -> None:
    make(tmp_path / "e01.py")
    with pytest.raises(SubmissionError, match=re.escape(said)) as refused:
        reading.read_text(tmp_path / "e01.py", limit=LIMIT, missing="not there: write it", advice="is it?")
    assert str(refused.value).startswith(f"{tmp_path / 'e01.py'}: ")


@UNIX
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty"])
def test_a_device_is_not_read(device: str) -> None:
    with pytest.raises(SubmissionError):
        reading.read_bytes(Path(device), limit=LIMIT)


@UNIX
def test_a_link_that_takes_the_place_of_a_file_at_the_last_moment_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look at the path may be too early: the opening itself refuses a link."""
    (tmp_path / "e01.py").symlink_to(__file__)
    monkeypatch.setattr(Path, "is_symlink", lambda self: False)
    with pytest.raises(SubmissionError, match="is a link, and links are not followed"):
        reading.read_bytes(tmp_path / "e01.py", limit=1 << 20)


@UNIX
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a\0b", "cannot be read"),
        ("x" * 300, "cannot be read: File name too long"),
        ("file/e01.py", "cannot be read: Not a directory"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SubmissionError, match=said):
        reading.read_bytes(tmp_path / name, limit=LIMIT)


def test_learners_are_not_told_where_their_work_lies(tmp_path: Path) -> None:
    with pytest.raises(SubmissionError, match=r"^exercises/e01\.py: no such file$"):
        reading.read_bytes(tmp_path / "e01.py", limit=LIMIT, name="exercises/e01.py")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"x" * LIMIT, "x" * LIMIT),
        (b"\xef\xbb\xbfa = '\xc3\xa9'", "a = 'é'"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
    ],
)
def test_text_is_read_however_it_was_saved(tmp_path: Path, content: bytes, text: str) -> None:
    (tmp_path / "e01.py").write_bytes(content)
    assert reading.read_bytes(tmp_path / "e01.py", limit=LIMIT) == content
    assert reading.read_text(tmp_path / "e01.py", limit=LIMIT) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_encoding_that_it_says(encoding: str) -> None:
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    text = "# für Zoë\r\nx = 1\r"
    assert reading.decoded((mark + text).encode(encoding), "e01.py") == "# für Zoë\nx = 1\n"


@pytest.mark.parametrize(
    "line", ["# -*- coding: latin-1 -*-", "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :"]
)
def test_a_coding_line_counts_as_it_does_for_python(line: str) -> None:
    content = f"{line}\n# für Zoë\n".encode("latin-1")
    assert "für Zoë" in reading.decoded(content, "e01.py")
    for other in (f"x = 1\ny = 2\n{line}\n# für", "# coding: rot13\n# für"):
        with pytest.raises(SubmissionError, match="not UTF-8 text"):
            reading.decoded(other.encode("latin-1"), "e01.py")
