"""The family *read*: what does this print? The answer comes from running the snippet, and so does every slip."""

from __future__ import annotations

import io
import random
import string
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tfkata.drills import forms, words
from tfkata.drills.drill import Drill, Question, Slip
from tfkata.drills.judging import slips
from tfkata.errors import GraderError

NAME = "read"
SNIPPETS = Path(__file__).with_name("snippets.toml")
ERROR = "error"
WHOLE = "*"
TRIES = 200


def make(level: int, _: int, chance: random.Random) -> Question:
    """A snippet of the level, with values for which at least one slip shows."""
    of_level = [snippet for snippet in _snippets() if snippet["level"] == level]
    for _try in range(TRIES):
        snippet = chance.choice(of_level)
        values = _drawn(snippet, chance)
        answer = _run(snippet["code"], values)
        told = slips(answer, *_slips(snippet, values))
        if told:
            return _question(snippet, values, answer, told)
    raise GraderError(f"no snippet of level {level} shows any slip in {TRIES} draws")


def _question(
    snippet: dict[str, Any], values: dict[str, Any], answer: str, told: tuple[Slip, ...]
) -> Question:
    code = _filled(snippet["code"], values)
    shown = f"import numpy as np\n\n{code}" if "np." in code else code
    return Question(
        note=code,
        statement=words.text(NAME, "statement", code=shown),
        kind="typed",
        form="printed",
        answer=answer,
        slips=told,
        working=words.text(NAME, "raises" if answer == ERROR else "working", printed=_print(code)),
    )


@cache
def _snippets() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(SNIPPETS.read_text("utf-8"))["snippet"]
    return [{**snippet, "code": snippet["code"].strip("\n")} for snippet in found]


def _drawn(snippet: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for part in ("draw", "extra"):
        for name, expression in snippet.get(part, {}).items():
            names = {"__builtins__": {}, **_draws(chance), **values}
            values[name] = eval(expression, names)  # noqa: S307  (an expression of snippets.toml)
    return values


def _draws(chance: random.Random) -> dict[str, Callable[..., Any]]:
    """What a snippet may draw with."""

    def numbers(n: int, low: int, high: int) -> list[int]:
        return [chance.randint(low, high) for _ in range(n)]

    return {
        "integer": chance.randint,
        "choice": lambda *options: chance.choice(options),
        "numbers": numbers,
        "different": lambda n, low, high: chance.sample(range(low, high + 1), n),
        "table": lambda rows, columns, low, high: [numbers(columns, low, high) for _ in range(rows)],
    }


def _slips(snippet: dict[str, Any], values: dict[str, Any]) -> list[Slip]:
    found = []
    for code, meant, read in snippet["slips"]:
        if meant != WHOLE and meant not in snippet["code"]:
            raise GraderError(f"snippets.toml: '{meant}' is not in the snippet {snippet['code']!r}")
        other = read if meant == WHOLE else snippet["code"].replace(meant, read)
        found.append(Slip(_run(other, values), code))
    return found


def _filled(code: str, values: dict[str, Any]) -> str:
    return string.Template(code).substitute({name: str(value) for name, value in values.items()})


def _run(code: str, values: dict[str, Any]) -> str:
    return forms.printed(_print(_filled(code, values))) or ""


def _print(code: str) -> str:
    """What the code prints; `error` where it raises."""
    shown = io.StringIO()

    def note(*parts: object) -> None:
        print(*parts, file=shown)

    try:
        with np.errstate(all="ignore"):
            exec(code, {"np": np, "print": note})  # noqa: S102  (a snippet of snippets.toml)
    except (ValueError, IndexError, TypeError):
        return ERROR
    return shown.getvalue().strip()


def spelled(drill: Drill, typed: str) -> str:
    """`ValueError`, `an error`: whatever its name, it stops."""
    return ERROR if "error" in typed.lower() and "[" not in typed else typed


def look(drill: Drill, got: str) -> Slip | None:
    """The right numbers as whole numbers where floats are printed, or the other way round; or without their brackets."""
    if _bare(got) == _bare(drill.answer):
        return Slip(got, "read.brackets")
    if _bare(got.replace(".0", "")) == _bare(drill.answer.replace(".0", "")):
        return Slip(got, "read.whole-or-float")
    return Slip(got, "read.does-not-stop") if ERROR in (got, drill.answer) else None


def _bare(text: str) -> str:
    return " ".join(text.replace("[", " ").replace("]", " ").replace("(", " ").replace(")", " ").split())
