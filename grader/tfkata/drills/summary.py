"""The family *summary*: write the model behind a random table; `tfkata.curriculum.d_summary` judges it."""

from __future__ import annotations

import random
import textwrap

from tfkata.catalog import records
from tfkata.catalog.source import PLACEHOLDER
from tfkata.curriculum.d_summary.cells import CELLS
from tfkata.curriculum.d_summary.layers import CONV, CONV1D, DROPOUT, EMBEDDING, POOLS, code, table
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
    points = [_sample(asked)]
    points.append(words.text(NAME, "points-relu" if kinds & {CONV, CONV1D} else "points-dense"))
    points += [words.text(NAME, "points-kernels")] if CONV in kinds else []
    points += _of_sequences(asked)
    if kinds.intersection(POOLS):
        points.append(words.text(NAME, "points-pool" if len(asked.shape) > 2 else "points-pool-1d"))
    points += [
        words.text(NAME, "points-dropout", rate=layer.rate) for layer in asked.stack if layer.kind == DROPOUT
    ]
    return words.text(NAME, "statement", table=table(asked.stack, asked.shape), points="\n".join(points))


def _sample(asked: Wanted) -> str:
    """What goes in."""
    if asked.stack[0].kind == EMBEDDING:
        return words.text(NAME, "points-ids", n=asked.shape[0])
    if len(asked.shape) == 1:
        return words.text(NAME, "points-vector", n=asked.shape[0])
    if len(asked.shape) == 2:
        return words.text(NAME, "points-series", shape=asked.shape)
    return words.text(NAME, "points-image", shape=asked.shape)


def _of_sequences(asked: Wanted) -> list[str]:
    """What a table does not show of a convolution over steps and of recurrent layers."""
    found = [layer for layer in asked.stack if layer.kind == CONV1D]
    causal = any(layer.padding == "causal" for layer in found)
    keys = ["points-causal" if causal else "points-ahead"] if found else []
    keys += ["points-cells"] if any(layer.kind in CELLS for layer in asked.stack) else []
    keys += ["points-both-ways"] if any(layer.both_ways for layer in asked.stack) else []
    return [words.text(NAME, key) for key in keys]


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
