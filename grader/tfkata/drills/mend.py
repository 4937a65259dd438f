"""The family *mend*: a wrong answer of the bank is in the learner's file. First: what is wrong with it? Then: make it pass."""

from __future__ import annotations

import ast
import random
from functools import cache

from tfkata.catalog import texts
from tfkata.drills import words
from tfkata.drills.answers import BankAnswer, of_exercise, of_level, reference
from tfkata.drills.drill import LETTERS, LEVELS, Question, Slip, level_and_seed

NAME = "mend"
OPTIONS = 4
ANOTHER = "mend.another-fault"


def make(level: int, seed: int, chance: random.Random) -> Question:
    """An answer of the level; beside what it says of itself, what three others with another misconception say."""
    answer = chance.choice(candidates(level))
    others = _others(answer, chance)
    told = [answer.about, *(other.about for other in others)]
    chance.shuffle(told)
    right = LETTERS[told.index(answer.about)]
    number = level_and_seed(seed)[1]
    id_, exercise = f"{NAME}:{level}:{number}", answer.exercise.id
    return Question(
        note=f"{exercise}/{answer.name}",
        statement=words.text(
            NAME, "statement", exercise=exercise, code=answer.text.strip(), promise=_promise(exercise)
        ),
        kind="file",
        form="letter",
        answer=right,
        options=tuple(told),
        slips=tuple(Slip(letter, ANOTHER) for letter in LETTERS[: len(told)] if letter != right),
        working=_working(answer),
        about=answer.code,
        stub=_module(id_, exercise, answer.text),
        solution=_module(id_, exercise, reference(exercise)),
        exercise=answer.exercise,
    )


@cache
def candidates(level: int) -> tuple[BankAnswer, ...]:
    """The wrong answers of a level that say of themselves what is wrong, each in words that no other has."""
    return tuple(
        one for one in of_level(level) if one.code and one.about and len(_different(one)) >= OPTIONS - 1
    )


def _different(answer: BankAnswer) -> list[BankAnswer]:
    """One answer of the same exercise for every other misconception, those about the same part of it first."""
    by_code: dict[str, BankAnswer] = {}
    for other in of_exercise(answer.exercise.id):
        if other.code not in ("", answer.code) and other.about and other.about != answer.about:
            by_code.setdefault(other.code, other)
    topic = answer.code.partition(".")[0]
    return sorted(by_code.values(), key=lambda other: not other.code.startswith(f"{topic}."))


def _others(answer: BankAnswer, chance: random.Random) -> list[BankAnswer]:
    """Three that are plausible: of the same topic where there are so many; each time another answer with that fault."""
    topic = answer.code.partition(".")[0]
    different = _different(answer)
    near = [other for other in different if other.code.startswith(f"{topic}.")]
    pool = near if len(near) >= OPTIONS - 1 else different
    codes = {other.code for other in chance.sample(pool, OPTIONS - 1)}
    found: list[BankAnswer] = []
    for code in sorted(codes):
        same = [
            one
            for one in of_exercise(answer.exercise.id)
            if one.code == code and one.about and one.about not in (answer.about, *(o.about for o in found))
        ]
        found.append(chance.choice(same))
    return found


def _promise(exercise_id: str) -> str:
    """The first line of each function of the exercise, and its docstring."""
    found = []
    for node in ast.parse(reference(exercise_id)).body:
        if isinstance(node, ast.FunctionDef) and (docstring := ast.get_docstring(node)):
            signature = f"{node.name}({ast.unparse(node.args)})"
            told = " ".join(docstring.split())
            found.append(words.text(NAME, "promised", signature=signature, docstring=told))
    return "\n".join([words.text(NAME, "promise", exercise=exercise_id), "", *found])


def _working(answer: BankAnswer) -> str:
    """The hint that goes with the misconception, where it holds for every answer that has it."""
    hint = texts.misconception_hint(answer.exercise.id, answer.code)
    if hint is None or "{" in hint:
        return words.text(NAME, "after", exercise=answer.exercise.id)
    return words.text(NAME, "working", hint=hint)


def _module(id_: str, exercise: str, text: str) -> str:
    """The text of a file: the id first, by which it is known."""
    head = words.text(NAME, "head", exercise=exercise)
    return f"# tfkata drill {id_}\n# {head}\n\n{text}"


@cache
def brings(code: str) -> bool:
    """Whether a wrong answer that is asked has this misconception."""
    return any(one.code == code for level in LEVELS for one in candidates(level))
