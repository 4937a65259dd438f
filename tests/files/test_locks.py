"""A lock is one process's, names it, and goes with it however it ends; folders are locked without a file in them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tfkata.files.locks import AlreadyLocked, FileLock, lock_folder, turn

HOLDS = "import sys; from pathlib import Path; from tfkata.files.locks import {0}; lock = {0}(Path(sys.argv[1])); print(1, flush=True); input()"
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="no folder can be locked there")


@contextmanager
def held_elsewhere(what: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is killed, without cleaning up after itself."""
    command = [sys.executable, "-c", HOLDS.format(what), str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        yield process
        process.kill()


def test_a_lock_names_the_process_that_holds_it_and_ends_with_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with held_elsewhere("FileLock", path) as process:
        for _ in range(2):  # who does not get it leaves the number in it alone
            with pytest.raises(AlreadyLocked) as refused:
                FileLock(path)
            assert refused.value.holder == str(process.pid)
    lock = FileLock(path)
    assert path.read_text() == str(os.getpid())
    lock.release()
    lock.release()
    FileLock(path).release()


def test_twice_in_one_process_is_refused_too(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    with pytest.raises(AlreadyLocked, match=str(os.getpid())):
        FileLock(tmp_path / "lock")
    lock.release()


@UNIX
def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    (tmp_path / "lock").symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match="lock"):
        FileLock(tmp_path / "lock")
    assert (tmp_path / "precious").read_text() == "x"


@UNIX
def test_a_folder_is_locked_by_itself(tmp_path: Path) -> None:
    with held_elsewhere("lock_folder", tmp_path):
        assert lock_folder(tmp_path) is None
        assert list(tmp_path.iterdir()) == []
    descriptor = lock_folder(tmp_path)
    assert descriptor is not None
    assert lock_folder(tmp_path) is None
    os.close(descriptor)


@UNIX
def test_what_is_no_folder_is_not_locked_as_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    assert [lock_folder(tmp_path / name) for name in ("file", "link", "nothing")] == [None] * 3


def test_turns_are_taken_one_after_the_other(tmp_path: Path) -> None:
    order: list[str] = []
    inside, waits = threading.Event(), threading.Event()

    def second() -> None:
        inside.wait(30)
        waits.set()
        with turn(tmp_path / "lock"):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with turn(tmp_path / "lock"):
        inside.set()
        waits.wait(30)
        thread.join(0.2)  # long enough to be wrong, if it can be
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
