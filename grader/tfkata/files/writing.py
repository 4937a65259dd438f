"""The one way to write a file: whole. A reader finds the old text or the new one, never half of one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from tfkata.errors import UsageError


def replace_file(path: Path, content: str | bytes, *, mode: int | None = None) -> None:
    """Write a file whole, in the place of whatever has that name: a link is replaced, what it leads to stays as it is.

    Text becomes UTF-8, with half a surrogate pair as an escape and line ends as they are. Missing folders are made. The
    file gets the permissions `mode`, or keeps those it had.

    Raises:
        UsageError: it cannot be written; nothing is left of the attempt.
    """
    data = _encoded(content)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(
            f".tfkata-{secrets.token_hex(8)}"
        )  # short: a long name plus an ending may be too long
        try:
            with fresh.open("xb") as file:  # never through a link that somebody left under this name
                file.write(data)
            if mode is not None:
                fresh.chmod(mode)
            elif path.is_file() and not path.is_symlink():
                shutil.copymode(path, fresh)
            fresh.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _cannot(path, error) from None


def write_where_asked(path: Path, content: str | bytes) -> None:
    """Write what the user of a command named: a link is followed, and a device or a pipe, such as /dev/stdout, is
    written to; any other file is written whole.

    Raises:
        UsageError: it cannot be written.
    """
    data = _encoded(content)
    try:
        if _is_written_in_place(path):
            path.write_bytes(data)
            return
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        try:
            replace_file(target, content)
        except UsageError:  # the file may be writable where its folder is not, or be a mount of its own
            if not target.is_file():
                raise
            target.write_bytes(data)
    except OSError as error:
        raise _cannot(path, error) from None


def _is_written_in_place(path: Path) -> bool:
    """Devices and pipes; /dev/stdout, too, when it leads to a file that other output goes into."""
    return path.exists() and not path.is_dir() and (not path.is_file() or path.is_relative_to("/dev"))


def _encoded(content: str | bytes) -> bytes:
    return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content


def _cannot(path: Path, error: OSError) -> UsageError:
    named = error.filename2 or error.filename
    place = (
        path if named is None or ".tfkata-" in str(named) else named
    )  # a folder in which it cannot be made
    return UsageError(f"{place}: cannot be written: {error.strerror}")
