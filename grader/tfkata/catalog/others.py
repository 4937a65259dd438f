"""How others write it: of the right answers in the bank, the plainest that differ from an answer and from each other.

Many are in the bank because nobody would expect that they work, and those teach nothing to one who only wanted to see a ✓. Plain is
what is short and says it with what many answers use, to all exercises. Two texts differ by their idioms: what they call and
how they go on. Nothing is parsed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from tfkata.catalog import bank, records

COUNT = 2
WIDE = 90  # columns; a wider line counts as two
SELDOM = 8  # answers, to all exercises: an idiom that no more of them use is not the usual one
APART = (0.34, 0.2, 0.01)  # of distance, from what is wanted to what is better than nothing
_RIGHT = "# expect: pass"
_NO_CODE = re.compile(
    r"\"\"\".*?\"\"\"|#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'|^(?:import|from) [^\n]*", re.MULTILINE | re.DOTALL
)
_IDIOM = re.compile(
    r"(?<=\.)[A-Za-z_]\w*|\b[A-Za-z_]\w*(?=\()|\b(?:for|while|match|class|lambda|with|try|global|yield|in)\b|@"
)
_DEFINED = re.compile(r"\b(?:def|class) (\w+)")
_REMARK = re.compile(r"(?m)^\s+#|\S\s+#")  # what has to be explained is not plain
_UNUSUAL = re.compile(r"(?m)^\s*(?:@|class |match |try:|global |nonlocal )")
# What is there for the sake of the test that an answer is: it works, and nobody would write it.
_ODD = re.compile(
    r"\b(?:exec|eval|globals|setattr|__\w+__|threading|concurrent|as_strided|ctypes|sys|TYPE_CHECKING|errstate|unbatch|gather"
    r"|from_config|model_from_json)\b"
)


def written(exercise_id: str, text: str) -> list[str]:
    """At most `COUNT` other right answers, as text, for one who has written `text`; none where there is no bank."""
    every = [answer for answer in _right_ones(exercise_id) if answer.strip() not in text]
    plain = sorted((one for one in every if not _ODD.search(one)), key=_effort) or every
    found: list[str] = []
    known = [_idioms(text)]
    for least in APART:
        for answer in plain:
            if len(found) < COUNT and min(_distance(_idioms(answer), one) for one in known) >= least:
                found.append(answer)
                known.append(_idioms(answer))
    return found or plain[:COUNT]


def _effort(answer: str) -> int:
    """How much it takes to read an answer, in lines: each thing that is seldom used is looked up, and so on."""
    seldom = sum(_users()[name] <= SELDOM for name in _idioms(answer))
    return (
        sum(1 + len(line) // WIDE for line in answer.splitlines() if line.strip())
        + 3 * seldom
        + 3 * len(_REMARK.findall(answer))
        + 6 * len(_UNUSUAL.findall(answer))
    )


@cache
def _users() -> Counter[str]:
    """How many right answers use an idiom, of all exercises."""
    every = (answer for name in records.exercises() for answer in _right_ones(name))
    return Counter(name for answer in every for name in _idioms(answer))


def _right_ones(exercise_id: str) -> list[str]:
    return [answer for answer in map(_right, bank.answers(exercise_id)) if answer]


def _right(path: Path) -> str:
    """A right answer without the comments that it begins with; nothing of a wrong one."""
    text = path.read_text("utf-8") if path.name.startswith("right_") else ""
    if not text.startswith(_RIGHT):
        return ""
    return re.sub(r"\A(?:#.*\n|\s*\n)+", "", text).rstrip() + "\n"


def _idioms(text: str) -> frozenset[str]:
    """What is called and looked up in it, and the words for how it goes on; not what it defines itself."""
    code = _NO_CODE.sub("", text)
    return frozenset(_IDIOM.findall(code)).difference(_DEFINED.findall(code), ("np", "tf", "keras"))


def _distance(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, the same idioms, to 1, none in common."""
    every = one | other
    return len(one ^ other) / len(every) if every else 0.0
