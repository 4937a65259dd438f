"""The family *data*: a function on small arrays to write; `tfkata.curriculum.d_data` judges it, and says what each variant is."""

from __future__ import annotations

import random
import string
import textwrap
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.catalog.source import PLACEHOLDER
from tfkata.curriculum.d_data.variant import Task, task
from tfkata.drills import words
from tfkata.drills.drill import Question, level_and_seed

NAME = "data"
EXERCISE = "d_data"
ANSWERS = Path(__file__).with_name("data_answers.toml")
WIDTH = 100


def make(_: int, seed: int, __: random.Random) -> Question:
    """The task of the seed of the judgement, which the examiner derives from it as well."""
    asked = task(seed)
    told = statement(asked)
    return Question(
        note=told,
        statement=told,
        kind="file",
        stub=module(seed, told, arguments(asked.key), "\n".join(PLACEHOLDER)),
        solution=answer(asked, seed, "right"),
        exercise=records.find(EXERCISE),
    )


def statement(asked: Task) -> str:
    """What is to be written, in words."""
    told = words.filled(words.read(NAME)["tasks"][asked.key], asked.values)
    dtype = words.text(NAME, "dtype", dtype=asked.dtype) if asked.dtype else words.text(NAME, "same-dtype")
    return words.text(
        NAME,
        "statement",
        arguments=arguments(asked.key),
        task=f"{told} {dtype}",
        more=words.text(NAME, "untouched"),
    )


def arguments(key: str) -> str:
    """The arguments of `prepare`, as its first line has them."""
    known: Mapping[str, str] = words.read(NAME)["arguments"]
    return known.get(key) or known[key.rpartition("-")[0]]


def module(seed: int, told: str, arguments: str, body: str) -> str:
    """The text of a file: the id first, by which it is known."""
    level, number = level_and_seed(seed)
    lines = [f"# tfkata drill {NAME}:{level}:{number}", f'"""{words.text(NAME, "title")}', ""]
    lines += [line for part in told.split("\n") for line in (textwrap.wrap(part, WIDTH) or [""])]
    lines += ['"""', "", "import numpy as np", "", "", f"def prepare({arguments}):"]
    return "\n".join([*lines, textwrap.indent(body.strip("\n"), "    "), ""])


def answer(asked: Task, seed: int, kind: str, code: str = "") -> str:
    """A right answer, or the wrong one of a misconception."""
    known = _answers()["right"][asked.key] if kind == "right" else _answers()["wrong"][asked.key][code]
    values = {name: str(value) for name, value in asked.values.items()}
    return module(seed, statement(asked), arguments(asked.key), string.Template(known).substitute(values))


def wrong_answers(asked: Task, seed: int) -> dict[str, str]:
    """The wrong answers that are kept for a task, by misconception."""
    codes = _answers()["wrong"].get(asked.key, {})
    return {code: answer(asked, seed, "wrong", code) for code in codes}


@cache
def _answers() -> dict[str, Any]:
    return tomllib.loads(ANSWERS.read_text("utf-8"))
