"""The author's interface: everything a check module needs, and nothing else.

A check is a function of a `Candidate` that returns when all is well and calls `fail` when it is not::

    @check("range")
    def fractions_of_255(candidate: Candidate) -> None:
        kit.agree(candidate, "normalize", arguments=images(), expected=reference, judge=kit.array(rtol=1e-6))

Assertions run in the examiner; the learner's code runs elsewhere and answers with plain data.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from grader.checks.show import TOO_LONG, show, show_call
from grader.dialogue import Candidate, CandidateLost, CandidateRaised
from grader.wire import Described, Foreign

__all__ = [
    "Candidate",
    "CandidateLost",
    "CandidateRaised",
    "Described",
    "Failure",
    "Foreign",
    "Problem",
    "agree",
    "array",
    "check",
    "exact",
    "fail",
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
SHRINK_SECONDS = 3.0
_UNSET: Any = object()


class Failure(Exception):
    """A check's verdict "wrong". `code` names the misconception, or is None where none fits."""

    def __init__(
        self, code: str | None, message: str, values: dict[str, Any], evidence: dict[str, Any]
    ) -> None:
        super().__init__(code or message)
        self.code, self.message, self.values, self.evidence = code, message, values, evidence


@dataclass(frozen=True, slots=True)
class Problem:
    """What a judge finds wrong with one value."""

    message: str
    code: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


Judge = Callable[[Any, Any], Problem | None]

_registered: dict[str, dict[str, CheckFunction]] = {}


def check(check_id: str) -> Callable[[CheckFunction], CheckFunction]:
    """Registers a check of the exercise whose module it stands in, under the id that the record gives."""

    def register(function: CheckFunction) -> CheckFunction:
        _registered.setdefault(function.__module__.rpartition(".")[2], {})[check_id] = function
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
    raise Failure(code, message, {**texts, **values}, evidence)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else show(value)


_numbers: ContextVar[dict[str, float] | None] = ContextVar("numbers", default=None)


def measured(name: str, value: float) -> None:
    """Notes a number that this check measured, such as an accuracy; it goes into the result, passed or not.

    `tfkata author calibrate` reads it: a check with a minimum calls this before it compares.
    """
    numbers = _numbers.get()
    if numbers is not None and math.isfinite(value):
        numbers[name] = float(value)


@contextmanager
def measuring() -> Iterator[dict[str, float]]:
    """Collects what `measured` notes in the block; for the examiner."""
    numbers: dict[str, float] = {}
    token = _numbers.set(numbers)
    try:
        yield numbers
    finally:
        _numbers.reset(token)


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
    """Hypothesis finds and shrinks; a time limit on shrinking keeps a slow answer from making it long."""
    import hypothesis
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(cache_folder())
    found: list[_Disagreement] = []
    first_at: list[float] = []

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
        try:
            got: Any = candidate.call(function, *tried)
        except CandidateRaised as raised:
            got = raised
        problem = _RAISED if isinstance(got, CandidateRaised) else judge(got, expected(*tried))
        if problem is not None:
            found.append((tried, got, problem))
            first_at.append(time.monotonic())
            raise Disagrees

    try:
        run()
    except CandidateLost:
        raise
    except Exception:
        if not found:
            raise
    return found[-1] if found else None


def cache_folder() -> Path:
    """Where Hypothesis may keep what it computes once: not in the folder that somebody happens to stand in."""
    root = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(root) / "tfkata" / "hypothesis"


def _diagnose(
    candidate: Candidate, function: str, diagnose: Callable[[Callable[..., Any]], Diagnosis | None] | None
) -> Diagnosis | None:
    if diagnose is None:
        return None
    try:
        return diagnose(lambda *arguments: candidate.call(function, *arguments))
    except CandidateRaised:
        return None


def array(
    *,
    rtol: float = 1e-5,
    atol: float = 0.0,
    dtype: str | tuple[str, ...] | None = None,
    shape: bool = True,
    codes: dict[str, str] | None = None,
) -> Judge:
    """A judge of NumPy arrays (a TensorFlow tensor counts as one, a list does not).

    Args:
        dtype: the dtype wanted, or None where another check asks for it.
        codes: misconception codes for "type", "dtype", "shape" and "values".
    """
    named = codes or {}
    wanted = (dtype,) if isinstance(dtype, str) else dtype

    def judge(got: Any, want: Any) -> Problem | None:
        want = np.asarray(want)
        if not isinstance(got, np.ndarray):
            return returned_nothing(got) or Problem(
                f"returned {_kind(got)}, expected a NumPy array", named.get("type")
            )
        if wanted and got.dtype.name not in wanted:
            found = {"got_dtype": got.dtype.name, "want_dtype": wanted[0]}
            text = f"returned an array of dtype {got.dtype.name}, expected {' or '.join(wanted)}"
            return Problem(text, named.get("dtype"), found)
        if shape and got.shape != want.shape:
            found = {"got_shape": str(got.shape), "want_shape": str(want.shape)}
            return Problem(f"returned shape {got.shape}, expected {want.shape}", named.get("shape"), found)
        if not _close(got, want, rtol, atol):
            return Problem("the values differ", named.get("values"))
        return None

    return judge


def scalar(*, rtol: float = 1e-5, atol: float = 1e-12) -> Judge:
    """A judge of one number: Python, NumPy, or an array of shape ()."""

    def judge(got: Any, want: Any) -> Problem | None:
        if isinstance(got, np.ndarray) and got.shape == ():
            got = got.item()
        if isinstance(got, bool) or not isinstance(got, int | float | np.number):
            return returned_nothing(got) or Problem(f"returned {_kind(got)}, expected one number")
        try:
            agrees = math.isclose(float(got), float(want), rel_tol=rtol, abs_tol=atol)
        except OverflowError:
            agrees = False
        return None if agrees else Problem(f"returned {show(got)}, expected {show(want)}")

    return judge


def exact() -> Judge:
    """A judge of plain values: equal, numbers of NumPy counting as numbers."""

    def judge(got: Any, want: Any) -> Problem | None:
        if got is None and want is not None:
            return returned_nothing(got)
        if _equal(_plain(got), _plain(want)):
            return None
        return Problem(f"returned {show(got)}, expected {show(want)}")

    return judge


def returned_nothing(value: Any) -> Problem | None:
    """The forgotten `return`."""
    if value is None:
        return Problem("returned None: is the `return` missing?", "value.nothing-returned")
    return None


def _close(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> bool:
    if got.dtype.kind not in "biuf" or want.dtype.kind not in "biuf":
        return False
    with np.errstate(all="ignore"):
        try:
            return bool(
                np.allclose(got.astype(np.float64), want.astype(np.float64), rtol, atol, equal_nan=True)
            )
        except ValueError:
            return False


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.shape == ()):
        return value.item()
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, tuple):
        return tuple(_plain(part) for part in value)
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value


def _equal(got: Any, want: Any) -> bool:
    try:
        return bool(got == want)
    except ValueError:  # a description with arrays in it
        return False


def _kind(value: Any) -> str:
    if isinstance(value, Foreign):
        return f"a value of type {value.type_name}"
    if isinstance(value, Described):
        return f"a {value.kind}"
    name = type(value).__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def model_argument(model: Any) -> Described:
    """A Keras model, with weights and compiled as it is, as an argument for the learner's function."""
    from grader.describe import describe_model

    return Described("model", describe_model(model, weights=True))


def rebuild(described: Any) -> Any:
    """The Keras model of a description that came from a candidate, checked before it is built.

    Raises:
        Failure: not a model, or one that cannot be judged (subclassed, Lambda, too large, …), with the reason.
    """
    from grader import architecture

    if not isinstance(described, Described) or described.kind != "model":
        fail("model.not-returned", returned=described, expected="a Keras model", found=_kind(described))
    try:
        return architecture.rebuild(described.data)
    except architecture.ModelRefused as refused:
        fail(refused.code, message=str(refused), reason=str(refused))


def reference(exercise_id: str, function: str) -> Callable[..., Any]:
    """A function of an exercise's own solution, imported in the examiner."""
    from grader.solutions import load

    return load(exercise_id)[function]
