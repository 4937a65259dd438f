"""d_data: what `prepare` returns, compared with the reference of the variant; a wrong result is told by the slip that gives it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tfkata.checks import kit
from tfkata.checks.kit import Ask, Candidate, Function, Mistake, Mistakes, Problem
from tfkata.curriculum.d_data.variant import Call, Task, task

NAME = "prepare"
CLOSE = kit.array(rtol=1e-5, atol=2e-6)
"""As near as float32 comes when it is used all the way: what is near 0 after a subtraction has no digits of its own."""


def values(candidate: Candidate) -> None:
    asked = task(candidate.seed)
    _prepare(asked).agrees_on(*asked.calls, diagnose=_slips(asked))(candidate)


def edges(candidate: Candidate) -> None:
    asked = task(candidate.seed)
    _prepare(asked).agrees_on(*asked.edges, diagnose=_slips(asked))(candidate)


def dtype(candidate: Candidate) -> None:
    """Of every array, where the task names one; otherwise that of what came in."""
    asked = task(candidate.seed)
    for call in asked.calls[:2]:
        answer = _prepare(asked).ask(candidate, *call)
        for got, right in zip(_parts(answer.value), _parts(asked.reference(*call)), strict=False):
            answer.insist(kit.array_alone(got, right.dtype.name, "d-data.dtype"))


def untouched(candidate: Candidate) -> None:
    asked = task(candidate.seed)
    _prepare(asked).leaves_alone(*asked.calls)(candidate)


def _prepare(asked: Task) -> Function:
    return Function(NAME, asked.reference, always=asked.calls, judge=same)


def same(got: Any, want: Any) -> Problem | None:
    """Array by array, whatever the dtype."""
    if not isinstance(want, tuple):
        return CLOSE(got, want)
    if not isinstance(got, tuple | list) or len(got) != len(want):
        found = f"{len(got)} values" if isinstance(got, tuple | list) else kit.show(got)
        return kit.returned_nothing(got) or Problem(f"returned {found}, expected {len(want)} arrays")
    for number, (one, right) in enumerate(zip(got, want, strict=True), start=1):
        problem = CLOSE(one, right)
        if problem is not None:
            return problem.about(f"array {number} of {len(want)}")
    return None


def _parts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple | list) else [value]


def _slips(asked: Task) -> Mistakes:
    """The first slip that gives, for every call, what the learner's function gives, and not always what is right."""

    def holds(slip: Callable[..., Any], ask: Ask) -> bool:
        shows = [call for call in asked.calls if same(_made(slip, call), asked.reference(*call)) is not None]
        return bool(shows) and all(_is(kit.tried(ask, *call), _made(slip, call)) for call in shows)

    rows = [Mistake(code, partial(holds, slip), **asked.values) for code, slip in asked.slips.items()]
    return Mistakes(*rows)


def _made(slip: Callable[..., Any], call: Call) -> Any:
    try:
        return slip(*call)
    except (IndexError, ValueError):
        return None


def _is(got: Any, wrong: Any) -> bool:
    return wrong is not None and not isinstance(got, kit.CandidateRaised) and same(got, wrong) is None


kit.checks(__name__, {"values": values, "edges": edges, "dtype": dtype, "untouched": untouched})
