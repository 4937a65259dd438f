"""The bank's answers as drills use them: the code without its comments, what it declares, and what it says of itself."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tfkata.catalog import bank, records, source
from tfkata.catalog.records import Exercise
from tfkata.errors import GraderError

_WRONG = re.compile(r"#\s*expect:\s*fail\s+([a-z0-9.-]+)\s*$")
_RIGHT = re.compile(r"#\s*expect:\s*pass\s*$")
_LONGEST = 60
# By level, in the order in which the exercises build on each other. Those that train, or judge for long, are left out: a drill is short.
EXERCISES: dict[int, tuple[str, ...]] = {
    1: ("e01", "e02", "e03"),
    2: ("e04", "e05", "e06"),
    3: ("e07", "e08", "e09", "e10", "e11", "e30"),
    4: ("e12", "e13", "e14", "e15", "e25", "e29", "e31", "e34"),
    5: ("e19", "e20", "e23", "e26", "e33"),
}


@dataclass(frozen=True, slots=True)
class BankAnswer:
    """One answer: `code` is the misconception that it declares, empty for a right one, `about` its own comment."""

    exercise: Exercise
    name: str
    code: str
    about: str
    source: str

    @property
    def text(self) -> str:
        """The code without its comments."""
        return without_comments(self.source)


@cache
def of_level(level: int) -> tuple[BankAnswer, ...]:
    """The answers of the exercises of a level, in the order of their names.

    Raises:
        GraderError: the bank is not there.
    """
    found = tuple(one for id_ in EXERCISES[level] for one in of_exercise(records.find(id_).id))
    if not found:
        raise GraderError("the bank of answers, which this drill is drawn from, is missing: reinstall tfkata")
    return found


@cache
def of_exercise(exercise_id: str) -> tuple[BankAnswer, ...]:
    """The answers of one exercise: right ones, and wrong ones that declare what is wrong with them."""
    exercise = records.find(exercise_id)
    found = (_read(exercise, path) for path in bank.answers(exercise_id))
    return tuple(answer for answer in found if answer is not None)


def _read(exercise: Exercise, path: Path) -> BankAnswer | None:
    text = path.read_text("utf-8")
    first, _, rest = text.partition("\n")
    wrong = _WRONG.match(first)
    if (wrong is None and not _RIGHT.match(first)) or text.count("\n") > _LONGEST:
        return None
    second = rest.partition("\n")[0]
    about = second.lstrip("# ").strip() if second.startswith("#") else ""
    return BankAnswer(exercise, path.name, wrong[1] if wrong else "", about, text)


def without_comments(text: str) -> str:
    """The same code with nothing in it that says what is wrong."""
    lines = text.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip()
    kept = "\n".join(line.rstrip() for line in lines)
    return re.sub(r"\n{4,}", "\n\n\n", kept).strip("\n") + "\n"


@cache
def _solution(exercise_id: str) -> tuple[str, str]:
    """The statement of an exercise as its file has it, quotes included, and the reference answer below it."""
    exercise = records.find(exercise_id)
    text = source.parse(exercise.solution.read_text("utf-8"), exercise_id).answer
    end = text.index('"""', text.index('"""') + 3) + 3
    return text[:end], text[end:].lstrip("\n")


def reference(exercise_id: str) -> str:
    """The reference answer, without its statement."""
    return _solution(exercise_id)[1]


def lesson(exercise_id: str) -> str:
    """The statement of an exercise, as the docstring of a module."""
    return _solution(exercise_id)[0]
