"""The checks of each exercise by id, as the exercise's own module registers them when the examiner imports it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tfkata.checks.candidate import Candidate

CheckFunction = Callable[[Candidate], None]

_registered: dict[str, dict[str, CheckFunction]] = {}


def check(check_id: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check of the exercise in whose folder it stands, under the id that the record gives."""

    def decorate(function: CheckFunction) -> CheckFunction:
        register(_exercise_of(function.__module__), check_id, function)
        return function

    return decorate


def checks(module: str, table: Mapping[str, CheckFunction | Sequence[CheckFunction]]) -> None:
    """Register all checks of an exercise at once: ``checks(__name__, {"dtype": …, "empty": [one, other]})``.

    Of several functions under one id, the first that fails ends the check.
    """
    for check_id, functions in table.items():
        parts = [functions] if callable(functions) else list(functions)
        register(_exercise_of(module), check_id, parts[0] if len(parts) == 1 else Sequel(parts))


class Sequel:
    """A check made of several, one after the other."""

    def __init__(self, parts: Sequence[CheckFunction]) -> None:
        self.parts = tuple(parts)

    def __call__(self, candidate: Candidate) -> None:
        for part in self.parts:
            part(candidate)


def register(exercise_id: str, check_id: str, function: CheckFunction) -> None:
    """Register a check function that several exercises share."""
    _registered.setdefault(exercise_id, {})[check_id] = function


def registered(exercise_id: str) -> dict[str, CheckFunction]:
    """The checks of an exercise by id; its module must have been imported."""
    return _registered.get(exercise_id, {})


def _exercise_of(module: str) -> str:
    return module.split(".")[-2]
