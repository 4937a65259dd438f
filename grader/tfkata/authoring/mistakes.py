"""Holds the mistakes that an exercise's checks can name against its texts and its wrong answers.

The checks declare them: each row of a table (`tfkata.checks.mistakes`) and each property of a function
(`tfkata.checks.function`) says which code it names and which values it gives. So a text that wants another value, a
value that no text shows, and a code that no wrong answer proves are found without grading anything.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from tfkata.authoring.uses import Use, is_named
from tfkata.catalog import texts
from tfkata.catalog.records import Exercise
from tfkata.checks import registry
from tfkata.checks.function import Function, Property
from tfkata.checks.mistakes import Mistakes
from tfkata.errors import SourceError

GIVEN_BY_THE_KIT = frozenset({"call", "returned", "expected"})
"""What every failed check shows, and any text may mention."""
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
_CODE_IN_TEXT = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
SHARED_TOPICS = ("value", "model", "module", "error")
"""Codes whose texts and answers belong to no single exercise."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A code that the checks of an exercise can name, and the values that come with it.

    `optional` are values that a property offers and that a text may leave out.
    """

    code: str
    values: frozenset[str]
    optional: frozenset[str] = frozenset()


def declared(exercise: Exercise) -> list[Declared]:
    """The codes in tables and properties of an exercise's modules, each way to name one once, in order."""
    importlib.import_module(f"tfkata.curriculum.{exercise.id}.checks")
    named = list(_named(exercise))
    tables = [value for value in named if isinstance(value, Mistakes)]
    rows = [Declared(row.code, row.names) for table in tables for row in table if row.code]
    properties = [value for value in named if isinstance(value, Property)]
    properties += [p for check in registry.registered(exercise.id).values() for p in _properties(check)]
    offered = [Declared(code, frozenset(), names) for p in properties for code, names in p.codes.items()]
    return list(dict.fromkeys([*rows, *offered]))


def text_problems(exercise: Exercise, mistakes: Iterable[Declared]) -> Iterator[str]:
    """What is wrong between the codes and their texts, a sentence for each."""
    for mistake in mistakes:
        try:
            wanted = texts.placeholders(exercise.id, mistake.code) - GIVEN_BY_THE_KIT
        except SourceError as error:
            yield str(error)
            continue
        missing = wanted - mistake.values - mistake.optional
        unused = mistake.values - wanted - GIVEN_BY_THE_KIT
        if missing:
            yield f"the text of {mistake.code} wants {_names(missing)}, which the check does not give"
        if unused:
            yield f"the check gives {_names(unused)} with {mistake.code}, which its text does not show"


def unfilled(exercise: Exercise, uses: Iterable[Use]) -> Iterator[str]:
    """Placeholders that no one fills: in texts of codes that a call names, and in hints, which are shown as they are."""
    for use in dict.fromkeys(uses):
        if use.values is not None and use.code in texts.codes(exercise.id):
            missing = texts.placeholders(exercise.id, use.code) - GIVEN_BY_THE_KIT - use.values
            if missing:
                yield f"the text of {use.code} wants {_names(missing)}, which a call that fails with it does not give"
    for where, hint in _hints(texts.read(exercise.id)):
        if found := _PLACEHOLDER.search(_CODE_IN_TEXT.sub("", hint)):
            yield f"{where} has {found[0]}, which nobody fills: a hint is shown as it stands"


def unhelped(read: Mapping[str, Any]) -> Iterator[str]:
    """The codes of a file of texts that have no hint."""
    for code, entry in read.get("misconceptions", {}).items():
        if not entry.get("hint", "").strip():
            yield f"{code} has no hint: a learner who reads its text and is still lost gets no further help"


def unused(exercise: Exercise, declared: Iterable[Declared], uses: Sequence[Use]) -> Iterator[str]:
    """Texts that no check can show."""
    known = {mistake.code for mistake in declared}
    for code in texts.codes(exercise.id) - known:
        if not is_named(code, uses):
            yield f"no check names {code}: its text is never shown"
    asked = {check.id for check in exercise.checks}
    for check in texts.check_hints(exercise.id):
        if check not in asked:
            yield f"there is a hint for the check '{check}', which the record does not have"


def strangers(exercise: Exercise) -> Iterator[str]:
    """Checks and functions that the record, the solution and the check module do not agree on."""
    importlib.import_module(f"tfkata.curriculum.{exercise.id}.checks")
    registered, asked = set(registry.registered(exercise.id)), {check.id for check in exercise.checks}
    yield from (
        f"the record has the check '{name}', which checks.py does not" for name in sorted(asked - registered)
    )
    yield from (
        f"checks.py has the check '{name}', which the record does not" for name in sorted(registered - asked)
    )
    called = {value.name for value in _named(exercise) if isinstance(value, Function)}
    for name in sorted(called - set(exercise.functions)):
        yield f"checks.py calls '{name}', which the record does not list among its functions"
    examined = {name for check in exercise.checks for name in check.functions}
    yield from (f"no check is about '{name}'" for name in exercise.functions if name not in examined)


def _hints(read: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((f"hint {number}", hint) for number, hint in enumerate(read.get("hints", []), start=1))
    yield from (
        (f"the hint for the check {name}", hint) for name, hint in read.get("check_hints", {}).items()
    )
    for code, entry in read.get("misconceptions", {}).items():
        yield f"the hint of {code}", entry.get("hint", "")


def unproved(mistakes: Iterable[Declared], expected: Iterable[str]) -> list[str]:
    """The codes that no wrong answer declares, in order; `expected` are those that answers declare."""
    proved = set(expected)
    codes = dict.fromkeys(mistake.code for mistake in mistakes)
    return [code for code in codes if code not in proved and code.partition(".")[0] not in SHARED_TOPICS]


def _named(exercise: Exercise) -> Iterator[object]:
    """Everything that has a name of its own in the modules of an exercise."""
    package = f"tfkata.curriculum.{exercise.id}."
    for module in [module for name, module in sys.modules.items() if name.startswith(package)]:
        yield from vars(module).values()


def _properties(check: registry.CheckFunction) -> Iterator[Property]:
    if isinstance(check, Property):
        yield check
    elif isinstance(check, registry.Sequel):
        for part in check.parts:
            yield from _properties(part)


def _names(names: Set[str]) -> str:
    return " and ".join(f"{{{name}}}" for name in sorted(names))
