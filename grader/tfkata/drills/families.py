"""The families by name: makes drills, and gives what is typed to whom it concerns."""

from __future__ import annotations

import difflib
import random
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from tfkata.catalog.records import Exercise
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
        """`make`, or one of the ways in which a family may judge beyond comparing: `spelled`, `unfinished`, `look`, `accepts`.

        A family that draws from answers to exercises says from which: `sources` of a level, `source` of a variant.
        """
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


def judge(drill: Drill, typed: str, *, served: Path | None = None) -> CheckResult:
    """The verdict on a typed answer or a letter; "not_attempted" where that could not be read.

    Where an answer has to be run, the warm processes of the `tfkata watch` that serves in `served` are used, if there is one.
    """
    family = FAMILIES[drill.family]
    accepts, look = family.hook("accepts"), family.hook("look")
    if accepts is not None and look is not None:  # it runs what was typed
        if accepts(drill, typed, served):
            typed = drill.answer
        look = partial(look, served=served)
    return judging.judged(
        drill, typed, spelled=family.hook("spelled"), unfinished=family.hook("unfinished"), look=look
    )


def typed_on(topic: str) -> list[Family]:
    """The families answered in a line that have something on a topic."""
    return [family for family in _typed() if family.topic == topic or _sources(family, topic)]


def draw_on(topic: str, level: int, chance: random.Random, *, exercise: str = "") -> Drill:
    """A drill on a topic that is answered in a line, of this level or of the nearest that has one, drawn with `chance`.

    With an exercise, what is drawn from answers to exercises comes from this one or, at a level that it has nothing for, from those
    before it: nothing that the learner has yet to meet, unless the topic has nothing else.
    """
    for near in sorted(LEVELS, key=lambda one: (abs(one - level), one)):
        ways = _ways(topic, near, exercise)
        if ways:
            family, ids_ = chance.choice(ways)
            return _drawn_from(family, near, ids_, chance)
    raise UnknownDrill(f"no drill that is answered in a line is about '{topic}'")


def _typed() -> list[Family]:
    return [family for family in FAMILIES.values() if not family.files]


def _sources(family: Family, topic: str, level: int | None = None) -> list[Exercise]:
    """The exercises on a topic whose answers a family draws from."""
    sources = family.hook("sources")
    levels = LEVELS if level is None else (level,)
    found = [one for near in levels for one in sources(near)] if sources is not None else []
    return [one for one in found if one.topic == topic]


def _ways(topic: str, level: int, exercise: str) -> list[tuple[Family, frozenset[str]]]:
    """The families with something on a topic at a level; with the exercises to draw from, where a family draws from some.

    What needs TensorFlow to be judged is asked only where there is nothing else: an answer is waited for.
    """
    known = [
        one for one in _typed() if one.hook("sources") is None and one.topic == topic and level in one.levels
    ]
    ways: list[tuple[Family, frozenset[str]]] = [(one, frozenset()) for one in known]
    for family in _typed():
        every = _sources(family, topic, level)
        quick = [one.id for one in every if one.library == "numpy"]
        met = [one for one in quick if one <= exercise] if exercise else quick
        wanted = [one for one in met if one == exercise] or met
        if not wanted and not known:
            wanted = quick or [one.id for one in every]
        if wanted:
            ways.append((family, frozenset(wanted)))
    return ways


def _drawn_from(family: Family, level: int, wanted: frozenset[str], chance: random.Random) -> Drill:
    source = family.hook("source")
    for _ in range(QUICK_TRIES):
        seed = chance.randrange(SEEDS)
        if not wanted or source is None or source(level, seed) in wanted:
            break
    return _made(family, level, seed)


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
        settings_seed=ids.seed_of(level, seed),
        **{**drawn, "topic": question.topic or family.topic},
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
