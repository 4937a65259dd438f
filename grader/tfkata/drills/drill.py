"""What a drill is: a small question that follows from its id, with its answer and what wrong answers give away."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tfkata.catalog.records import Exercise
from tfkata.errors import UsageError

VERSION = 2
"""Of the generators: raised whenever an id would give another drill than before."""
LEVELS = (1, 2, 3, 4, 5)
SEEDS = 2**29
"""Seed and level together are the seed of a judgement, which has 32 bits."""
KINDS = ("typed", "choice", "file")
LETTERS = "abcdefgh"


class UnknownDrill(UsageError):
    """No drill has this id; the text says how ids look."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong answer and the misconception that leads to it; `values` are for its text."""

    answer: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Drill:
    """One variant of a family.

    Attributes:
        note: what is asked, in one line; two variants are the same when their notes are.
        statement: Markdown.
        kind: "typed", "choice" (with `options`), or "file": a function to write, judged as an exercise. A file that has
            `options` is preceded by that choice.
        answer: as a learner could type it; of a choice, a letter.
        form: how a typed answer is read ("number", "shape", …).
        slips: wrong answers that are recognised.
        about: the misconception that the learner is to find, where there is one.
        working: how the answer comes about, shown afterwards.
        stub: the file that a learner gets.
        solution: of a file, a right answer.
        exercise: what judges the file, with `settings_seed` as the seed of the judgement.
    """

    id: str
    family: str
    level: int
    seed: int
    topic: str
    note: str
    statement: str
    kind: str
    answer: str = ""
    form: str = ""
    options: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    working: str = ""
    about: str = ""
    stub: str = ""
    solution: str = ""
    exercise: Exercise | None = None
    settings_seed: int = 0

    @property
    def file_name(self) -> str:
        """What its file is called in the work folder."""
        return f"{self.id.replace(':', '-')}.py"


@dataclass(frozen=True, slots=True)
class Question:
    """What a family draws: a drill without its id. The fields are those of `Drill`."""

    note: str
    statement: str
    kind: str
    answer: str = ""
    form: str = ""
    options: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    working: str = ""
    about: str = ""
    stub: str = ""
    solution: str = ""
    exercise: Exercise | None = None
    topic: str = ""
    """Where it is not that of its family."""


Make = Callable[[int, int, random.Random], Question]
"""Draws a question of a level: level, seed of the judgement, generator."""


def parsed(id_: str) -> tuple[str, int, int]:
    """Family, level and seed of an id.

    Raises:
        UnknownDrill: it does not look like `parameters:3:1234`.
    """
    family, _, rest = id_.strip().partition(":")
    level, _, seed = rest.partition(":")
    if not (_is_number(level) and _is_number(seed)):
        raise UnknownDrill(f"'{id_}': a drill has an id like parameters:3:1234 (family, level, seed)")
    if int(level) not in LEVELS or int(seed) >= SEEDS:
        raise UnknownDrill(f"'{id_}': levels are 1 to {LEVELS[-1]}, seeds 0 to {SEEDS - 1}")
    return family, int(level), int(seed)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and (text == "0" or text[0] != "0") and len(text) < 12


def generator(id_: str) -> random.Random:
    """The generator of one id; nothing else is drawn from it."""
    return random.Random(int.from_bytes(hashlib.sha256(id_.encode()).digest(), "big"))


def seed_of(level: int, seed: int) -> int:
    """The seed under which a file of this variant is judged; `level_and_seed` is its inverse."""
    return seed * 8 + level


def level_and_seed(settings_seed: int) -> tuple[int, int]:
    return settings_seed % 8, settings_seed // 8
