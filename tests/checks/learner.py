"""A candidate without a process: a learner's function in this one, called as a check would call it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from tfkata.candidate.changes import changed
from tfkata.checks.kit import CandidateRaised


class Learner:
    """Answers for one function, whatever the name it is asked by."""

    def __init__(self, function: Callable[..., Any], seed: int = 0) -> None:
        self.function, self.seed, self.asked = function, seed, 0
        self.kept: dict[str, Any] = {}
        self.touched: list[list[tuple[Any, ...]]] = []

    def call(self, name: str, *arguments: Any, **_: Any) -> Any:
        self.asked += 1
        given = copy.deepcopy(arguments)
        try:
            return self.function(*given)
        except Exception as error:
            raise CandidateRaised(type(error).__name__, str(error), "") from error
        finally:
            if any(map(changed, given, arguments)):
                self.touched.append([arguments])

    def changing(self, name: str) -> Sequence[Sequence[tuple[Any, ...]]]:
        return self.touched

    def calls(self, name: str, calls: Sequence[tuple[Any, ...]], **_: Any) -> list[Any]:
        found: list[Any] = []
        for call in calls:
            try:
                found.append(self.call(name, *call))
            except CandidateRaised as raised:
                found.append(raised)
        return found

    def calls_remembered(self, name: str, calls: Sequence[tuple[Any, ...]]) -> list[Any]:
        return self.calls(name, calls)

    def calls_shared(self, name: str, calls: Sequence[tuple[Any, ...]]) -> list[Any]:
        return self.calls(name, calls)

    def once(self, key: str, thunk: Callable[[], Any]) -> Any:
        if key not in self.kept:
            self.kept[key] = thunk()
        return self.kept[key]

    def mutated(self, name: str, *arguments: Any, **_: Any) -> bool:
        given = copy.deepcopy(arguments)
        try:
            self.function(*given)
        except Exception as error:
            raise CandidateRaised(type(error).__name__, str(error), "") from error
        return any(map(changed, given, arguments))
