"""e15_optimizers: one update step of four optimizers, judged against the formulas that Keras uses.

The solution is the reference; tests/curriculum/test_e15_reference.py holds it to Keras over random sequences.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, check, fail
from tfkata.curriculum.e15_optimizers import optimizer_faults

RTOL, ATOL = 1e-5, 2e-6
EPSILONS = (1e-7, 1e-3, 0.25)


@check("sgd")
def sgd(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "sgd_step",
        arguments=_steps(memories=0, numbers=(_rates(),)),
        always=[(np.array([1.0, -2.0]), np.array([0.5, 0.5]), 0.1)],
        expected=kit.reference("e15_optimizers", "sgd_step"),
        judge=kit.array(rtol=RTOL, atol=ATOL),
        diagnose=optimizer_faults.of_sgd,
        examples=30,
    )


@check("momentum")
def momentum(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "momentum_step",
        arguments=_steps(memories=1, numbers=(_rates(), st.sampled_from([0.9, 0.5, 0.0]))),
        always=[(np.array([1.0]), np.array([0.5]), np.array([-0.1]), 0.1, 0.9)],
        expected=kit.reference("e15_optimizers", "momentum_step"),
        judge=_parts("w", "velocity"),
        diagnose=optimizer_faults.of_momentum,
        examples=30,
    )


@check("rmsprop")
def rmsprop(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "rmsprop_step",
        arguments=_steps(memories=1, numbers=(_rates(), _betas(), st.sampled_from(EPSILONS)), squares=True),
        always=[(np.array([1.0]), np.array([0.5]), np.array([0.25]), 0.1, 0.9, 1e-7)],
        expected=kit.reference("e15_optimizers", "rmsprop_step"),
        judge=_parts("w", "average"),
        diagnose=optimizer_faults.of_rmsprop,
        examples=40,
    )


@check("adam_moments")
def adam_moments(candidate: Candidate) -> None:
    kit.agree(
        candidate,
        "adam_step",
        arguments=_adam_arguments(),
        always=[
            (np.array([1.0]), np.array([0.5]), np.array([0.1]), np.array([0.25]), 2, 0.1, 0.9, 0.99, 1e-7)
        ],
        expected=kit.reference("e15_optimizers", "adam_step"),
        judge=_parts("w", "m", "v", judged=("m", "v")),
        diagnose=optimizer_faults.of_moments,
        examples=40,
    )


@check("adam_step")
def adam_step(candidate: Candidate) -> None:
    """Weights that follow from the m and v returned are right: wrong ones are the other check's."""
    arguments = _adam_examples(candidate.seed)
    answers = candidate.calls("adam_step", arguments)
    moves = _moves(arguments, answers)
    for values, got in zip(arguments, answers, strict=True):
        call = kit.show_call("adam_step", values)
        raised = isinstance(got, kit.CandidateRaised)
        problem = kit.Problem(str(got)) if raised else _weights_problem(values, got, own_moments=moves)
        if problem is None:
            continue
        code, found = optimizer_faults.of_adam(lambda *a: candidate.call("adam_step", *a)) or (
            problem.code,
            problem.values,
        )
        if raised and code is None:
            got.call = call
            raise got
        want = kit.reference("e15_optimizers", "adam_step")(*values)
        fail(
            code,
            message=problem.message,
            call=call,
            returned=str(got) if raised else got,
            expected=want,
            **found,
        )


@check("arguments")
def arguments(candidate: Candidate) -> None:
    w, g, memory = np.array([1.0, -2.0]), np.array([0.5, 0.25]), np.array([0.25, 0.5])
    asked: dict[str, tuple[Any, ...]] = {
        "sgd_step": (w, g, 0.1),
        "momentum_step": (w, g, memory, 0.1, 0.9),
        "rmsprop_step": (w, g, memory, 0.1, 0.9, 1e-7),
        "adam_step": (w, g, memory, memory.copy(), 2, 0.1, 0.9, 0.99, 1e-7),
    }
    for function, values in asked.items():
        if candidate.mutated(function, *values):
            fail("optimizer.mutates-input", call=kit.show_call(function, values), function=function)


# --- arguments ---------------------------------------------------------------------------------


@cache
def _rates() -> st.SearchStrategy[float]:
    return st.sampled_from([0.1, 0.5, 0.01])


@cache
def _betas() -> st.SearchStrategy[float]:
    return st.sampled_from([0.9, 0.75, 0.99])


def _array(shape: tuple[int, ...], seed: int, *, squares: bool = False, dtype: str = "float64") -> np.ndarray:
    """Quarters from -2 to 2, which print short; averages of squares are never negative."""
    values = np.random.default_rng(seed).integers(0 if squares else -8, 9, shape) / 4
    return values.astype(dtype)


def _steps(memories: int, numbers: tuple[Any, ...], squares: bool = False) -> st.SearchStrategy[Any]:
    """(w, g, memory…, number…): arrays of one shape and dtype."""
    shapes = st.sampled_from([(1,), (3,), (2, 2)])

    def build(shape: tuple[int, ...], seed: int, dtype: str, *rest: Any) -> tuple[Any, ...]:
        kept = [_array(shape, seed + 2 + i, squares=squares, dtype=dtype) for i in range(memories)]
        w, g = _array(shape, seed, dtype=dtype), _array(shape, seed + 1, dtype=dtype)
        return (w, g, *kept, *rest)

    dtypes = st.sampled_from(["float64", "float32"])
    return st.builds(build, shapes, st.integers(0, 999), dtypes, *numbers)


@cache
def _adam_arguments() -> st.SearchStrategy[Any]:
    """Not the first step: what a wrong count makes of t = 1 is the other check's."""
    return st.integers(0, 999).map(lambda seed: _adam_tuple(seed, (seed % 3 + 1,), first=2))


def _adam_examples(seed: int) -> list[tuple[Any, ...]]:
    """First steps from zero memory, then any step; small first, since the first that fails is shown."""
    first = (np.array([1.0]), np.array([0.5]), np.array([0.0]), np.array([0.0]), 1, 0.1, 0.9, 0.999, 1e-7)
    shapes: list[tuple[int, ...]] = [(1,)] * 15 + [(3,), (2, 2)] * 10
    return [first, *(_adam_tuple(seed % 1000 + i, shape) for i, shape in enumerate(shapes))]


def _adam_tuple(seed: int, shape: tuple[int, ...], first: int = 1) -> tuple[Any, ...]:
    pick = np.random.default_rng(seed)
    dtype = str(pick.choice(["float64", "float32"]))
    w, g, m = (_array(shape, seed + i, dtype=dtype) for i in range(3))
    v = _array(shape, seed + 3, squares=True, dtype=dtype)
    lr, beta1, beta2, eps = (float(pick.choice(n)) for n in ((0.1, 0.01), (0.9, 0.5), (0.99, 0.75), EPSILONS))
    return w, g, m, v, int(pick.integers(first, 12)), lr, beta1, beta2, eps


# --- judging -----------------------------------------------------------------------------------


def _parts(*names: str, judged: tuple[str, ...] | None = None) -> kit.Judge:
    """Judge of a tuple of arrays, of which those named in `judged` (all, if None) count here."""
    one = kit.array(rtol=RTOL, atol=ATOL)

    def judge(got: Any, want: Any) -> kit.Problem | None:
        if (problem := _not_a_tuple_of(names, got)) is not None:
            return problem
        for name, part, wanted in zip(names, got, want, strict=True):
            problem = one(part, wanted) if name in (judged or names) else None
            if problem is not None:
                swapped = len(names) == 2 and one(got[0], want[1]) is None and one(got[1], want[0]) is None
                code = "optimizer.swapped-results" if swapped else problem.code
                return kit.Problem(
                    f"in the {name} returned, {problem.message}", code, {"wanted": _tuple_text(names)}
                )
        return None

    return judge


def _not_a_tuple_of(names: tuple[str, ...], got: Any) -> kit.Problem | None:
    wanted = _tuple_text(names)
    if isinstance(got, np.ndarray):
        return kit.Problem(
            f"returned one array, expected {wanted}", "optimizer.memory-lost", {"wanted": wanted}
        )
    if type(got) not in (tuple, list) or len(got) != len(names):
        return kit.returned_nothing(got) or kit.Problem(f"returned {kit.show(got)}, expected {wanted}")
    return None


def _tuple_text(names: tuple[str, ...]) -> str:
    return f"({', '.join(names)})"


def _moves(arguments: list[tuple[Any, ...]], answers: list[Any]) -> bool:
    """Whether weights move at all, and with an m and v that are not the same for all gradients."""
    seen = [
        (values[0].ravel()[0], *(part.ravel()[0] for part in got))
        for values, got in zip(arguments, answers, strict=True)
        if type(got) in (tuple, list)
        and len(got) == 3
        and all(_usable(part, values[0].shape) for part in got)
    ]
    if not seen:
        return False
    before, w, m, v = np.array(seen, np.float64).T
    return bool(np.abs(w - before).max() > 1e-3 and np.ptp(m) > 1e-3 and np.ptp(v) > 1e-3)


def _weights_problem(values: tuple[Any, ...], got: Any, *, own_moments: bool) -> kit.Problem | None:
    """Weights after the right m and v, or after the m and v returned; eps as Keras or as the paper has it."""
    if (problem := _not_a_tuple_of(("w", "m", "v"), got)) is not None:
        return problem
    moments = [kit.reference("e15_optimizers", "adam_step")(*values)[1:]]
    if own_moments and all(_usable(part, values[0].shape) for part in got[1:]):
        moments.append(got[1:])
    fitting = [_adam_weights(values, m, v, paper) for m, v in moments for paper in (False, True)]
    problems = [kit.array(rtol=RTOL, atol=ATOL)(got[0], want) for want in fitting if np.isfinite(want).all()]
    first = problems[0]
    if first is None or None in problems:
        return None
    return kit.Problem(f"in the w returned, {first.message}", first.code)


def _usable(part: Any, shape: tuple[int, ...]) -> bool:
    return isinstance(part, np.ndarray) and part.shape == shape and bool(np.isfinite(part).all())


def _adam_weights(values: tuple[Any, ...], m: Any, v: Any, paper: bool) -> Any:
    """Weights after a step with the new m and v. The paper adds eps to the corrected root: also right."""
    w, _, _, _, t, lr, beta1, beta2, eps = values
    root = math.sqrt(1 - beta2**t)
    with np.errstate(all="ignore"):
        return w - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + (eps * root if paper else eps))
