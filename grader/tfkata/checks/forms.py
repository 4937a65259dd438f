"""Forms of a function's arguments that several properties look at, each for something else: asked once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tfkata.checks.candidate import Candidate
    from tfkata.checks.function import Answer, Function

Groups = Callable[[int], Iterable[Sequence[tuple[Any, ...]]]]
"""Of a seed, groups of calls: other forms of one question, the plainest first."""


@dataclass(frozen=True, eq=False)
class Forms:
    """What is asked in these groups is asked in one round trip, and only once where several properties have the same `Forms`."""

    groups: Groups

    def asked(self, function: Function, candidate: Candidate) -> list[list[Answer]]:
        def ask() -> tuple[Forms, list[list[Answer]]]:
            return self, asked_in_groups(function, candidate, self.groups)

        found: tuple[Forms, list[list[Answer]]] = candidate.once(f"forms {function.name} {id(self)}", ask)
        return found[1]


def asked_in_groups(function: Function, candidate: Candidate, groups: Groups | Forms) -> list[list[Answer]]:
    """The answers, group by group."""
    if isinstance(groups, Forms):
        return groups.asked(function, candidate)
    calls = [list(group) for group in groups(candidate.seed)]
    answers = iter(function.ask_each(candidate, [call for group in calls for call in group]))
    return [[next(answers) for _ in group] for group in calls]
