"""`agree`: the learner's function gives what a reference gives, on chosen and on random arguments.

Hypothesis finds a disagreement and shrinks it to the smallest one, which is shown as a learner would type it.
"""

from __future__ import annotations

import contextlib
import copy
import random
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import platformdirs

from tfkata.checks.candidate import Candidate, CandidateLost, CandidateRaised, as_above
from tfkata.checks.failure import fail
from tfkata.checks.judges import Judge, Problem
from tfkata.checks.reason import reason
from tfkata.checks.show import TOO_LONG, in_quotes, show_call

Ask = Callable[..., Any]
"""Calls the learner's function: `ask(*arguments)` is what it returns."""
Diagnosis = tuple[str | None, dict[str, Any]]
"""The code of a misconception, and the values for its text."""
Diagnose = Callable[[Ask], Diagnosis | None]
# What a diagnosis stumbles over when an answer is of another kind, shape or size at each question.
ODD_ANSWER = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
SHRINK_SECONDS = 3.0

Call = tuple[Any, ...]
_Disagreement = tuple[Call, Any, Problem]
_RAISED = Problem("it raised an exception")


def agree(
    candidate: Candidate,
    function: str,
    *,
    arguments: Any,
    expected: Callable[..., Any],
    judge: Judge,
    always: Sequence[Call] = (),
    remembered: bool = False,
    diagnose: Diagnose | None = None,
    examples: int = 50,
    ordinary_error: Callable[[], CandidateRaised | None] = lambda: None,
) -> None:
    """Fail unless the learner's function agrees with `expected` on the calls of `always` and on random arguments.

    Args:
        arguments: Hypothesis strategy of argument tuples, or None for the calls of `always` alone.
        remembered: other checks look at the answers to `always` as well.
        judge: compares one returned value with one expected value.
        diagnose: called after a disagreement with `ask(*arguments) -> value`; names the misconception.
        examples: how many random argument tuples are tried.
        ordinary_error: the exception that the ordinary call raises, where these calls are special ones; one that they
            raise as well is not diagnosed.

    Raises:
        Failure: with the smallest disagreement found. CandidateRaised: the function raises on the smallest example.
    """
    compare = _Comparison(candidate, function, expected, judge)
    found = compare.first_of(always, remembered=remembered)
    if arguments is not None and (found is None or TOO_LONG in show_call(function, found[0])):
        found = _smallest(compare, arguments, examples) or found
    if found is None:
        return
    tried, got, problem = found
    if isinstance(got, CandidateRaised):
        as_above(got, ordinary_error())
    diagnosis = _diagnose(candidate, function, diagnose)
    call = show_call(function, tried)
    if isinstance(got, CandidateRaised) and (diagnosis is None or diagnosis[0] is None):
        got.call = call
        raise got
    code, values = diagnosis if diagnosis is not None else (problem.code, problem.values)
    raised = isinstance(got, CandidateRaised)
    returned = f"{got.type_name}: {reason(got.message)}" if raised else in_quotes(got)
    told = {
        "message": problem.message,
        "returned": returned,
        "expected": in_quotes(expected(*tried)),
        **values,
    }
    fail(code, call=call, **told)


class _Comparison:
    """One function of the learner's beside its reference."""

    def __init__(
        self, candidate: Candidate, function: str, expected: Callable[..., Any], judge: Judge
    ) -> None:
        self.candidate, self.function, self.expected, self.judge = candidate, function, expected, judge

    def first_of(self, calls: Sequence[Call], *, remembered: bool) -> _Disagreement | None:
        """The first disagreement of these calls, all made in one round trip."""
        ask = self.candidate.calls_remembered if remembered else self.candidate.calls
        return self._first(calls, ask(self.function, calls) if calls else [])

    def first_of_drawn(self, calls: Sequence[Call]) -> _Disagreement | None:
        """The same for a list that other checks, which look at something else, may have asked a moment ago."""
        return self._first(calls, self.candidate.calls_shared(self.function, calls))

    def _first(self, calls: Sequence[Call], answers: Sequence[Any]) -> _Disagreement | None:
        judged = (self._judged(tried, got) for tried, got in zip(calls, answers, strict=True))
        return next((found for found in judged if found is not None), None)

    def one(self, tried: Call) -> _Disagreement | None:
        """The disagreement of one call, which has a time limit of its own."""
        try:
            got = self.candidate.call(self.function, *tried)
        except CandidateRaised as raised:
            got = raised
        return self._judged(tried, got)

    def _judged(self, tried: Call, got: Any) -> _Disagreement | None:
        raised = isinstance(got, CandidateRaised)
        problem = _RAISED if raised else self.judge(got, self.expected(*tried))
        return (tried, got, problem) if problem is not None else None


def _smallest(compare: _Comparison, arguments: Any, examples: int) -> _Disagreement | None:
    """The smallest disagreement that Hypothesis finds; a time limit on shrinking keeps a slow answer from taking long.

    While nothing is wrong it draws the same examples every time. So these are drawn once and kept with the strategy (where
    a module gives the same one again), and asked together: what passes them all passes, and only what does not is shrunk.
    """
    seed = compare.candidate.seed
    known = compare.first_of_drawn(_drawn(arguments, seed, examples))
    if known is None:
        return None
    found: list[_Disagreement] = []
    until: list[float] = []

    def disagrees(tried: Call) -> bool:
        if until and time.monotonic() > until[0]:
            return False
        disagreement = compare.one(tried)
        if disagreement is not None:
            found.append(disagreement)
            until.append(time.monotonic() + SHRINK_SECONDS)
        return disagreement is not None

    try:
        _find(arguments, disagrees, seed, examples)
    except CandidateLost:
        raise
    except Exception:  # an answer that is not the same twice, or that ran out of shrinking time
        if not found:
            raise
    return found[-1] if found else known


def _find(strategy: Any, wanted: Callable[[Call], bool], seed: int, examples: int) -> None:
    """Have Hypothesis look for the smallest of the arguments for which `wanted` holds, and do nothing where there is none."""
    import hypothesis
    from hypothesis.configuration import set_hypothesis_home_dir
    from hypothesis.errors import NoSuchExample

    set_hypothesis_home_dir(cache_folder())
    settings = hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        print_blob=False,
        phases=[hypothesis.Phase.generate, hypothesis.Phase.shrink],
    )
    with _DRAWING, contextlib.suppress(NoSuchExample):
        hypothesis.find(strategy, wanted, settings=settings, random=random.Random(seed))


# While Hypothesis draws, it seeds Python's global generator and warns of everybody else who does; afterwards it puts back
# what it found. Where threads of one process examine, two at a time would warn of each other and leave the seeded state.
_DRAWING = threading.Lock()

_DRAWN: weakref.WeakKeyDictionary[Any, dict[tuple[int, int], list[Call]]] = weakref.WeakKeyDictionary()


def _drawn(strategy: Any, seed: int, examples: int) -> list[Call]:
    """What is drawn from a strategy while nothing is found to be wrong."""
    known = _DRAWN.setdefault(strategy, {})
    if (seed, examples) not in known:
        calls: list[Call] = []

        def keep(tried: Call) -> bool:
            calls.append(copy.deepcopy(tried))
            return False

        _find(strategy, keep, seed, examples)
        known[seed, examples] = calls
    return known[seed, examples]


def cache_folder() -> Path:
    """Where Hypothesis may keep what it computes once: not in the folder that somebody happens to stand in."""
    return platformdirs.user_cache_path("tfkata", appauthor=False) / "hypothesis"


def tried(ask: Ask, *arguments: Any) -> Any:
    """The answer, or the exception where the learner's function raises: in a diagnosis that is a finding, too."""
    try:
        return ask(*arguments)
    except CandidateRaised as raised:
        return raised


def _diagnose(candidate: Candidate, function: str, diagnose: Diagnose | None) -> Diagnosis | None:
    if diagnose is None:
        return None
    try:
        return diagnose(lambda *arguments: candidate.call(function, *arguments))
    except (CandidateRaised, *ODD_ANSWER):
        return None
