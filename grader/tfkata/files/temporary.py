"""Folders for one grading each, in the folder for temporary files: made, locked, removed; and those that a killed run left.

A folder is locked by the process that made it for as long as that process lives. The kernel gives the lock back however the
process ends, so a lock that can be had tells that nobody needs the folder any more, also across containers that share
a folder for temporary files, where process numbers tell nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tfkata.errors import HostError
from tfkata.files.locks import FOLDER, lock_folder

PREFIX = "tfkata-work-"
GRACE_SECONDS = 60.0  # between making a folder and locking it; far more than it takes
_NAME = re.compile(rf"{PREFIX}[a-z0-9_]{{8}}")


class WorkFolder:
    """An empty folder that is this process's alone until it is removed."""

    def __init__(self) -> None:
        """Make it.

        Raises:
            HostError: there is no room for it, or no folder for temporary files that can be written to.
        """
        try:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        except OSError as error:
            raise HostError(cannot_hold(error)) from None
        self._lock = lock_folder(self.path)

    def remove(self) -> None:
        remove(self.path)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def cannot_hold(error: OSError) -> str:
    """Why there is no temporary file or folder, and what to do."""
    place = tempfile.tempdir or os.environ.get("TMPDIR") or "the folder for temporary files"
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    why = "no space or no inode is left" if full else error.strerror or str(error)
    return f"{place}: {why}: make room there, or set TMPDIR to a folder that can be written to and has some"


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """An empty folder for as long as the block takes."""
    folder = WorkFolder()
    try:
        yield folder.path
    finally:
        folder.remove()


def clear_leftovers() -> list[Path]:
    """Removes the work folders of this user whose makers are gone: killed outright, nobody cleaned up after them.

    Only folders that are called like ours, belong to this user, are no links, and are locked by nobody.
    """
    removed: list[Path] = []
    if sys.platform == "win32":
        return removed
    with contextlib.suppress(OSError):
        for path in list(Path(tempfile.gettempdir()).iterdir()):
            if _NAME.fullmatch(path.name) and _was_left(path):
                removed.append(path)
    return removed


def _was_left(folder: Path) -> bool:
    """Removes the folder if nobody needs it; whether it is gone."""
    with contextlib.suppress(OSError):
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
            return False
        if abs(time.time() - status.st_ctime) < GRACE_SECONDS:
            return False
        if status.st_mode & stat.S_IRWXU != stat.S_IRWXU:  # a candidate may have shut it
            folder.chmod(stat.S_IRWXU)
        lock = lock_folder(folder)
        if lock is None:
            return False
        try:
            remove(folder)
        finally:
            os.close(lock)
        for log in folder.parent.glob(f"{folder.name}.*.log"):  # of a spawned candidate
            log.unlink(missing_ok=True)
    return not folder.exists()


def remove(folder: Path) -> None:
    """Deletes a folder in which anything may be: folders that cannot be entered, or thousands inside each other.

    It goes down and up again one folder at a time, so that neither the stack, nor the length of a path, nor the
    number of descriptors ends it. No link is followed. Where something cannot be deleted it stops.
    """
    if os.open not in os.supports_dir_fd:
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):
        folder.chmod(stat.S_IRWXU)
        here = os.open(folder, FOLDER)
        try:
            levels = [_folders_left(here)]
            while len(levels) > 1 or levels[0]:
                if levels[-1]:
                    here = _move(here, levels[-1][-1])
                    levels.append(_folders_left(here))
                else:
                    here = _move(here, "..")
                    levels.pop()
                    os.rmdir(levels[-1].pop(), dir_fd=here)
        finally:
            os.close(here)
        folder.rmdir()


def _folders_left(here: int) -> list[str]:
    """Deletes the files; the names of the folders, which can now be entered."""
    with os.scandir(here) as found:
        entries = list(found)
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            os.unlink(entry.name, dir_fd=here)
    names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    for name in names:  # nobody is left who could put a link there
        os.chmod(name, stat.S_IRWXU, dir_fd=here)
    return names


def _move(here: int, name: str) -> int:
    there = os.open(name, FOLDER, dir_fd=here)
    os.close(here)
    return there
