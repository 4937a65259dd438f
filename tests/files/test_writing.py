"""A file is written whole or not at all, in the place of what was there, and whoever may read it still may."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tfkata.errors import UsageError
from tfkata.files.writing import replace_file, write_where_asked

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files there")


@pytest.mark.parametrize("write", [replace_file, write_where_asked])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("a\nb\r\n", b"a\nb\r\n"),
        (b"\xff", b"\xff"),
        ("half a pair \ud800, a fish 🐟", b"half a pair \\ud800, a fish \xf0\x9f\x90\x9f"),
    ],
)
def test_what_is_written_is_there(tmp_path: Path, write, content: str | bytes, found: bytes) -> None:  # type: ignore[no-untyped-def]
    for path in (tmp_path / "new", tmp_path / "made" / "on the way" / ("x" * 250)):
        for _ in range(2):
            write(path, content)
            assert path.read_bytes() == found
            assert list(path.parent.glob(".*")) == []


def test_a_reader_never_finds_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    texts = [letter * 3_000_000 for letter in "ab"]
    replace_file(path, texts[0])
    done = threading.Event()

    def write() -> None:
        for number in range(20):
            replace_file(path, texts[number % 2])
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    while not done.is_set():
        assert path.read_text() in texts
    thread.join()


@UNIX
def test_permissions_are_those_of_a_new_file_or_stay_or_are_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_file(tmp_path / "new", "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640
    (tmp_path / "new").chmod(0o604)
    replace_file(tmp_path / "new", "y")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604
    replace_file(tmp_path / "new", "z", mode=0o755)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o755


@UNIX
def test_a_link_is_replaced_or_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("precious")
    for name in ("ours", "theirs"):
        (tmp_path / name).symlink_to(tmp_path / "target")
    replace_file(tmp_path / "ours", "x")
    assert (tmp_path / "target").read_text() == "precious"
    assert not (tmp_path / "ours").is_symlink()
    write_where_asked(tmp_path / "theirs", "y")
    assert (tmp_path / "target").read_text() == "y"
    assert (tmp_path / "theirs").is_symlink()


@UNIX
def test_a_pipe_that_was_named_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.append((tmp_path / "pipe").read_text()))
    reader.start()
    write_where_asked(tmp_path / "pipe", "x")
    reader.join()
    assert found == ["x"]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@UNIX
def test_the_standard_output_stays_the_file_that_it_is(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from tfkata.files.writing import write_where_asked\n"
        "write_where_asked(Path('/dev/stdout'), 'x')"
    )
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
        assert os.path.samestat(os.fstat(out.fileno()), (tmp_path / "out").stat())
    assert (tmp_path / "out").read_text() == "x"


@pytest.mark.parametrize("write", [replace_file, write_where_asked])
@pytest.mark.parametrize("place", ["folder", "file/below"])
def test_what_cannot_be_written_is_named_and_leaves_nothing(tmp_path: Path, write, place: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=f"{tmp_path / place.partition('/')[0]}.*: cannot be written: "):
        write(tmp_path / place, "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_an_interruption_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_file(tmp_path / "file", "old")

    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "file", "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_file_that_cannot_be_replaced_but_written_to_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a single file that a container mounts."""
    (tmp_path / "file").write_text("old")

    def busy(self: Path, target: Path) -> None:
        raise OSError(16, "Device or resource busy", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(UsageError, match=f"{tmp_path / 'file'}: cannot be written: Device or resource busy"):
        replace_file(tmp_path / "file", "new")
    write_where_asked(tmp_path / "file", "new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["new"]
