"""The history of one work folder: what was tried, what has passed, which mistakes come back and when.

Nothing here is evidence: grades come from grading. And nothing here is a reason that a check fails: where nothing can be
remembered, `words` says why, and everything else goes on.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfkata.errors import UsageError
from tfkata.files import databases
from tfkata.memory.attempts import LONGEST_SAID, Attempt, Found, is_name
from tfkata.memory.database import LONGEST, Database
from tfkata.report.clean import clean
from tfkata.results import Outcome
from tfkata.workspace import progress

if TYPE_CHECKING:
    from tfkata.memory.schedule import Due, Memory, Review

SCHEMA = "tfkata/history/v1"
NAME = "history.sqlite"
_YEARS = range(2000, 2200)


class History:
    """What is remembered in a work folder. For several processes and threads at once; nothing stays open."""

    def __init__(self, state: Path, folder: Path) -> None:
        self.words: list[str] = []
        """What went wrong with remembering, in words, each once."""
        self._folder = folder
        self._state = state
        self._database = Database(state / NAME, set(filter(is_name, progress.passed(folder))))

    @classmethod
    def of(cls, folder: Path) -> History:
        """The history of a work folder, or of the `exercises` in it. Never raises."""
        return cls(progress.state_folder(folder), folder)

    def record(self, *attempts: Attempt, seen: str | None = None) -> None:
        """Remember attempts.

        With `seen`, a text that something looked at by itself, none that came to the same for the same text last time: a watch
        judges what it finds when it begins, and two of them may look at one file.
        """
        if not attempts:
            return
        self._write(lambda database: _insert(database, attempts, seen))

    def attempts(self, what: str | None = None) -> list[Attempt]:
        """Every attempt, or those at one exercise or drill, oldest first."""
        every = sorted(_attempts(self._rows(_ATTEMPTS)), key=lambda attempt: attempt.when)
        return [attempt for attempt in every if what is None or attempt.what == what]

    def passed(self) -> set[str]:
        """Ids of the exercises that have passed here, also before there was a history."""
        kept = {what for (what,) in self._rows("SELECT what FROM passed") if is_name(what)}
        return kept | set(filter(is_name, progress.passed(self._folder)))

    def reviews(self) -> list[Review]:
        """Every answer in a review, in the order of its making."""
        from tfkata.memory.schedule import Review

        rows = self._rows("SELECT code, at, correct FROM reviews ORDER BY number")
        return [
            Review(code, when, bool(correct))
            for code, at, correct in rows
            if is_name(code) and (when := _when(at))
        ]

    def memory(self) -> Memory:
        """How well each misconception that was ever shown is overcome, and when it comes back."""
        from tfkata.memory.schedule import Memory

        return Memory.of(self.attempts(), self.reviews())

    def due(self, now: datetime) -> list[Due]:
        """What comes back on the day of `now` (in its own time zone) or was due before, longest waiting first."""
        return self.memory().due(now)

    def tomorrow(self, now: datetime) -> int:
        """How many misconceptions are due by the end of tomorrow, if none is reviewed until then."""
        return self.memory().tomorrow(now)

    def reviewed(self, code: str, right: bool, now: datetime) -> None:
        """Remember an answer in a review."""
        statement = "INSERT INTO reviews (code, at, correct) VALUES (?, ?, ?)"
        self._write(lambda database: database.execute(statement, (code, _text(now), right)))

    @property
    def place(self) -> str | None:
        """Where the learner left off."""
        rows = self._rows("SELECT value FROM settings WHERE name = 'place'")
        return next((value for (value,) in rows if is_name(value)), None)

    def leave(self, place: str) -> None:
        """Remember where the learner left off: the id of an exercise or a drill."""
        statement = "INSERT OR REPLACE INTO settings VALUES ('place', ?)"
        self._write(lambda database: database.execute(statement, (place,)))

    def export(self) -> dict[str, Any]:
        """All that is remembered, as plain data."""
        cards = self.memory().cards
        return {
            "schema": SCHEMA,
            "passed": sorted(self.passed()),
            "attempts": [_plain(attempt) for attempt in self.attempts()],
            "reviews": [
                {"code": r.code, "when": r.when.isoformat(), "right": r.right} for r in self.reviews()
            ],
            "due": {code: card.due.isoformat() for code, card in sorted(cards.items())},
        }

    def kept(self) -> list[Path]:
        """The files in which something is remembered, damaged ones that were kept aside included; of other programs, none."""
        if self._state.is_symlink() or not self._state.is_dir():
            return []
        ours = databases.family(self._state / NAME) if self._database.is_ours() else []
        files = [*ours, *self._state.glob(f"{NAME}.damaged-*"), self._state / "progress.json"]
        return sorted(file for file in files if file.is_file() and not file.is_symlink())

    def forget(self) -> None:
        """Delete all that is remembered here.

        Raises:
            UsageError: something cannot be deleted.
        """
        for file in self.kept():
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise UsageError(f"{file}: cannot be deleted: {error.strerror}") from None

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        with self._said(), self._database.reading() as database:
            return [] if database is None else database.execute(query).fetchall()
        return []

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> None:
        with self._said(), self._database.writing() as database:
            work(database)

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except UsageError as error:
            self._say(f"{clean(str(error))}; while that is so, nothing is remembered here")
        if self._database.kept_aside is not None:
            self._say(
                f"{self._database.path}: was damaged and is kept as {self._database.kept_aside.name}: a new history begins"
            )

    def _say(self, word: str) -> None:
        if word not in self.words:
            self.words.append(word)


_ATTEMPTS = f"""
SELECT a.number, a.what, a.at, a.outcome, a.points, a.max_points, a.seconds, a.whole, f.name, f.outcome, f.misconception,
    substr(f.said, 1, {LONGEST_SAID})
FROM attempts AS a LEFT JOIN found AS f ON f.attempt = a.number
WHERE length(a.what) < {LONGEST} ORDER BY a.number, f.place
"""


def _insert(database: sqlite3.Connection, attempts: Iterable[Attempt], seen: str | None) -> None:
    for attempt in attempts:
        if seen is None or _is_news(database, attempt, seen):
            _insert_one(database, attempt)


def _is_news(database: sqlite3.Connection, attempt: Attempt, seen: str) -> bool:
    """Whether the text, or what was found in it, differs from what was seen last; that is seen from now on."""
    name = f"seen {attempt.what}"
    now = f"{_digest(seen)} {attempt.outcome} {attempt.points:g} {attempt.whole:d}"
    known = database.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    database.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, now))
    return known is None or known[0] != now


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _insert_one(database: sqlite3.Connection, attempt: Attempt) -> None:
    facts = (attempt.what, _text(attempt.when), str(attempt.outcome), attempt.points, attempt.max_points)
    number = database.execute(
        "INSERT INTO attempts (what, at, outcome, points, max_points, seconds, whole) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*facts, attempt.seconds, attempt.whole),
    ).lastrowid
    database.executemany(
        "INSERT INTO found VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number, place, one.check, str(one.outcome), one.misconception, _storable(one.said))
            for place, one in enumerate(attempt.found)
        ),
    )
    if attempt.passed:
        database.execute("INSERT OR IGNORE INTO passed VALUES (?)", (attempt.what,))


def _attempts(rows: list[tuple[Any, ...]]) -> Iterator[Attempt]:
    """The attempts in rows that belong together by number. A row that nobody of ours wrote counts as none."""
    heads: dict[int, tuple[Any, ...]] = {}
    found: dict[int, list[Found]] = {}
    for number, *facts in rows:
        heads[number] = tuple(facts[:7])
        with contextlib.suppress(ValueError, TypeError):
            found.setdefault(number, []).extend(_found(*facts[7:]))
    for number, (what, at, outcome, points, max_points, seconds, whole) in heads.items():
        when = _when(at)
        if not is_name(what) or when is None:
            continue
        with contextlib.suppress(ValueError, TypeError):
            figures = (float(points), float(max_points), float(seconds))
            yield Attempt(
                what, when, Outcome(outcome), *figures, tuple(found.get(number, ())), whole=bool(whole)
            )


def _found(name: Any, outcome: Any, misconception: Any, said: Any) -> Iterator[Found]:
    if outcome is None:  # an attempt without checks
        return
    known = misconception if is_name(misconception) else None
    yield Found(name if is_name(name) else "", Outcome(outcome), known, clean(str(said)).replace("\n", " "))


def _text(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _when(text: Any) -> datetime | None:
    try:
        when = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return when if when.year in _YEARS else None


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()[:LONGEST_SAID]


def _plain(attempt: Attempt) -> dict[str, Any]:
    return {
        "what": attempt.what,
        "when": attempt.when.isoformat(),
        "outcome": str(attempt.outcome),
        "points": attempt.points,
        "max_points": attempt.max_points,
        "seconds": attempt.seconds,
        "whole": attempt.whole,
        "misconceptions": list(attempt.misconceptions),
        "checks": [
            {"id": f.check, "outcome": str(f.outcome), "misconception": f.misconception, "said": f.said}
            for f in attempt.found
        ],
    }
