"""How others write it: of the right answers in the bank, short and usual ones that differ from an answer and from each other.

Usual: some are in the bank because nobody would expect that they work. Two texts differ by the names in them that one has and
the other has not: which functions, methods and arguments solve it. Nothing is parsed.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

from tfkata.catalog import bank

COUNT = 2
SHORT = 18  # lines: what somebody reads who only wanted to see a ✓
LINE = 0.01  # of distance that one more line has to bring
WIDE = 90  # columns; a wider line counts as two
_RIGHT = "# expect: pass"
_NAME = re.compile(r"[A-Za-z_]\w*")
_EVERYWHERE = frozenset([*keyword.kwlist, "np", "numpy"])
_NO_CODE = re.compile(r"^\s*#.*\n|\"\"\".*?\"\"\"", re.MULTILINE | re.DOTALL)
# What is there for the sake of the test that an answer is: it works, and nobody would write it.
_ODD = re.compile(
    r"\b(?:exec|eval|globals|setattr|__\w+__|threading|concurrent|as_strided|ctypes|sys|TYPE_CHECKING)\b"
)


def written(exercise_id: str, text: str) -> list[str]:
    """At most `COUNT` other right answers, as text, for one who has written `text`; none where there is no bank."""
    found = map(_right, bank.answers(exercise_id))
    every = [answer for answer in found if answer and answer.strip() not in text]
    plain = [answer for answer in every if not _ODD.search(answer)] or every
    short = sorted(_usual(plain), key=_lines)
    kept = [answer for answer in short if _lines(answer) <= SHORT]
    kept = kept if len(kept) > COUNT else short[: COUNT + 1]
    mine = _names(text)
    if len(kept) <= 1:
        return kept
    return list(max(combinations(kept, COUNT), key=lambda pair: _apart(mine, *pair)))


def _right(path: Path) -> str:
    """A right answer without the comments that it begins with; nothing of a wrong one."""
    text = path.read_text("utf-8")
    if not path.name.startswith("right_") or not text.startswith(_RIGHT):
        return ""
    return re.sub(r"\A(?:#.*\n|\s*\n)+", "", text).rstrip() + "\n"


def _usual(answers: list[str]) -> list[str]:
    """The half whose names others use as well: what only one answer does is often there to show that it is allowed."""
    users = Counter(name for answer in answers for name in _names(answer))
    alone = {answer: sum(users[name] == 1 for name in _names(answer)) for answer in answers}
    most = sorted(alone.values())[len(alone) // 2] if alone else 0
    return [answer for answer in answers if alone[answer] <= most]


def _apart(mine: frozenset[str], one: str, other: str) -> float:
    """How far the three are apart; what takes longer to read has to be worth it."""
    first, second = _names(one), _names(other)
    nearest = min(_distance(mine, first), _distance(mine, second), _distance(first, second))
    return nearest - LINE * (_lines(one) + _lines(other))


def _distance(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, the same names, to 1, no name in common."""
    every = one | other
    return len(one ^ other) / len(every) if every else 0.0


def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(_NO_CODE.sub("", text))) - _EVERYWHERE


def _lines(text: str) -> int:
    return sum(1 + len(line) // WIDE for line in text.splitlines() if line.strip())
