"""Questions that several exercises put to a candidate beside `kit.agree`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.agreement import tried
from tfkata.checks.judges import array_alone
from tfkata.checks.kit import Candidate, CandidateRaised, Problem

__all__ = ["array_alone", "called", "empty_batch", "insist", "tried"]

MANY = 11
"""A number of samples that is the length of no other axis in these exercises."""


def called(candidate: Candidate, function: str, *arguments: Any) -> Any:
    """The answer; an exception tells with which arguments it was raised."""
    try:
        return candidate.call(function, *arguments)
    except CandidateRaised as raised:
        raised.call = kit.show_call(function, arguments)
        raise


def insist(problem: Problem | None, *, call: str, returned: Any, **values: Any) -> None:
    """Ends the check with the problem, if there is one."""
    if problem is not None:
        kit.fail(
            problem.code, message=problem.message, call=call, returned=returned, **problem.values, **values
        )


def empty_batch(candidate: Candidate, function: str, arguments: Callable[[int], tuple[Any, ...]]) -> None:
    """No samples in, none out, in the shape that this very answer gives to some.

    Whether that shape is right is asked by other checks. `arguments(n)` are the arguments for n samples.
    """
    some = called(candidate, function, *arguments(MANY))
    none = called(candidate, function, *arguments(0))
    shape = [0 if length == MANY else length for length in some.shape] if isinstance(some, np.ndarray) else 0
    call = kit.show_call(function, arguments(0))
    lost = isinstance(none, np.ndarray) and none.shape == (0,)
    judge = kit.array(codes={"shape": "value.empty-without-shape"} if lost else None)
    insist(judge(none, np.zeros(shape)), call=call, returned=none)
