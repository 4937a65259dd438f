"""Tries what `means` looks up, for `tfkata doctor`: a quota or a container shows in no figure, and refuses anyway."""

from __future__ import annotations

import contextlib
import mmap
import os
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import filelock

from tfkata.sandbox.means import LEAST_ADDRESSES, LEAST_FILES, LEAST_INODES, LEAST_SPACE, LEAST_THREADS


def refusal(attempt: Callable[[], object]) -> str:
    """Why the system refuses an attempt; nothing where it does not."""
    try:
        attempt()
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        return str(error) or type(error).__name__
    return ""


def _writes() -> None:
    with tempfile.TemporaryFile() as file:
        for _ in range(LEAST_SPACE >> 20):
            file.write(bytes(1 << 20))
        file.flush()


def _makes_files() -> None:
    with tempfile.TemporaryDirectory(prefix="tfkata-") as folder:
        for number in range(LEAST_INODES):
            (Path(folder) / str(number)).touch()


def _opens_files() -> None:
    with contextlib.ExitStack() as opened:
        for _ in range(LEAST_FILES // 2):
            opened.enter_context(open(os.devnull, "rb"))  # noqa: PTH123


def _starts_threads() -> None:
    over = threading.Event()
    started: list[threading.Thread] = []
    try:
        for _ in range(LEAST_THREADS):
            thread = threading.Thread(target=over.wait, daemon=True)
            thread.start()
            started.append(thread)
    finally:
        over.set()
        for thread in started:
            thread.join()


def _maps_addresses() -> None:
    """Address space only: not a page of it is used."""
    if sys.platform == "linux":
        mmap.mmap(-1, LEAST_ADDRESSES, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ).close()


def _locks() -> None:
    with tempfile.TemporaryFile() as file:
        filelock.lock_descriptor(file.fileno(), blocking=False)


ATTEMPTS: dict[str, Callable[[], None]] = {
    "space": _writes,
    "files": _makes_files,
    "open files": _opens_files,
    "threads": _starts_threads,
    "address space": _maps_addresses,
    "locks": _locks,
}
_ROOM = "make room in the folder for temporary files, or set TMPDIR to one that has some"
ADVICE = {
    "space": _ROOM,
    "files": _ROOM,
    "open files": "raise `ulimit -n`",
    "threads": "raise `ulimit -u`, or the limit of the container (`docker run --pids-limit`)",
    "address space": "raise `ulimit -v`; a container or `vm.overcommit_memory=2` may forbid it, too",
    "locks": "set TMPDIR to a folder on a local disk",
}
