"""Where misconception codes are named in the sources of the checks, and with which values.

Tables and properties declare theirs (`tfkata.authoring.mistakes`); the rest stands in calls such as
`kit.fail("split.overlap", call=…, found=…)`, which are read here without being run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tfkata.catalog.records import Exercise

PACKAGE = Path(__file__).parents[1]
SHARED_ROOMS = ("checks", "architecture", "examiner", "running", "candidate", "catalog")
_CODE = re.compile(r"[a-z0-9-]+\.[a-z0-9-]+")
_ENDING = re.compile(r"\.[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Use:
    """One place that names a code. `values` are those given there; None where the source alone does not tell."""

    code: str
    values: frozenset[str] | None


def of_exercise(exercise: Exercise) -> list[Use]:
    """The uses in an exercise's own modules."""
    folder = PACKAGE / "curriculum" / exercise.id
    return [use for path in sorted(folder.glob("*.py")) for use in _uses(path)]


def of_each() -> dict[str, list[Use]]:
    """The uses in the modules of each exercise and drill, by its folder."""
    found: dict[str, list[Use]] = {}
    for path in sorted(PACKAGE.glob("curriculum/*/*.py")):
        found.setdefault(path.parent.name, []).extend(_uses(path))
    return found


def is_named(code: str, uses: Iterable[Use]) -> bool:
    """Whether one of these, or what all exercises share, names the code, in full or as a topic and this ending."""
    endings, codes = _shared()
    return code in codes or any(use.code == code for use in uses) or f".{code.partition('.')[2]}" in endings


def only_user(code: str, uses: Mapping[str, Iterable[Use]]) -> str | None:
    """The one folder of `of_each` that names a code, where nothing that all exercises share does."""
    users = [name for name, its in uses.items() if any(use.code == code for use in its)]
    return users[0] if len(users) == 1 and not is_named(code, []) else None


@cache
def _shared() -> tuple[frozenset[str], frozenset[str]]:
    """What the rooms that all exercises share name: endings of codes whose topic is the exercise's, and whole codes."""
    paths = [path for room in SHARED_ROOMS for path in sorted((PACKAGE / room).glob("*.py"))]
    literals = {text for path in paths for text in _literals(path)}
    endings = frozenset(text for text in literals if _ENDING.fullmatch(text))
    return endings, frozenset(text for text in literals if _CODE.fullmatch(text))


def _literals(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _uses(path: Path) -> Iterator[Use]:
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    direct = {id(argument): call for call in calls for argument in call.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
            call = direct.get(id(node))
            yield Use(node.value, _values(call) if call is not None and _is_fail(call) else None)


def _is_fail(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name == "fail"


def _values(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name is not None)
