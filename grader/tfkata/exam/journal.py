"""The journal of a sitting: a line of JSON for each event, each with the hash of the line before, so that no line can be changed,
removed or put in without a trace. Somebody who writes the whole of it again leaves none; `docs/exam.md` says so.

A line holds `n` (from 0), `time`, `what`, the event's own `data`, `before` (the hash of the line before) and `hash`: SHA-256 of
the line's other parts as JSON with sorted keys and without blanks.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tfkata.exam import clock

NOTHING_BEFORE = "0" * 64
START, SUBMIT, FINISH = "start", "submit", "finish"
LARGEST = 4 << 20
"""Bytes of a journal. A submission takes some 400."""


class NotAnEntry(ValueError):
    """A line that is not an entry of a journal; the text says why."""


@dataclass(frozen=True)
class Entry:
    """One event."""

    number: int
    time: datetime
    what: str
    data: dict[str, Any]
    before: str
    hash: str

    @property
    def line(self) -> str:
        return json.dumps({**self._hashed(), "hash": self.hash}, sort_keys=True)

    @property
    def right_hash(self) -> str:
        text = json.dumps(self._hashed(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def _hashed(self) -> dict[str, Any]:
        return {
            "n": self.number,
            "time": clock.written(self.time),
            "what": self.what,
            "data": self.data,
            "before": self.before,
        }


def following(entries: Sequence[Entry], what: str, data: dict[str, Any], time: datetime) -> Entry:
    """The entry that goes after these."""
    before = entries[-1].hash if entries else NOTHING_BEFORE
    draft = Entry(len(entries), time, what, data, before, "")
    return Entry(len(entries), time, what, data, before, draft.right_hash)


def text_of(entries: Sequence[Entry]) -> str:
    return "".join(f"{entry.line}\n" for entry in entries)


def entry_of(line: str) -> Entry:
    """The entry in a line.

    Raises:
        NotAnEntry: it is none.
    """
    try:
        found = json.loads(line)
        number, what, data = found["n"], found["what"], found["data"]
        before, own = found["before"], found["hash"]
        texts = all(isinstance(text, str) for text in (what, before, own))
        if type(number) is not int or not texts or not isinstance(data, dict) or len(found) != 6:
            raise NotAnEntry("its parts are not those of an entry")
        return Entry(number, clock.read(found["time"]), what, data, before, own)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAnEntry(f"not an entry of a journal ({type(error).__name__})") from None


def read(text: str) -> tuple[list[Entry], list[str]]:
    """The entries of a journal, and everything that is wrong with it, in words; lines count from 1."""
    entries: list[Entry] = []
    faults: list[str] = []
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], start=1):
        try:
            entries.append(entry_of(line))
        except NotAnEntry as fault:
            faults.append(f"line {number} of the journal cannot be read: {fault}")
    faults = faults or list(broken(entries))
    if not faults and text != text_of(entries):
        faults.append("the journal was changed: it says the same, but not as it was written")
    return entries, faults


def broken(entries: Sequence[Entry]) -> Iterator[str]:
    """Where the chain is broken: a line that was changed, is missing or was put in, and a clock that went back."""
    if not entries:
        yield "the journal is empty"
        return
    if entries[0].what != START:
        yield "the journal does not begin with `start`: its beginning is missing"
    previous, expected = NOTHING_BEFORE, 0
    latest: datetime | None = None
    for at, entry in enumerate(entries, start=1):
        where = f"line {at} of the journal"
        if entry.hash != entry.right_hash:
            yield f"{where} ({entry.what}, {clock.written(entry.time)}) was changed: its content does not have its hash"
        if entry.number > expected:
            missing = entry.number - expected
            yield f"before {where}, {missing} {'line is' if missing == 1 else 'lines are'} missing"
        elif entry.number < expected:
            yield f"{where} was put in, or the lines are in another order"
        elif entry.before != previous:
            yield f"{where} does not follow the line before it: one of the two was exchanged"
        if latest is not None and entry.time < latest:
            back = clock.told((latest - entry.time).total_seconds())
            yield f"{where}: the clock was turned back by {back}"
        latest = entry.time if latest is None else max(latest, entry.time)
        previous, expected = entry.hash, entry.number + 1
