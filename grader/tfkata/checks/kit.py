"""The author's interface: everything a check module needs, and nothing else.

A check is a function of a `Candidate` that returns when all is well and calls `fail` when it is not::

    @check("range")
    def fractions_of_255(candidate: Candidate) -> None:
        kit.agree(candidate, "normalize", arguments=images(), expected=reference, judge=kit.array(rtol=1e-6))

Assertions run in the examiner; the learner's code runs elsewhere and answers with plain data.
"""

from __future__ import annotations

import copy
import time
import weakref
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import platformdirs

from tfkata.checks.candidate import Candidate, CandidateLost, CandidateRaised
from tfkata.checks.judges import Judge, Problem, array, count, exact, kind_of, returned_nothing, scalar
from tfkata.checks.notes import confusion, curves, layers, measured
from tfkata.checks.show import TOO_LONG, show, show_call
from tfkata.wire.codec import Described, Foreign

__all__ = [
    "Candidate",
    "CandidateLost",
    "CandidateRaised",
    "Described",
    "Failure",
    "Foreign",
    "Judge",
    "Problem",
    "agree",
    "array",
    "check",
    "confusion",
    "count",
    "curves",
    "exact",
    "fail",
    "layers",
    "measured",
    "model_argument",
    "rebuild",
    "reference",
    "returned_nothing",
    "scalar",
    "show",
    "show_call",
]

CheckFunction = Callable[[Candidate], None]
Diagnosis = tuple[str | None, dict[str, Any]]
# What a diagnosis stumbles with over an answer that is of another kind, shape or size at each question.
ODD_ANSWER = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError)
SHRINK_SECONDS = 3.0
LONGEST_TEXT = 2000
_UNSET: Any = object()


class Failure(Exception):
    """A check's verdict "wrong". `code` names the misconception, or is None where none fits."""

    def __init__(
        self, code: str | None, message: str, values: dict[str, Any], evidence: dict[str, Any]
    ) -> None:
        super().__init__(code or message)
        self.code, self.message, self.values, self.evidence = code, message, values, evidence


_registered: dict[str, dict[str, CheckFunction]] = {}


def check(check_id: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check of the exercise in whose folder it stands, under the id that the record gives."""

    def register(function: CheckFunction) -> CheckFunction:
        _registered.setdefault(function.__module__.split(".")[-2], {})[check_id] = function
        return function

    return register


def registered(exercise_id: str) -> dict[str, CheckFunction]:
    """The checks of an exercise by id; its module must have been imported."""
    return _registered.get(exercise_id, {})


def register(exercise_id: str, check_id: str, function: CheckFunction) -> None:
    """For check functions that several exercises share."""
    _registered.setdefault(exercise_id, {})[check_id] = function


def fail(
    code: str | None,
    *,
    message: str = "",
    call: str | None = None,
    returned: Any = _UNSET,
    expected: Any = _UNSET,
    side_by_side: list[dict[str, str]] | None = None,
    **values: Any,
) -> NoReturn:
    """Ends the check: the answer is wrong, and `code` says which misconception it shows.

    `values` fill the placeholders of the code's text; `call`, `returned` and `expected` also may.
    """
    evidence: dict[str, Any] = {"call": call, "side_by_side": side_by_side}
    evidence["returned"] = None if returned is _UNSET else _as_text(returned)
    evidence["expected"] = None if expected is _UNSET else _as_text(expected)
    texts = {key: value for key, value in evidence.items() if isinstance(value, str)}
    raise Failure(code, _as_text(message), {**texts, **_readable(values)}, evidence)


def _readable(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _as_text(value) if isinstance(value, str) else value for name, value in values.items()}


def _as_text(value: Any) -> str:
    """Texts as they are, as far as anybody would read them; other values as Python would write them."""
    text = value if isinstance(value, str) else show(value)
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}… ({len(text):,} characters)"


def agree(
    candidate: Candidate,
    function: str,
    *,
    arguments: Any,
    expected: Callable[..., Any],
    judge: Judge,
    always: Iterable[tuple[Any, ...]] = (),
    diagnose: Callable[[Callable[..., Any]], Diagnosis | None] | None = None,
    examples: int = 50,
) -> None:
    """The learner's function agrees with `expected` on the examples of `always` and on random arguments.

    Args:
        arguments: Hypothesis strategy of argument tuples, or None for the examples of `always` alone.
        judge: compares one returned value with one expected value.
        diagnose: called after a disagreement with `ask(*arguments) -> value`; names the misconception.
        examples: how many random argument tuples are tried.

    Raises:
        Failure: with the smallest disagreement found. CandidateRaised: the function raises on the smallest example.
    """
    found = _first_disagreement(candidate, function, list(always), expected, judge)
    if arguments is not None and (found is None or TOO_LONG in show_call(function, found[0])):
        found = _smallest_disagreement(candidate, function, arguments, expected, judge, examples) or found
    if found is None:
        return
    tried, got, problem = found
    diagnosis = _diagnose(candidate, function, diagnose)
    call = show_call(function, tried)
    if isinstance(got, CandidateRaised) and (diagnosis is None or diagnosis[0] is None):
        got.call = call
        raise got
    code, values = diagnosis if diagnosis is not None else (problem.code, problem.values)
    raised = f"{got.type_name}: {got.message}" if isinstance(got, CandidateRaised) else got
    fail(code, message=problem.message, call=call, returned=raised, expected=expected(*tried), **values)


_Disagreement = tuple[tuple[Any, ...], Any, Problem]
_RAISED = Problem("it raised an exception")


def _first_disagreement(
    candidate: Candidate,
    function: str,
    always: Sequence[tuple[Any, ...]],
    expected: Callable[..., Any],
    judge: Judge,
) -> _Disagreement | None:
    if not always:
        return None
    for tried, got in zip(always, candidate.calls(function, always), strict=True):
        problem = _RAISED if isinstance(got, CandidateRaised) else judge(got, expected(*tried))
        if problem is not None:
            return tried, got, problem
    return None


def _smallest_disagreement(
    candidate: Candidate,
    function: str,
    arguments: Any,
    expected: Callable[..., Any],
    judge: Judge,
    examples: int,
) -> _Disagreement | None:
    """Hypothesis finds and shrinks; a time limit on shrinking keeps a slow answer from making it long.

    While nothing is wrong it draws the same examples every time. So those of a run that found nothing are kept with
    the strategy (where a module gives the same one again), and tried first: what passes them all passes.
    """
    drawn = _drawn(arguments).get((candidate.seed, examples))
    known = _first_in_turn(candidate, function, drawn or (), expected, judge)
    if drawn is not None and known is None:
        return None
    import hypothesis
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(cache_folder())
    found: list[_Disagreement] = []
    first_at: list[float] = []
    seen: list[tuple[Any, ...]] = []

    class Disagrees(Exception):
        pass

    @hypothesis.seed(candidate.seed)
    @hypothesis.settings(
        max_examples=examples,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        phases=[hypothesis.Phase.generate, hypothesis.Phase.shrink],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(arguments)
    def run(tried: tuple[Any, ...]) -> None:
        if first_at and time.monotonic() - first_at[0] > SHRINK_SECONDS:
            return
        seen.append(copy.deepcopy(tried))
        disagreement = _disagreement(candidate, function, tried, expected, judge)
        if disagreement is not None:
            found.append(disagreement)
            first_at.append(time.monotonic())
            raise Disagrees

    try:
        run()
    except CandidateLost:
        raise
    except Exception:
        if not found:
            raise
    if not found:
        _drawn(arguments)[candidate.seed, examples] = seen
    return found[-1] if found else known


def _disagreement(
    candidate: Candidate, function: str, tried: tuple[Any, ...], expected: Callable[..., Any], judge: Judge
) -> _Disagreement | None:
    try:
        got: Any = candidate.call(function, *tried)
    except CandidateRaised as raised:
        return tried, raised, _RAISED
    problem = judge(got, expected(*tried))
    return (tried, got, problem) if problem is not None else None


def _first_in_turn(
    candidate: Candidate,
    function: str,
    examples: Sequence[tuple[Any, ...]],
    expected: Callable[..., Any],
    judge: Judge,
) -> _Disagreement | None:
    """Call by call, as Hypothesis does, so that each has its own time limit."""
    found = (_disagreement(candidate, function, copy.deepcopy(e), expected, judge) for e in examples)
    return next((disagreement for disagreement in found if disagreement is not None), None)


_DRAWN: weakref.WeakKeyDictionary[Any, dict[tuple[int, int], list[tuple[Any, ...]]]] = (
    weakref.WeakKeyDictionary()
)


def _drawn(strategy: Any) -> dict[tuple[int, int], list[tuple[Any, ...]]]:
    """What was drawn from a strategy, by seed and number of examples."""
    return _DRAWN.setdefault(strategy, {})


def cache_folder() -> Path:
    """Where Hypothesis may keep what it computes once: not in the folder that somebody happens to stand in."""
    return platformdirs.user_cache_path("tfkata", appauthor=False) / "hypothesis"


def _diagnose(
    candidate: Candidate, function: str, diagnose: Callable[[Callable[..., Any]], Diagnosis | None] | None
) -> Diagnosis | None:
    if diagnose is None:
        return None
    try:
        return diagnose(lambda *arguments: candidate.call(function, *arguments))
    except (CandidateRaised, *ODD_ANSWER):
        return None


def model_argument(model: Any) -> Described:
    """A Keras model, with weights and compiled as it is, as an argument for the learner's function."""
    from tfkata.candidate.describe_model import describe_model

    return Described("model", describe_model(model, weights=True))


def rebuild(described: Any) -> Any:
    """The Keras model of a description that came from a candidate, checked before it is built.

    Raises:
        Failure: not a model, or one that cannot be judged (subclassed, Lambda, too large, …), with the reason.
    """
    from tfkata import architecture

    if not isinstance(described, Described) or described.kind != "model":
        fail("model.not-returned", returned=described, expected="a Keras model", found=kind_of(described))
    try:
        return architecture.rebuild(described.data)
    except architecture.ModelRefused as refused:
        fail(refused.code, message=str(refused), reason=str(refused))


def reference(exercise_id: str, function: str) -> Callable[..., Any]:
    """A function of an exercise's own solution, imported in the examiner."""
    from tfkata.catalog.solutions import load

    return load(exercise_id)[function]
