"""The family *mend*: a wrong answer of the bank is in the learner's file. First: what is wrong with it? Then: make it pass."""

from __future__ import annotations

import ast
import random
from functools import cache

from tfkata.catalog import records, texts
from tfkata.drills import words
from tfkata.drills.answers import BankAnswer, lesson, of_exercise, of_level, reference
from tfkata.drills.drill import LETTERS, LEVELS, Question, Slip, generator, level_and_seed

NAME = "mend"
OPTIONS = 4
ANOTHER = "mend.another-fault"
FAULTS = "faults"


def make(level: int, seed: int, chance: random.Random) -> Question:
    """An answer of the level; its fault, among those of three others."""
    answer = chance.choice(candidates(level))
    told = [fault(answer.code), *map(fault, _others(answer, chance))]
    chance.shuffle(told)
    right = LETTERS[told.index(fault(answer.code))]
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
        topic=answer.exercise.topic,
    )


def fault(code: str) -> str:
    """What is wrong with answers that have this misconception, in a few words; empty where nobody wrote them."""
    known: dict[str, str] = words.read(FAULTS)["faults"]
    return known.get(code, "")


@cache
def candidates(level: int) -> tuple[BankAnswer, ...]:
    """The wrong answers of a level whose fault can be told among three others of the same exercise."""
    return tuple(one for one in of_level(level) if fault(one.code) and len(_different(one)) >= OPTIONS - 1)


def _different(answer: BankAnswer) -> list[str]:
    """The other misconceptions that answers to this exercise have, each told in other words."""
    codes = {other.code for other in of_exercise(answer.exercise.id)} - {answer.code}
    by_words = {fault(code): code for code in sorted(codes) if fault(code) not in ("", fault(answer.code))}
    return sorted(by_words.values())


def _others(answer: BankAnswer, chance: random.Random) -> list[str]:
    """Three that are plausible: of the same topic, and the rest from the same exercise where there are too few."""
    topic = answer.code.partition(".")[0]
    different = _different(answer)
    near = [code for code in different if code.startswith(f"{topic}.")]
    far = [code for code in different if code not in near]
    chosen = chance.sample(near, min(len(near), OPTIONS - 1))
    return chosen + chance.sample(far, OPTIONS - 1 - len(chosen))


def _promise(exercise_id: str) -> str:
    """The first line of each function of the exercise, and its docstring."""
    found = []
    for node in ast.parse(reference(exercise_id)).body:
        if isinstance(node, ast.FunctionDef) and (docstring := ast.get_docstring(node)):
            signature = f"{node.name}({ast.unparse(node.args)})"
            told = " ".join(docstring.split())
            found.append(words.text(NAME, "promised", signature=signature, docstring=told))
    tables = [part for part in lesson(exercise_id).split("\n\n") if part.startswith(("| ", "- "))]
    parts = [words.text(NAME, "promise"), "\n".join(found), *(tables if _is_a_model(exercise_id) else ())]
    return "\n\n".join(parts)


def _is_a_model(exercise_id: str) -> bool:
    """Whether it asks for the model of a table, without which nobody could say what is wrong."""
    exercise = records.find(exercise_id)
    return exercise.topic == "model" and exercise.library == "tensorflow"


def _working(answer: BankAnswer) -> str:
    """The hint that goes with the misconception, where it holds for every answer that has it."""
    hint = texts.misconception_hint(answer.exercise.id, answer.code)
    if hint is None or "{" in hint:
        return words.text(NAME, "after", exercise=answer.exercise.id)
    return words.text(NAME, "working", hint=hint)


def _module(id_: str, exercise: str, text: str) -> str:
    """The text of a file: the id first, by which it is known."""
    head = words.text(NAME, "head", exercise=exercise)
    return f"# tfkata drill {id_}\n# {head}\n\n{lesson(exercise)}\n\n{text}"


@cache
def brings(code: str) -> bool:
    """Whether a wrong answer that is asked has this misconception."""
    return any(one.code == code for level in LEVELS for one in candidates(level))


def about(level: int, number: int) -> str:
    """The misconception of a variant, without making it: `make` draws the answer first."""
    return generator(f"{NAME}:{level}:{number}").choice(candidates(level)).code
