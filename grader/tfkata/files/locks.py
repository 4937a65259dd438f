"""Locks between processes. The system gives a lock back however the process that holds it ends, and no file has to be
deleted for it.

They are `filelock.lock_descriptor` on descriptors opened here, not `filelock.FileLock`, because a folder can be locked
only by its descriptor, and because the file of a lock shall name the process that holds it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
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


class NoLocks(OSError):
    """The file system has no locks; its text says what to do."""

    def __init__(self, path: Path, error: OSError) -> None:
        advice = "its file system has no locks (a network or FUSE mount without them?): choose a folder on a local disk"
        super().__init__(error.errno, f"cannot be locked ({error.strerror}): {advice}", str(path))


class FileLock:
    """A lock that is held from its making until `release`, or until the process ends; the file says by which process."""

    def __init__(self, path: Path) -> None:
        """Take the lock or fail at once.

        Raises:
            AlreadyLocked: somebody else has it. NoLocks: its disk has none. OSError: the file cannot be opened.
        """
        self._descriptor: int | None = os.open(path, _FILE, 0o666)
        try:
            if not _taken(self._descriptor, path):
                holder = _holder(self._descriptor)
                if not holder:
                    _must_have_locks(path)
                raise AlreadyLocked(holder)
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


def _taken(descriptor: int, path: Path) -> bool:
    try:
        return filelock.lock_descriptor(descriptor, blocking=False)
    except OSError as error:
        raise NoLocks(path, error) from None


def _must_have_locks(path: Path) -> None:
    """Some file systems answer a lock that they do not have as if another process had it: one that nobody can have tells.

    Raises:
        NoLocks: they answer so.
    """
    with tempfile.TemporaryFile(dir=path.parent) as unknown:
        if not _taken(unknown.fileno(), path):
            raise NoLocks(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def _holder(descriptor: int) -> str:
    with contextlib.suppress(OSError, UnicodeDecodeError):  # Windows lets nobody read a locked file
        return os.pread(descriptor, 20, 0).decode().strip() if hasattr(os, "pread") else ""
    return ""
