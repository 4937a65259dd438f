"""The family *order*: the shuffled lines of a right answer, with lines of wrong ones among them; every order that works is right.

What is literally the answer, or surely computes the same, is right at once; what is surely wrong is told at once. Anything else is put
together and judged by the checks of the exercise.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from tfkata.catalog import records, texts
from tfkata.catalog.records import Exercise
from tfkata.drills import forms, words
from tfkata.drills.answers import EXERCISES, of_exercise, reference
from tfkata.drills.drill import Drill, Question, Slip, generator
from tfkata.drills.judging import slips
from tfkata.drills.lines import Body, bodies, made_here, reachable, same_flow, syntax_fault, used_too_early
from tfkata.errors import GraderError
from tfkata.results import Outcome

NAME = "order"
REFERENCE = "reference"
LONGEST = 100
COUNTS: dict[int, tuple[int, ...]] = {1: (3,), 2: (4,), 3: (5,), 4: (6,), 5: (7, 8, 9)}
STRANGERS = {1: 1, 2: 1, 3: 2, 4: 2, 5: 3}


class Stranger(NamedTuple):
    """A line of a wrong answer. With `place`, the answer is this one but for that line, and has the misconception `code`."""

    line: str
    place: int | None
    code: str


class Drawn(NamedTuple):
    """A body, the lines of others among it, and all lines as they are shown."""

    body: Body
    strangers: tuple[Stranger, ...]
    shown: tuple[str, ...]


def make(level: int, _: int, chance: random.Random) -> Question:
    """A function of a right answer with as many lines as the level has."""
    drawn = drawn_of(level, chance)
    body = drawn.body
    answer = _typed(drawn, body.lines)
    listed = "\n".join(f"{number:>2}  {line}" for number, line in enumerate(drawn.shown, start=1))
    note = " | ".join(
        [body.exercise.id, body.name, body.function, *sorted(one.line for one in drawn.strangers)]
    )
    return Question(
        note=note,
        statement=words.text(
            NAME,
            "statement",
            exercise=body.exercise.id,
            count=len(body.lines),
            head=body.head,
            docstring=body.docstring or body.exercise.title,
            lines=listed,
        ),
        kind="typed",
        form="order",
        answer=answer,
        slips=slips(answer, *_slips(drawn)),
        working=words.text(NAME, "working", code=f"{body.head}\n{body.code(body.lines)}"),
        topic=body.exercise.topic,
    )


def drawn_of(level: int, chance: random.Random) -> Drawn:
    """The function and the lines of a variant; `make` draws nothing before."""
    body, others = chance.choice(_fitting(_exercise(level, chance), level))
    sure = [one for one in others if one.place is not None]
    first = chance.sample(sure, min(len(sure), STRANGERS[level]))
    rest = [one for one in others if one not in first]
    strangers = [*first, *chance.sample(rest, STRANGERS[level] - len(first))]
    shown = [*body.lines, *(one.line for one in strangers)]
    chance.shuffle(shown)
    return Drawn(body, tuple(strangers), tuple(shown))


def _exercise(level: int, chance: random.Random) -> str:
    ids = _every()
    while ids:
        exercise = chance.choice(ids)
        if _fitting(exercise, level):
            return exercise
        ids.remove(exercise)
    raise GraderError("the bank of answers, which this drill is drawn from, is missing: reinstall tfkata")


def _every() -> list[str]:
    return [records.find(one).id for ids in EXERCISES.values() for one in ids]


def sources(level: int) -> list[Exercise]:
    """The exercises that a level draws from, in the order in which they build on each other."""
    return [records.find(one) for one in _every() if _fitting(one, level)]


def source(level: int, seed: int) -> str:
    """The exercise that a variant is drawn from, without making it."""
    return _exercise(level, generator(f"{NAME}:{level}:{seed}"))


@cache
def _fitting(exercise_id: str, level: int) -> list[tuple[Body, tuple[Stranger, ...]]]:
    """The functions that have as many lines as the level wants, and lines of others to go with them."""
    return [
        (body, others)
        for body, others in _of_exercise(exercise_id)
        if len(body.lines) in COUNTS[level] and len(others) >= STRANGERS[level]
    ]


@cache
def _of_exercise(exercise_id: str) -> tuple[tuple[Body, tuple[Stranger, ...]], ...]:
    """The functions of right answers that can be put in order, each with lines of wrong answers that look like its own."""
    exercise = records.find(exercise_id)
    every = of_exercise(exercise_id)
    right = [*bodies(exercise, REFERENCE, reference(exercise_id))]
    right += [body for one in every if not one.code for body in bodies(exercise, one.name, one.text)]
    wrong = [(one.code, body) for one in every if one.code for body in bodies(exercise, one.name, one.text)]
    told = {body.function: body.docstring for body in right if body.name == REFERENCE}
    lines = {(body.function, line) for body in right for line in body.lines}
    found = []
    for body in right:
        if _can_be_ordered(body):
            alike = [
                (code, other)
                for code, other in wrong
                if (other.function, other.head) == (body.function, body.head)
            ]
            strangers = {
                one.line: one for code, other in alike for one in _strangers(body, other, code, lines)
            }
            sure = {one.line: one for code, other in alike for one in _substitutes(body, other, code)}
            strangers = {**strangers, **sure}
            with_text = replace(body, docstring=told.get(body.function, body.docstring))
            found.append((with_text, tuple(strangers[line] for line in sorted(strangers))))
    return tuple(found)


def _can_be_ordered(body: Body) -> bool:
    lines = body.lines
    return (
        len(set(lines)) == len(lines)
        and max(map(len, lines)) <= LONGEST
        and lines[-1].lstrip().startswith("return")
    )


def _substitutes(body: Body, other: Body, code: str) -> list[Stranger]:
    """The one line in which a wrong answer differs from this right one."""
    if len(other.lines) != len(body.lines):
        return []
    places = [place for place, (a, b) in enumerate(zip(body.lines, other.lines, strict=True)) if a != b]
    if len(places) != 1 or len(other.lines[places[0]]) > LONGEST or other.lines[places[0]] in body.lines:
        return []
    return [Stranger(other.lines[places[0]], places[0], code)]


def _strangers(body: Body, other: Body, code: str, right: set[tuple[str, str]]) -> list[Stranger]:
    """Lines of a wrong answer that begin like one of this answer, and that no right answer has."""
    begins = {_beginning(line) for line in body.lines}
    return [
        Stranger(line, None, code)
        for line in other.lines
        if len(line) <= LONGEST and (body.function, line) not in right and _beginning(line) in begins
    ]


def _beginning(line: str) -> str:
    """What is made or returned, with its indentation."""
    return line.split("=")[0] if "=" in line else line.replace(line.lstrip(), line.split()[0])


def _typed(drawn: Drawn, lines: Sequence[str]) -> str:
    return " ".join(str(drawn.shown.index(line) + 1) for line in lines)


def _slips(drawn: Drawn) -> list[Slip]:
    """What is surely wrong: a line of a wrong answer in its place, and neighbours that need each other the other way round."""
    body, found = drawn.body, []
    for one in drawn.strangers:
        if one.place is not None:
            lines = [*body.lines[: one.place], one.line, *body.lines[one.place + 1 :]]
            found.append(Slip(_typed(drawn, lines), "order.wrong-line", _about(one, body)))
    made = made_here(body.lines, body.head)
    for place in range(len(body.lines) - 1):
        lines = list(body.lines)
        lines[place : place + 2] = reversed(lines[place : place + 2])
        if not syntax_fault(body.code(lines)) and (early := used_too_early(lines, made)):
            found.append(
                Slip(
                    _typed(drawn, lines), "order.used-too-early", {"line": early[0].strip(), "name": early[1]}
                )
            )
    return found


def _about(one: Stranger, body: Body) -> dict[str, str]:
    hint = texts.misconception_hint(body.exercise.id, one.code)
    plain = hint if hint and "{" not in hint else words.text(NAME, "look")
    return {"line": one.line.strip(), "hint": plain}


# --- what was typed


def accepts(drill: Drill, typed: str, served: Path | None = None) -> bool:
    """Whether this order works, if it is not the answer itself."""
    got = forms.read("order", typed)
    if got is None or got == drill.answer or unfinished(drill, got):
        return False
    return _fault(drill, got, served) is None


def unfinished(drill: Drill, got: str) -> str:
    """Whether numbers are missing, or stand for no line, or for one that was used: then nothing was put in order yet."""
    drawn, numbers = _drawn(drill), [int(number) for number in got.split()]
    count, shown = len(drawn.body.lines), len(drawn.shown)
    beside = next((number for number in numbers if not 1 <= number <= shown), None)
    twice = next((number for number in numbers if numbers.count(number) > 1), None)
    if beside is not None:
        return words.text(NAME, "no-such-line", number=beside, count=count, shown=shown)
    if twice is not None:
        return words.text(NAME, "line-twice", number=twice, count=count, shown=shown)
    if len(numbers) != count:
        return words.text(NAME, "how-many", typed=len(numbers), count=count, shown=shown)
    return ""


def look(drill: Drill, got: str, served: Path | None = None) -> Slip | None:
    """What is wrong with an order that does not."""
    return _fault(drill, got, served)


def _drawn(drill: Drill) -> Drawn:
    return drawn_of(drill.level, generator(drill.id))


@lru_cache(maxsize=64)
def _fault(drill: Drill, got: str, served: Path | None) -> Slip | None:
    drawn = _drawn(drill)
    known = next((slip for slip in drill.slips if slip.answer == got), None)
    lines = [drawn.shown[int(number) - 1] for number in got.split()]
    return known or _fault_of(drawn.body, lines, got, served)


def _fault_of(body: Body, lines: list[str], got: str, served: Path | None) -> Slip | None:
    why = syntax_fault(body.code(lines))
    if why:
        return Slip(got, "order.does-not-fit-together", {"why": why})
    if same_flow(reachable(lines), body.lines):
        return None
    early = used_too_early(lines, made_here([*body.lines, *lines], body.head))
    if early is not None:
        return Slip(got, "order.used-too-early", {"line": early[0].strip(), "name": early[1]})
    return judged(body, lines, got, served)


def judged(body: Body, lines: list[str], got: str, served: Path | None = None) -> Slip | None:
    """By the checks of the exercise.

    Raises:
        GraderError: they cannot be run.
    """
    from tfkata.running.runner import Runner
    from tfkata.settings import Settings

    with Runner(Settings(tier="quick"), served=served) as runner:
        result = runner.grade_text(body.exercise, body.module(lines), f"{body.function}.py")
    if result.outcome is Outcome.PASSED:
        return None
    failed = next(check for check in result.checks if not check.passed)
    if result.outcome is Outcome.GRADER_ERROR:
        raise GraderError(failed.message)
    return Slip(got, "order.fails-checks", {"check": failed.title, "why": failed.message})
