"""The file `.tfkata/history.sqlite`: opened for one short piece of work at a time, whatever has become of it.

Several processes write to it (`watch`, `check`, pytest), so nobody keeps it open. The folder may be a stranger's: no
link is followed, and what is not exactly a history of ours is not read. A damaged file is kept aside, and a new one begun.
Write-ahead logging lets readers read while somebody writes; it needs memory that processes share, which network
disks lack: there, SQLite's older journal is used.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tfkata.errors import UsageError
from tfkata.files.databases import is_damage, keep_aside
from tfkata.files.locks import turn

APPLICATION = 0x74666B68  # "tfkh"
VERSION = 1
LARGEST = 256 << 20  # bytes; a year of daily work is about one megabyte
LONGEST = 1 << 16  # of a text in it
CACHE = 256  # KiB; a watch looks through all of the file with each save, and would grow with it
PATIENCE = 5.0  # seconds to wait for another process that is writing
_TABLES = """
CREATE TABLE attempts (
    number INTEGER PRIMARY KEY, what TEXT NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL, points REAL NOT NULL,
    max_points REAL NOT NULL, seconds REAL NOT NULL, whole INTEGER NOT NULL
);
CREATE TABLE found (
    attempt INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, outcome TEXT NOT NULL, misconception TEXT,
    said TEXT NOT NULL, PRIMARY KEY (attempt, place)
) WITHOUT ROWID;
CREATE TABLE reviews (number INTEGER PRIMARY KEY, code TEXT NOT NULL, at TEXT NOT NULL, correct INTEGER NOT NULL);
CREATE TABLE passed (what TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "afs",
    "fuse",
    "virtiofs",
    "drvfs",
    "vboxsf",
    "prl_fs",
    "davfs",
    "ncp",
)
_LOCAL = ("fuseblk",)  # a local disk of NTFS


class Database:
    """The file, which need not be there. `kept_aside` says where a damaged one went."""

    def __init__(self, path: Path, known_before: set[str]) -> None:
        """`known_before` is what had passed before there was a history: a new file takes it over."""
        self.path = path
        self.kept_aside: Path | None = None
        self._known_before = known_before
        self._looked_through = False

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """The open file; None where there is none yet.

        Raises:
            UsageError: it is not a history of ours, or cannot be read; one line that names it and says what to do.
        """
        with self._told(), _closed(self._opened(writing=False)) as database:
            yield database

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, in a file that is made where there is none: all of the block is kept, or nothing.

        Raises:
            UsageError: as for `reading`, or it cannot be written.
        """
        with self._told(), _closed(self._opened(writing=True)) as database:
            assert database is not None
            with _transaction(database):
                yield database

    def is_ours(self) -> bool:
        """Whether there is a file that is a history of this version."""
        try:
            with self.reading() as database:
                return database is not None
        except UsageError:
            return False

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """What goes wrong with the file becomes one line that names it."""
        try:
            yield
        except sqlite3.Error as error:
            raise UsageError(f"{self.path}: cannot be used: {_reason(error)}") from error
        except OSError as error:
            raise UsageError(
                f"{error.filename or self.path}: cannot be used: {error.strerror or error}"
            ) from None

    def _opened(self, *, writing: bool) -> sqlite3.Connection | None:
        try:
            return self._connect(writing)
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        self._set_aside()
        return self._connect(writing)

    def _set_aside(self) -> None:
        """In turn with other processes that found the same damage: the first to come makes the new file, which is theirs, too."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):  # a disk without locks
                stack.enter_context(turn(self.path.with_name("history.lock")))
            try:
                with _closed(self._connect(writing=False)):
                    return
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise
            self.kept_aside = keep_aside(self.path)

    def _connect(self, writing: bool) -> sqlite3.Connection | None:
        """An open history of ours that has been looked through.

        Raises:
            sqlite3.DatabaseError: it is damaged. UsageError: it is somebody else's, or of a newer tfkata.
        """
        if not _is_file(self.path):
            if not writing:
                return None
            _create(self.path)
        database, alone = _reached(self.path, writing)
        try:
            if _is_empty(database):
                if not writing:
                    database.close()
                    return None
                self._make(database)
            self._check(database)
            if writing:
                _make_private(self.path)
                _choose_journal(database, self.path, alone)
        except BaseException:
            database.close()
            raise
        return database

    def _make(self, database: sqlite3.Connection) -> None:
        """All of it or nothing; another process may be doing the same."""
        with _transaction(database):
            if not _is_empty(database):
                return
            for statement in filter(str.strip, _TABLES.split(";")):
                database.execute(statement)
            database.executemany("INSERT INTO passed VALUES (?)", ((what,) for what in self._known_before))
            database.execute(f"PRAGMA application_id = {APPLICATION}")
            database.execute(f"PRAGMA user_version = {VERSION}")

    def _check(self, database: sqlite3.Connection) -> None:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise UsageError(f"{self.path}: is the database of another program: move it away")
        if version > VERSION:
            raise UsageError(f"{self.path}: was written by a newer tfkata: update tfkata")
        if _tables(database) != _our_tables():
            raise sqlite3.DatabaseError("malformed: not the tables of ours")
        if not self._looked_through:
            found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(f"malformed: {found}")
            self._looked_through = True


def _is_file(path: Path) -> bool:
    """Whether the file is there.

    Raises:
        UsageError: something else has its name, or leads to it.
    """
    for place, wanted in ((path.parent, stat.S_ISDIR), (path, stat.S_ISREG)):
        try:
            found = place.lstat()
        except FileNotFoundError:
            return False
        if stat.S_ISLNK(found.st_mode):
            raise UsageError(f"{place}: is a link, and links are not followed: move it away")
        if not wanted(found.st_mode):
            kind = "a folder" if place == path.parent else "an ordinary file"
            raise UsageError(f"{place}: is not {kind}: move it away")
        if place == path and found.st_size > LARGEST:
            raise UsageError(f"{place}: larger than {LARGEST:,} bytes: move it away")
    return True


def _create(path: Path) -> None:
    """An empty file that only its owner may read, in a folder that no repository takes along.

    A workspace that was moved away is not made again under its old name: then it could not be moved back.
    """
    if not path.parent.exists():
        path.parent.mkdir(exist_ok=True)
    ignored = path.parent / ".gitignore"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with contextlib.suppress(FileExistsError), os.fdopen(os.open(ignored, flags, 0o644), "w") as file:
        file.write("*\n")
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, flags, 0o600))


def _make_private(path: Path) -> None:
    """A copy of the folder may have other permissions."""
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)


def _reached(path: Path, writing: bool) -> tuple[sqlite3.Connection, bool]:
    """A connection through which something can be read, and whether it had to be the only one.

    A file that was last written with write-ahead logging can be opened on a disk without shared memory by one process at a
    time, and in a folder that cannot be written to as one that nobody changes.
    """
    ways = [("mode=rw", False), ("mode=rw", True)] + ([] if writing else [("mode=ro&immutable=1", False)])
    for way, alone in ways:
        database = sqlite3.connect(
            f"{path.absolute().as_uri()}?{way}", timeout=PATIENCE, isolation_level=None, uri=True
        )
        try:
            if alone:  # before anything is read
                database.execute("PRAGMA locking_mode = EXCLUSIVE")
            _restrict(database)
            _is_empty(database)
            if writing:  # some disks allow the one and not the other
                with _transaction(database):
                    pass
        except sqlite3.OperationalError as error:
            database.close()
            if _is_busy(error) or (way, alone) == ways[-1]:
                raise
        except BaseException:
            database.close()
            raise
        else:
            return database, alone
    raise AssertionError("the last way raises")


def _restrict(database: sqlite3.Connection) -> None:
    """What a stranger put into the file can do no more than be read."""
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute(f"PRAGMA cache_size = -{CACHE}")


def _choose_journal(database: sqlite3.Connection, path: Path, alone: bool) -> None:
    (now,) = database.execute("PRAGMA journal_mode").fetchone()
    wanted = "delete" if alone or is_shared(path) else "wal"
    if now != wanted:
        with contextlib.suppress(sqlite3.OperationalError):  # others are at work: it stays as it is
            database.execute(f"PRAGMA journal_mode = {wanted}")


def is_shared(path: Path) -> bool:
    """Whether a file lies on a disk that other machines may have mounted, too."""
    import psutil

    place = path.absolute()
    mounts = [m for m in psutil.disk_partitions(all=True) if place.is_relative_to(m.mountpoint)]
    kind = max(mounts, key=lambda m: len(m.mountpoint)).fstype.lower() if mounts else ""
    return kind.startswith(_NETWORK) and kind not in _LOCAL


def _is_empty(database: sqlite3.Connection) -> bool:
    return not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _tables(database: sqlite3.Connection) -> list[tuple[str, ...]]:
    """All there is in the file, so that triggers and views of somebody else are seen as well."""
    return database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").fetchall()


@cache
def _our_tables() -> list[tuple[str, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as example:
        example.executescript(_TABLES)
        return _tables(example)


@contextlib.contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


@contextlib.contextmanager
def _closed(database: sqlite3.Connection | None) -> Iterator[sqlite3.Connection | None]:
    try:
        yield database
    finally:
        if database is not None:
            with contextlib.suppress(sqlite3.Error):
                database.close()


def _is_busy(error: sqlite3.Error) -> bool:
    return error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _reason(error: sqlite3.Error) -> str:
    if getattr(error, "sqlite_errorname", "") and _is_busy(error):
        return "another program has locked it"
    return f"it is damaged ({error})" if is_damage(error) else str(error)
