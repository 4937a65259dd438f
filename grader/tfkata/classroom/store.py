"""Results as they come, in an SQLite file that survives being killed at any moment.

A result and the line of the log that says so are one transaction: a key that is in the log was graded and kept.
Write-ahead logging keeps what is committed through a crash of the process; after a power cut the last results
may be missing, and are graded again.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from tfkata.errors import HostError, UsageError
from tfkata.files.databases import is_damage, keep_aside
from tfkata.files.locks import AlreadyLocked, FileLock, NoLocks
from tfkata.results import Outcome, SubmissionResult
from tfkata.settings import drawn_seed

APPLICATION = 0x74666B61  # "tfka"
VERSION = 2
_REMEDY = "make room, or name another folder with --out; what was kept stays kept"
_SETTINGS = "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
_TABLES = f"""
{_SETTINGS}
CREATE TABLE results (
    key TEXT PRIMARY KEY, exercise TEXT NOT NULL, outcome TEXT NOT NULL, result TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE log (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, exercise TEXT NOT NULL, outcome TEXT NOT NULL, at REAL NOT NULL
);
"""
_COLUMNS = {
    "results": ["key", "exercise", "outcome", "result"],
    "log": ["number", "key", "exercise", "outcome", "at"],
    "settings": ["name", "value"],
}


class Store:
    """The results of one class. Use as a context manager; for one process and one thread at a time."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file.

        Raises:
            UsageError: somebody else is at work on it, it belongs to another program or to a newer tfkata, or the
                place cannot be written to.
        """
        self.path = path
        self.kept_aside: Path | None = None
        self._identity: tuple[int, int] | None = None
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock(path.with_name(f"{path.name}.lock"))
            try:
                self._database = self._open()
            except BaseException:
                self._lock.release()
                raise
            self._identity = _identity(path)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        self._lock.release()

    def must_be_there(self) -> None:
        """Look whether the file is still where it was: somebody may have moved or deleted its folder.

        Raises:
            HostError: it is not. What was kept has been written there again, where that was possible.
        """
        if _identity(self.path) == self._identity:
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                with contextlib.closing(sqlite3.connect(self.path)) as copy:
                    self._database.backup(copy)
            kept = f"what was graded until then is kept in {self.path}"
        except (OSError, sqlite3.Error) as error:
            kept = f"what was graded could not be kept there again ({error})"
        raise HostError(
            f"{self.path.parent}: was moved or deleted while grading, so nothing could be written there: {kept}: "
            "run the same command again, and leave the folder alone until it is done"
        )

    def get(self, key: str) -> SubmissionResult | None:
        """The result that is kept under a key. One that cannot be read counts as missing."""
        with _told(self.path):
            row = self._database.execute("SELECT result FROM results WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return SubmissionResult.from_json(json.loads(row[0]))
        except (ValueError, TypeError, AttributeError):
            return None

    def has(self, key: str) -> bool:
        with _told(self.path):
            found = self._database.execute("SELECT 1 FROM results WHERE key = ?", (key,)).fetchone()
        return found is not None

    def put(self, key: str, result: SubmissionResult) -> None:
        """Keeps the result of one exercise; of a grader_error only that it happened."""
        (exercise,) = result.exercises
        text = json.dumps(result.to_json(), ensure_ascii=True, separators=(",", ":"))
        facts = (key, exercise.id, str(exercise.outcome))
        with _told(self.path), self._database as transaction:
            if exercise.outcome is not Outcome.GRADER_ERROR:
                transaction.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", (*facts, text))
            transaction.execute(
                "INSERT INTO log (key, exercise, outcome, at) VALUES (?, ?, ?, ?)", (*facts, time.time())
            )

    def seed(self, given: int | None = None) -> int:
        """The seed of this class: the one given, else the one kept, else one that is drawn; it is kept from then on."""
        with _told(self.path), self._database as transaction:
            row = transaction.execute("SELECT value FROM settings WHERE name = 'seed'").fetchone()
            seed = given if given is not None else int(row[0]) if row is not None else drawn_seed()
            transaction.execute("INSERT OR REPLACE INTO settings VALUES ('seed', ?)", (str(seed),))
        return seed

    def forget(self, keys: Iterable[str]) -> None:
        """Results that are to be made again. The log keeps that they were made."""
        with _told(self.path), self._database as transaction:
            transaction.executemany("DELETE FROM results WHERE key = ?", ((key,) for key in keys))

    def log(self) -> list[tuple[str, str, Outcome]]:
        """Every grading that came to an end: key, exercise and outcome, oldest first."""
        with _told(self.path):
            rows = self._database.execute("SELECT key, exercise, outcome FROM log ORDER BY number").fetchall()
        return [(key, exercise, Outcome(outcome)) for key, exercise, outcome in rows]

    def __len__(self) -> int:
        with _told(self.path):
            return int(self._database.execute("SELECT count(*) FROM results").fetchone()[0])

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        self.kept_aside = keep_aside(self.path)
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        """An open database of ours that has been looked through.

        Raises:
            sqlite3.DatabaseError: it is damaged.
        """
        database = sqlite3.connect(self.path, timeout=10)
        try:
            if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._make(database)
            self._bring_up_to_date(database)
            self._check(database)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            database.close()
            raise
        return database

    def _make(self, database: sqlite3.Connection) -> None:
        """All of it or nothing: a store that was being made when the power went is made again."""
        database.execute("BEGIN IMMEDIATE")
        for statement in filter(str.strip, _TABLES.split(";")):
            database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.commit()

    def _bring_up_to_date(self, database: sqlite3.Connection) -> None:
        """A store of version 1 has no settings."""
        if [
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        ] == [
            APPLICATION,
            1,
        ]:
            database.execute("BEGIN IMMEDIATE")
            database.execute(_SETTINGS)
            database.execute(f"PRAGMA user_version = {VERSION}")
            database.commit()

    def _check(self, database: sqlite3.Connection) -> None:
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION:
            raise UsageError(f"{self.path}: is a database of another program: name another folder with --out")
        if version > VERSION:
            raise UsageError(
                f"{self.path}: was written by a newer tfkata: update tfkata, or name another --out"
            )
        for table, columns in _COLUMNS.items():
            if [row[1] for row in database.execute(f"PRAGMA table_info({table})")] != columns:
                raise sqlite3.DatabaseError(f"malformed: no table {table} of ours")
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(f"malformed: {found}")


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that has its name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What goes wrong with the file becomes one line that names it."""
    try:
        yield
    except sqlite3.Error as error:
        remedy = "run the same command again: a damaged store is kept aside" if is_damage(error) else _REMEDY
        raise UsageError(f"{path}: the results cannot be kept or read: {error}: {remedy}") from error
    except NoLocks as error:
        raise UsageError(f"{path.parent}: {error.strerror}, with --out") from None
    except OSError as error:
        raise UsageError(
            f"{error.filename or path}: cannot be written: {error.strerror}: {_REMEDY}"
        ) from None


def _lock(path: Path) -> FileLock:
    """Take the lock of a store.

    Raises:
        UsageError: another process has it.
    """
    try:
        return FileLock(path)
    except AlreadyLocked as locked:
        who = f" (process {locked.holder})" if locked.holder else ""
        raise UsageError(
            f"{path.parent}: another `tfkata grade` is at work there{who}: wait for it, or end it"
        ) from None
