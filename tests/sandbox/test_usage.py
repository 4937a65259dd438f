"""What a candidate uses, counted from outside: it hides nothing, and makes no look slow."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest

from tfkata.sandbox import usage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc")


def test_a_file_that_is_gone_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who renames files all the time makes some vanish between being listed and being looked at."""
    for number in range(20):
        (tmp_path / f"{number}").write_bytes(bytes(8192))
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "large").write_bytes(bytes(1 << 20))
    scan = os.scandir

    def half_gone(path: str) -> object:
        with scan(path) as found:
            entries = list(found)
        for entry in entries[::2]:
            if entry.is_file() and entry.name != "large":
                Path(entry.path).unlink()
        return _Entries(entries)

    monkeypatch.setattr(usage.os, "scandir", half_gone)
    total, entries = usage.below(str(tmp_path))
    assert total >= 1 << 20
    assert entries == 22


class _Entries(list[os.DirEntry[str]]):
    def __enter__(self) -> _Entries:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("depth", "full"), [(20, False), (100, True)])
def test_folders_inside_each_other_are_looked_at_as_far_as_anybody_needs(
    tmp_path: Path, depth: int, full: bool
) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("a", dir_fd=here)
        here, above = os.open("a", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    os.close(here)
    assert usage.disk_is_full(str(tmp_path), []) is full


@pytest.mark.parametrize(
    ("left", "files_left", "full"),
    [(1 << 30, 10_000, False), (16 << 20, 10_000, True), (1 << 30, 10, False), (1 << 30, 900, True)],
)
def test_of_a_small_disk_nobody_takes_more_than_there_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int, files_left: int, full: bool
) -> None:
    (tmp_path / "x").write_bytes(bytes(40 << 20))
    for number in range(1100 if files_left == 900 else 0):
        (tmp_path / str(number)).touch()
    disk = types.SimpleNamespace(f_bavail=left, f_frsize=1, f_files=20_000, f_favail=files_left)
    monkeypatch.setattr(usage.os, "statvfs", lambda _: disk)
    assert usage.disk_is_full(str(tmp_path), []) is full


def test_a_little_may_be_used_of_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is lacking then is the machine's account."""
    (tmp_path / "x").write_bytes(bytes(10 << 20))
    disk = types.SimpleNamespace(f_bavail=0, f_frsize=1, f_files=100, f_favail=0)
    monkeypatch.setattr(usage.os, "statvfs", lambda _: disk)
    assert not usage.disk_is_full(str(tmp_path), [])
