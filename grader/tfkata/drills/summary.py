"""The family *summary*: write the model behind a random table; `tfkata.curriculum.d_summary` judges it."""

from __future__ import annotations

import random
import textwrap

from tfkata.catalog import records
from tfkata.catalog.source import PLACEHOLDER
from tfkata.curriculum.d_summary.layers import CONV, DROPOUT, POOLS, code, table
from tfkata.curriculum.d_summary.variant import Wanted, wanted
from tfkata.drills import words
from tfkata.drills.drill import Question, level_and_seed

NAME = "summary"
EXERCISE = "d_summary"


def make(_: int, seed: int, __: random.Random) -> Question:
    """The table of the seed of the judgement, which the examiner derives from it as well."""
    asked = wanted(seed)
    told = statement(asked)
    return Question(
        note="; ".join([str(asked.shape), *map(code, asked.stack)]),
        statement=told,
        kind="file",
        stub=_module(seed, told, list(PLACEHOLDER)),
        solution=_module(seed, told, solution(asked)),
        exercise=records.find(EXERCISE),
    )


def statement(asked: Wanted) -> str:
    """The table, and what it does not show."""
    kinds = {layer.kind for layer in asked.stack}
    height, *rest = asked.shape
    points = [
        words.text(NAME, "points-image", shape=asked.shape)
        if rest
        else words.text(NAME, "points-vector", n=height)
    ]
    points.append(words.text(NAME, "points-relu" if CONV in kinds else "points-dense"))
    points += [words.text(NAME, "points-kernels")] if CONV in kinds else []
    points += [words.text(NAME, "points-pool")] if kinds.intersection(POOLS) else []
    points += [
        words.text(NAME, "points-dropout", rate=layer.rate) for layer in asked.stack if layer.kind == DROPOUT
    ]
    return words.text(NAME, "statement", table=table(asked.stack, asked.shape), points="\n".join(points))


def solution(asked: Wanted) -> list[str]:
    """The lines of a right answer."""
    lines = [f"    keras.Input(shape={asked.shape}),"]
    lines += [f"    keras.layers.{code(layer)}," for layer in asked.stack]
    return ["return keras.Sequential([", *lines, "])"]


def _module(seed: int, told: str, body: list[str]) -> str:
    """The text of a file: the id first, by which it is known."""
    level, number = level_and_seed(seed)
    head = [f"# tfkata drill {NAME}:{level}:{number}", f'"""{words.text(NAME, "title")}', "", told, '"""', ""]
    lines = [*head, "import keras", "", "", "def build_model():"]
    return "\n".join([*lines, textwrap.indent("\n".join(body), "    "), ""])
