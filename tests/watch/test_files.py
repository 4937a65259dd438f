"""What a watcher sees of a file, however it is saved."""

from __future__ import annotations

import os
import queue
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfkata.watch.files import GONE_SECONDS, READ_SECONDS, Seen, Watcher

SOON = 10.0


class Told:
    """A watcher, and what it tells."""

    def __init__(self) -> None:
        self.changed: queue.Queue[Seen] = queue.Queue()
        self.again: queue.Queue[Seen] = queue.Queue()
        self.watcher = Watcher(self.changed.put, self.again.put)

    def next(self) -> Seen:
        return self.changed.get(timeout=SOON)

    def nothing_comes(self, seconds: float = 0.5) -> bool:
        time.sleep(seconds)
        return self.changed.empty()


@pytest.fixture
def told() -> Iterator[Told]:
    made = Told()
    yield made
    made.watcher.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "e01_normalize.py"
    place.write_text("one = 1\n", "utf-8")
    return place


def written_in_place(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")


def renamed_over_it(file: Path, text: str) -> None:
    """As PyCharm and VS Code do, and vim with `backupcopy=no`."""
    other = file.with_suffix(".tmp")
    other.write_text(text, "utf-8")
    other.replace(file)


def moved_away_first(file: Path, text: str) -> None:
    """As vim and Emacs do, which keep a backup."""
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, "utf-8")


def deleted_first(file: Path, text: str) -> None:
    file.unlink()
    time.sleep(0.15)
    file.write_text(text, "utf-8")


def in_halves(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.flush()
        time.sleep(0.15)
        out.write(text)


def without_a_new_time(file: Path, text: str) -> None:
    """On a file system that counts time in seconds, or after a copy that keeps it."""
    before = file.stat()
    file.write_text(text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


WAYS = [written_in_place, renamed_over_it, moved_away_first, deleted_first, in_halves, without_a_new_time]


@pytest.mark.parametrize("save", WAYS)
def test_each_way_to_save_is_seen_once_and_whole(told: Told, file: Path, save: object) -> None:
    assert callable(save)
    assert told.watcher.watch(file).text == "one = 1\n"
    for text in ("two = 2\n", "six = 6\n"):
        save(file, text)
        assert told.next().text == text
    assert told.nothing_comes()


def test_the_same_content_saved_again_is_no_change(told: Told, file: Path) -> None:
    told.watcher.watch(file)
    time.sleep(0.02)
    renamed_over_it(file, "one = 1\n")
    assert told.again.get(timeout=SOON).text == "one = 1\n"
    assert told.nothing_comes()


def test_a_file_that_goes_is_told_when_it_stays_away_and_when_it_is_back(told: Told, file: Path) -> None:
    told.watcher.watch(file)
    file.unlink()
    assert "no such file" in told.next().problem
    file.write_text("back = 1\n", "utf-8")
    assert told.next().text == "back = 1\n"


def test_a_folder_that_is_renamed_and_comes_back(told: Told, file: Path) -> None:
    told.watcher.watch(file)
    elsewhere = file.parent.with_name("elsewhere")
    file.parent.rename(elsewhere)
    assert told.next().problem
    elsewhere.rename(file.parent)
    assert told.next().text == "one = 1\n"


def test_a_file_that_is_emptied_is_told_only_when_it_stays_empty(told: Told, file: Path) -> None:
    told.watcher.watch(file)
    file.write_text("", "utf-8")
    assert told.nothing_comes(GONE_SECONDS / 3)
    assert told.next().text == ""


def test_what_is_no_text_is_said(told: Told, file: Path) -> None:
    told.watcher.watch(file)
    file.write_bytes(b"\xff\xfe\xfa\x00\x81")
    assert told.next().problem
    file.unlink()
    file.symlink_to("/etc/passwd")
    assert "link" in told.next().problem


def test_only_one_file_is_watched(told: Told, file: Path) -> None:
    other = file.with_name("e02_channels.py")
    other.write_text("x = 1\n", "utf-8")
    told.watcher.watch(file)
    told.watcher.watch(other)
    file.write_text("nobody looks\n", "utf-8")
    assert told.nothing_comes(READ_SECONDS + 0.3)
    other.write_text("x = 2\n", "utf-8")
    assert told.next().path == other
