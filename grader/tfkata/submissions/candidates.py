"""Which of several files answers an exercise: what they hold counts before what they are called, and that before where they lie.

An untouched stub never beats work, and a file that cannot be read fails no answer beside it. Of two answers that differ and
are equally good none is chosen. What is not chosen is named with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError
from tfkata.submissions import parsed
from tfkata.submissions.contents import Entry

WORKSPACE = "exercises"


class Standing(IntEnum):
    """How sure a name makes it that a file is the answer."""

    NAMED = 0  # called like the exercise
    ALMOST = 1  # called like it, with another ending
    LOOSE = 2  # defines its functions


class Worth(IntEnum):
    """What a file holds, the best first."""

    WORK = 0
    UNREADABLE = 1
    SOMETHING = 2  # none of the functions
    STUB = 3
    NOTHING = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be the answer: its text, or why it cannot be read."""

    entry: Entry
    standing: Standing
    text: str = ""
    refused: SubmissionError | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that counts, and why each of the others does not."""

    counts: Candidate
    others: list[tuple[Entry, str]]


class Ambiguous(SubmissionError):
    """Files that answer an exercise equally well, each in its own way: nobody but the learner can choose."""

    def __init__(self, exercise: Exercise, entries: Sequence[Entry]) -> None:
        places = " and ".join(str(entry.path) for entry in entries[:3])
        super().__init__(f"{exercise.id} is there more than once ({places}): keep one")
        self.entries = entries


def choose(exercise: Exercise, candidates: Sequence[Candidate]) -> Choice:
    """Choose of at least one candidate.

    Raises:
        Ambiguous: two of them are equally good and differ. SubmissionError: the best cannot be read.
    """
    worth = {one: _worth(one, exercise) for one in candidates}
    ranked = sorted(candidates, key=lambda one: (*_rank(one, worth), _order(one)))
    best = ranked[0]
    rivals = (one for one in ranked if _rank(one, worth) == _rank(best, worth))
    equals = [one for one in rivals if not _is_same(one, best, exercise)]
    if worth[best] is Worth.WORK and equals:
        raise Ambiguous(exercise, [one.entry for one in sorted([best, *equals], key=_path)])
    if best.refused is not None:
        raise best.refused
    others = [(one.entry, _reason(one, best, worth, exercise)) for one in ranked[1:]]
    return Choice(best, others)


def is_work(one: Candidate, exercise: Exercise) -> bool:
    """Whether somebody has begun to write the exercise there."""
    return _worth(one, exercise) is Worth.WORK


def _rank(one: Candidate, worth: dict[Candidate, Worth]) -> tuple[object, ...]:
    return _content(one, worth[one]), _place(one)


def _content(one: Candidate, worth: Worth) -> tuple[int, int]:
    """Of what is called like no exercise only work counts."""
    if worth is not Worth.WORK and one.standing is Standing.LOOSE:
        return Worth.NOTHING + 1, 0
    return worth, one.standing


def _place(one: Candidate) -> tuple[bool, int]:
    """A folder `exercises` is where a workspace has them; else the least deep comes first."""
    path = one.entry.path
    return path.parent.name != WORKSPACE, len(path.parts)


def _order(one: Candidate) -> tuple[bool, str]:
    """Of a notebook and the .py made of it, the .py."""
    return one.entry.path.suffix.lower() != ".py", str(one.entry.path)


def _is_same(one: Candidate, other: Candidate, exercise: Exercise) -> bool:
    """Whether two texts write the functions alike, as a notebook and the .py that was exported from it do."""
    return one.text == other.text or _written(one.text, exercise) == _written(other.text, exercise) != []


def _written(text: str, exercise: Exercise) -> list[list[str]]:
    """The lines of each function of the exercise, without comments and empty lines; [] where one is not found."""
    found = []
    for name in exercise.functions:
        blocks = re.findall(rf"^def {re.escape(name)}\b.*\n(?:[ \t].*\n|[ \t]*\n|\).*\n)*", f"{text}\n", re.M)
        if not blocks:
            return []
        lines = (line.rstrip() for line in blocks[-1].split("\n"))
        found.append([line for line in lines if line.strip() and not line.lstrip().startswith("#")])
    return found


def _path(one: Candidate) -> str:
    return str(one.entry.path)


def _worth(one: Candidate, exercise: Exercise) -> Worth:
    if one.refused is not None:
        return Worth.UNREADABLE
    if not one.text.strip():
        return Worth.NOTHING
    names = "|".join(map(re.escape, exercise.functions))
    wanted = (
        rf"\b(?:{names})\b"
        if one.standing is Standing.NAMED
        else rf"^[ \t]*(?:(?:async )?def (?:{names})\b|(?:{names}) *=)"
    )
    if not re.search(wanted, one.text, re.M):
        return Worth.SOMETHING
    return Worth.STUB if parsed.stubs(exercise, one.text) == set(exercise.functions) else Worth.WORK


def _reason(one: Candidate, best: Candidate, worth: dict[Candidate, Worth], exercise: Exercise) -> str:
    counts = f"`{best.entry.path}` counts"
    match worth[one]:
        case Worth.UNREADABLE:
            return f"cannot be read ({str(one.refused).removeprefix(f'{one.entry.path}: ')}); {counts}"
        case Worth.STUB:
            return f"is still the stub; {counts}"
        case Worth.NOTHING:
            return f"is empty; {counts}" if one.standing is not Standing.LOOSE else f"has no answer; {counts}"
        case Worth.SOMETHING:
            return f"defines no {' or '.join(f'`{name}`' for name in exercise.functions)}; {counts}"
    if _is_same(one, best, exercise):
        return f"is the same answer as `{best.entry.path}`"
    if one.standing > best.standing:
        return f"is not called like the exercise; {counts}"
    return (
        f"lies deeper; {counts}" if best.entry.path.parent.name != WORKSPACE else f"lies elsewhere; {counts}"
    )
