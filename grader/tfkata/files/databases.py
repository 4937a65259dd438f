"""SQLite files that something may have happened to: which error means damage, and how a damaged file is kept aside."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_DAMAGE = ("malformed", "not a database", "corrupt", "disk image")
_BESIDE = ("", "-wal", "-shm", "-journal")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file itself is broken, rather than busy, full or not ours to write."""
    return any(word in str(error) for word in _DAMAGE)


def keep_aside(path: Path) -> Path:
    """Give a damaged database, with the files SQLite has beside it, a name that is free.

    Raises:
        OSError: it cannot be renamed.
    """
    number = 1
    while any(p.exists() for p in family(path.with_name(f"{path.name}.damaged-{number}"))):
        number += 1
    aside = path.with_name(f"{path.name}.damaged-{number}")
    for old, new in zip(family(path), family(aside), strict=True):
        if old.exists():
            old.rename(new)
    return aside


def family(path: Path) -> list[Path]:
    """A database and the files that SQLite has beside it."""
    return [path.with_name(path.name + ending) for ending in _BESIDE]
