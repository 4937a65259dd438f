"""The families by name: makes drills, and gives what is typed to whom it concerns."""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from typing import Any

from tfkata.drills import drill as ids
from tfkata.drills import judging, words
from tfkata.drills.drill import LEVELS, SEEDS, Drill, Question, UnknownDrill
from tfkata.results import CheckResult


@dataclass(frozen=True, slots=True)
class Family:
    """A family of drills; its module `tfkata.drills.<name>` draws the questions, and is imported with the first of them.

    `files` says whether its drills are files to write.
    """

    name: str
    files: bool = False
    levels: tuple[int, ...] = LEVELS

    @property
    def title(self) -> str:
        return str(words.read(self.name)["title"])

    @property
    def about(self) -> str:
        return str(words.read(self.name)["about"])

    @property
    def topic(self) -> str:
        return str(words.read(self.name)["topic"])

    def hook(self, name: str) -> Callable[..., Any] | None:
        """`make`, or one of the ways in which a family may judge beyond comparing: `spelled`, `unfinished`, `look`, `accepts`."""
        found: Callable[..., Any] | None = getattr(import_module(f"tfkata.drills.{self.name}"), name, None)
        return found


TRIES, QUICK_TRIES = 300, 20_000  # draws until one is about a given misconception
FAMILIES = {name: Family(name) for name in ("parameters", "shapes", "head", "read", "order")}
FAMILIES |= {name: Family(name, files=True) for name in ("mend", "data", "summary")}


def make(id_: str) -> Drill:
    """The drill of an id, the same every time.

    Raises:
        UnknownDrill: no family, level or seed of that kind.
        GraderError: its proof fails: a fault of the generator.

    Example:
        >>> make("parameters:1:7").answer
        '330'
    """
    family, level, seed = ids.parsed(id_)
    return _made(_family(family, id_), level, seed)


def draw(family: str, level: int, chance: random.Random) -> Drill:
    """A drill of a family, drawn with `chance`.

    Raises:
        UnknownDrill: no such family or level.
    """
    return make(f"{family}:{level}:{chance.randrange(SEEDS)}")


def judge(drill: Drill, typed: str) -> CheckResult:
    """The verdict on a typed answer or a letter; "not_attempted" where that could not be read."""
    family = FAMILIES[drill.family]
    accepts = family.hook("accepts")
    if accepts is not None and accepts(drill, typed):
        typed = drill.answer
    hooks = {name: family.hook(name) for name in ("spelled", "unfinished", "look")}
    return judging.judged(drill, typed, **hooks)


@cache
def families_for(code: str) -> list[str]:
    """The families that can bring a misconception back: those that explain it, or whose judge may say it."""
    return [name for name, family in FAMILIES.items() if _brings(family, code)]


def _brings(family: Family, code: str) -> bool:
    if code in words.codes(family.name) or code.partition(".")[0] in words.read(family.name).get(
        "prefixes", ()
    ):
        return True
    brings = family.hook("brings")
    return bool(brings is not None and brings(code))


def draw_about(code: str, chance: random.Random, *, files: bool = True) -> Drill | None:
    """A drill in which somebody with that misconception would show it, drawn with `chance`; None where there is none.

    With `files=False` it is one that is answered in a line.
    """
    names = [name for name in families_for(code) if files or not FAMILIES[name].files]
    chance.shuffle(names)
    found = (_drawn_about(FAMILIES[name], code, chance) for name in names)
    return next((one for one in found if one is not None), None)


def _drawn_about(family: Family, code: str, chance: random.Random) -> Drill | None:
    """Of families whose own judge would say it, any drill will do."""
    judged = code not in words.codes(family.name)
    about = family.hook("about")
    for _ in range(TRIES if about is None else QUICK_TRIES):
        level, seed = chance.choice(family.levels), chance.randrange(SEEDS)
        if about is not None:
            if about(level, seed) == code:
                return _made(family, level, seed)
            continue
        drawn = _made(family, level, seed)
        if judged or any(slip.code == code for slip in drawn.slips):
            return drawn
    return None


def _made(family: Family, level: int, seed: int) -> Drill:
    id_ = f"{family.name}:{level}:{seed}"
    draws = family.hook("make")
    assert draws is not None
    question: Question = draws(level, ids.seed_of(level, seed), ids.generator(id_))
    drawn = {field.name: getattr(question, field.name) for field in fields(question)}
    made = Drill(
        id=id_,
        family=family.name,
        level=level,
        seed=seed,
        topic=family.topic,
        settings_seed=ids.seed_of(level, seed),
        **drawn,
    )
    judging.prove(made, judge)
    return made


def _family(name: str, id_: str) -> Family:
    if name in FAMILIES:
        return FAMILIES[name]
    raise UnknownDrill(f"{id_}: {unknown_family(name)}")


def unknown_family(name: str) -> str:
    """What to say where no family has this name: the nearest, and all there are."""
    near = difflib.get_close_matches(name, FAMILIES, n=1, cutoff=0.5)
    guess = f"did you mean {near[0]}? " if near else ""
    return f"no family of drills is called '{name}': {guess}the families are {', '.join(FAMILIES)}"
