"""Locks between processes. The system gives a lock back however the process that holds it ends, and no file has to be
deleted for it.

They are `filelock.lock_descriptor` on descriptors opened here, not `filelock.FileLock`, because a folder can be locked
only by its descriptor, and because the file of a lock shall name the process that holds it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import filelock

FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FILE = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class AlreadyLocked(Exception):
    """Another process, or another place in this one, holds the lock; `holder` is its process number, if known."""

    def __init__(self, holder: str) -> None:
        super().__init__(f"locked by process {holder}" if holder else "locked by another process")
        self.holder = holder


class FileLock:
    """A lock that is held from its making until `release`, or until the process ends; the file says by which process."""

    def __init__(self, path: Path) -> None:
        """Take the lock or fail at once.

        Raises:
            AlreadyLocked: somebody else has it. OSError: the file cannot be opened, or its disk has no locks.
        """
        self._descriptor: int | None = os.open(path, _FILE, 0o666)
        try:
            if not filelock.lock_descriptor(self._descriptor, blocking=False):
                raise AlreadyLocked(_holder(self._descriptor))
            os.truncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back; a second time is no harm."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def lock_folder(folder: Path) -> int | None:
    """Lock a folder itself, which is no trace in it that what runs there could remove.

    Returns:
        The descriptor that holds the lock until it is closed; None where another has it, where the folder cannot be
        opened or is a link, and on Windows, where folders cannot be locked.
    """
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(folder, FOLDER)
    except OSError:
        return None
    try:
        if filelock.lock_descriptor(descriptor, blocking=False):
            return descriptor
    except OSError:
        pass
    os.close(descriptor)
    return None


@contextlib.contextmanager
def turn(path: Path) -> Iterator[None]:
    """Wait for the lock of a file and hold it during the block.

    Raises:
        OSError: the file cannot be opened, or its disk has no locks.
    """
    descriptor = os.open(path, _FILE, 0o666)
    try:
        filelock.lock_descriptor(descriptor)
        yield
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):  # Windows lets nobody read a locked file
        return os.pread(descriptor, 20, 0).decode().strip() if hasattr(os, "pread") else ""
    return ""
