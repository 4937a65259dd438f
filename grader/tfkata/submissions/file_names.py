"""What the name of a file that was handed in says: which exercise it answers, and as what it is to be read.

Browsers, Jupyter, Canvas and Windows add to names; learners write them in capitals or with spaces. None of that makes
another file of it. What a name does not say, the content does (`tfkata.submissions.candidates`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from tfkata.catalog import records

PYTHON, NOTEBOOK = "py", "ipynb"
LONGEST = 255  # letters of a name; nobody's exercise has one that is longer
ADDED = 8  # pieces, one after another
TAIL = 24  # letters in which one of them is looked for

# Of a name in lower case. What follows the ending was added on the way: `.py.txt`, `.ipynb.json`, `.py (1)`.
_ENDING = re.compile(
    r"(?P<stem>.+?)\s*\.\s*(?P<kind>py|ipynb)(?:\.(?:txt|json|py|ipynb|download|bin))*(?P<after>\s*\(\d+\))?",
    re.S,
)
_WITHOUT = re.compile(r"(?P<stem>.+?)(?:\.(?P<ending>txt|json))?", re.S)
_BEFORE = re.compile(r"(?:copy of|kopie von|copie de|copia de|copy_of|\d+[-_ ]*copy of)[\s_-]+")
_AFTER = re.compile(
    r"""(?:
        [\s_-]*\(\s*(?:\d+|copy|kopie|copie|copia|final)\s*\)      # (1)  - (copy)
      | [\s_-]+(?:copy|kopie|copie|copia)[\s_-]*\d*                # -Copy1  _copy  - Kopie
      | [\s_-]+v?\d{1,3}                                           # -1  _2  v3
      | [\s_-]+(?:final|done|finished|new|neu|fixed|updated|latest|solved|answer|solution|submission|resubmission)
    )$""",
    re.X,
)
_NOT_A_LETTER = re.compile(r"[^0-9a-z]+")
_SHORT = re.compile(r"e\d\d")
_OF_TESTS = re.compile(r"(?:^|[^a-z])(?:test|tests|checks|check|helper|helpers|backup|bak|old)(?:$|[^a-z])")


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says. `plain`: it is called like the exercise and has an ending of its own kind."""

    exercise: str
    kind: str
    plain: bool = True


def normalised(name: str) -> PurePosixPath | None:
    """The path that the name of an archive's member means, or None for one that leads out of the archive.

    Windows packs with backslashes, others with `./` in front or `//` inside; macOS takes letters and accents apart.
    """
    text = unicodedata.normalize("NFC", name.partition("\0")[0].replace("\\", "/"))
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if text.startswith("/") or ".." in parts or ":" in text[:2]:
        return None
    return PurePosixPath(*parts)


def composed(name: str) -> str:
    """A name with its accents composed, so that equal names are equal texts."""
    return unicodedata.normalize("NFC", name)


def named(path: PurePosixPath) -> Named | None:
    """The exercise that a file is called like; None where it is called like none."""
    if len(path.name) > LONGEST:
        return None
    name = composed(path.name).strip().casefold()
    found = _ENDING.fullmatch(name)
    if found is not None:
        exercise = _exercise(found["stem"])
        return Named(exercise, found["kind"]) if exercise else None
    bare = _WITHOUT.fullmatch(name)
    exercise = _exercise(bare["stem"], short=False) if bare else None
    if bare is None or exercise is None:
        return None
    return Named(exercise, NOTEBOOK if bare["ending"] == "json" else PYTHON, plain=False)


def kind(path: PurePosixPath) -> str | None:
    """Python or a notebook, by the ending; None for any other file."""
    if len(path.name) > LONGEST:
        return None
    found = _ENDING.fullmatch(composed(path.name).strip().casefold())
    return found["kind"] if found else None


def mentioned(path: PurePosixPath) -> str | None:
    """The exercise whose whole id stands in a longer name (`ada_e03_one_hot_monday.py`), unless it is of a test or a backup."""
    if kind(path) != PYTHON:
        return None
    name = _NOT_A_LETTER.sub("_", composed(path.name).casefold())
    if _OF_TESTS.search(name):
        return None
    found = [one for one in records.exercises() if re.search(rf"(?:^|_){one}(?:_|$)", name)]
    return found[0] if len(found) == 1 else None


def begins(path: PurePosixPath) -> str | None:
    """The exercise with whose whole id a name begins, whatever follows."""
    squashed = _NOT_A_LETTER.sub("", composed(path.name[:LONGEST]).casefold())
    return next((one for one in records.exercises() if squashed.startswith(_NOT_A_LETTER.sub("", one))), None)


def _exercise(stem: str, *, short: bool = True) -> str | None:
    """The exercise that a stem means, what was added to it taken off piece by piece."""
    stem = _BEFORE.sub("", stem.strip())
    for _ in range(ADDED):
        squashed = _NOT_A_LETTER.sub("", stem)
        if squashed in _ids() and (short or not _SHORT.fullmatch(squashed)):
            return _ids()[squashed]
        shorter = stem[:-TAIL] + _AFTER.sub("", stem[-TAIL:])
        if shorter == stem or not shorter:
            return None
        stem = shorter
    return None


@cache
def _ids() -> dict[str, str]:
    """Ids without what separates their words, and their numbers."""
    every = records.exercises()
    whole = {_NOT_A_LETTER.sub("", name): name for name in every}
    return {name.partition("_")[0]: name for name in every} | whole
