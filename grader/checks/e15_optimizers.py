"""e15_optimizers: one update step of four optimizers, judged against the formulas that Keras uses.

The solution is the reference; tests/test_e15_reference.py holds it to Keras over random sequences.
Diagnoses ask on one weight at a time, with arguments that switch parts of a formula off: rho = 1 freezes the
average, g = 0 leaves only the memory, a huge t turns the bias correction off.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.checks import kit
from grader.checks.kit import Candidate, check, fail

Ask = Callable[..., Any]
Diagnosis = tuple[str, dict[str, Any]] | None
RTOL, ATOL = 1e-5, 2e-6
TINY = 1e-12
LATE = 10**6
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
        diagnose=_diagnose_sgd,
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
        diagnose=_diagnose_momentum,
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
        diagnose=_diagnose_rmsprop,
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
        diagnose=_diagnose_moments,
        examples=40,
    )


@check("adam_step")
def adam_step(candidate: Candidate) -> None:
    """Weights that follow from the m and v returned are right: wrong ones are the other check's."""
    arguments = _adam_examples(candidate.seed)
    for values, got in zip(arguments, candidate.calls("adam_step", arguments), strict=True):
        call = kit.show_call("adam_step", values)
        raised = isinstance(got, kit.CandidateRaised)
        problem = kit.Problem(str(got)) if raised else _weights_problem(values, got)
        if problem is None:
            continue
        code, found = _diagnose_adam(lambda *a: candidate.call("adam_step", *a)) or (
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


def _rates() -> st.SearchStrategy[float]:
    return st.sampled_from([0.1, 0.5, 0.01])


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


def _weights_problem(values: tuple[Any, ...], got: Any) -> kit.Problem | None:
    """Weights after the right m and v, or after the m and v returned; eps as Keras or as the paper has it."""
    if (problem := _not_a_tuple_of(("w", "m", "v"), got)) is not None:
        return problem
    moments = [kit.reference("e15_optimizers", "adam_step")(*values)[1:]]
    if all(_usable(part, values[0].shape) for part in got[1:]):
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


# --- diagnoses: (weights, memory…) of one weight that starts at 0 ----------------------------------

Step = Callable[..., tuple[float, ...]]


def _floats(value: Any, count: int) -> tuple[float, ...]:
    """The single elements of what a probe on one weight returned; NaN where there is none."""
    parts = value if isinstance(value, tuple | list) else [value]
    found = [float(p.item()) if isinstance(p, np.ndarray) and p.size == 1 else math.nan for p in parts]
    return tuple(found[:count] + [math.nan] * (count - len(found)))


def _near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-3, abs_tol=1e-9)


def _a(value: float) -> np.ndarray:
    return np.array([value])


def _probe(ask: Ask, count: int, *arguments: Any) -> tuple[float, ...]:
    try:
        return _floats(ask(*arguments), count)
    except kit.CandidateRaised:
        return (math.nan,) * count


def _diagnose_sgd(ask: Ask) -> Diagnosis:
    (moved,) = _probe(ask, 1, _a(0.0), _a(2.0), 0.25)
    return ("sgd.uphill", {"function": "sgd_step"}) if moved > 0 else None


def _diagnose_momentum(ask: Ask) -> Diagnosis:
    def step(velocity: float) -> tuple[float, ...]:
        return _probe(ask, 2, _a(0.0), _a(2.0), _a(velocity), 0.25, 0.75)

    (at_rest, started), (moving, kept) = step(0.0), step(4.0)
    if at_rest > 0:
        return "sgd.uphill", {"function": "momentum_step"}
    if not np.isfinite([at_rest, started, moving, kept]).all():
        return None
    if _near(at_rest, moving) or _near(started, kept) or _near(started, 0.0):
        lost = "new weights do" if _near(at_rest, moving) else "returned velocity does"
        return "momentum.forgets-velocity", {"lost": lost}
    if _near(at_rest, -0.5 * 1.75):
        return "momentum.nesterov", {}
    damped = _near(at_rest, -0.5 * 0.25)
    if damped or not _near(at_rest, started):
        return "momentum.other-convention", {"velocity": f"{started:g}", "moved": f"{at_rest:g}"}
    return None


def _diagnose_rmsprop(ask: Ask) -> Diagnosis:
    def step(g: float, average: float, rho: float, eps: float = TINY) -> tuple[float, ...]:
        return _probe(ask, 2, _a(0.0), _a(g), _a(average), 0.25, rho, eps)

    moved, average = step(-2.0, 0.0, 0.75)
    if moved < 0:
        return "sgd.uphill", {"function": "rmsprop_step"}
    if _near(abs(average), 0.25 * 2.0):
        return "rmsprop.no-square", {"found": f"{average:g}"}
    kept = step(0.0, 4.0, 0.75)[1]
    if _near(kept, 0.25 * 4.0):
        return "optimizer.swapped-weights", {"rate": "rho", "memory": "average"}
    if _near(kept, 0.0) or _near(average, 0.0):
        return "rmsprop.forgets-average", {}
    if _near(step(2.0, 4.0, 1.0)[0], 4 * step(2.0, 16.0, 1.0)[0]):
        return "rmsprop.no-root", {}
    if _near(step(2.0, 0.0, 0.5, 1.0)[0], -0.25 * 2.0):
        return "rmsprop.stale-average", {}
    return _diagnose_epsilon(lambda eps: step(2.0, 0.0, 1.0, eps)[0], "rmsprop_step", root_wanted=True)


def _diagnose_epsilon(moved: Callable[[float], float], function: str, *, root_wanted: bool) -> Diagnosis:
    """Where eps alone is the denominator, four times the eps is a quarter of the step, or under a root half."""
    small, large = moved(1.0), moved(4.0)
    if not math.isfinite(small) or _near(small, large):
        return "optimizer.ignores-epsilon", {"function": function}
    if root_wanted and _near(small, 4 * large):
        return "rmsprop.epsilon-outside-root", {}
    if not root_wanted and _near(small, 2 * large):
        return "adam.epsilon-inside-root", {}
    return None


def _adam_probe(ask: Ask) -> Step:
    def step(
        g: float,
        m: float = 0.0,
        v: float = 0.0,
        t: int = LATE,
        beta1: float = 0.5,
        beta2: float = 0.5,
        eps: float = TINY,
    ) -> tuple[float, ...]:
        return _probe(ask, 3, _a(0.0), _a(g), _a(m), _a(v), t, 0.25, beta1, beta2, eps)

    return step


def _diagnose_moments(ask: Ask) -> Diagnosis:
    step = _adam_probe(ask)
    _, m, v = step(0.0, m=4.0, v=16.0, beta1=0.75, beta2=0.9)
    if _near(m, 0.9 * 4) or _near(v, 0.75 * 16):
        return "adam.swapped-betas", {}
    for rate, memory, kept, swapped in (("beta1", "m", m, 0.25 * 4), ("beta2", "v", v, 0.1 * 16)):
        if _near(kept, swapped):
            return "optimizer.swapped-weights", {"rate": rate, "memory": memory}
    _, m, v = step(-2.0)
    if _near(abs(v), 0.5 * 2):
        return "adam.no-square", {"found": f"{v:g}"}
    _, m_first, v_first = step(-2.0, t=1)
    if not _near(m, m_first) or not _near(v, v_first):
        return "adam.returns-corrected", {}
    return ("adam.forgets-moments", {}) if _near(m, 0.0) or _near(v, 0.0) else None


def _diagnose_adam(ask: Ask) -> Diagnosis:
    step = _adam_probe(ask)
    if step(2.0)[0] > 0:
        return "sgd.uphill", {"function": "adam_step"}
    if _near(step(2.0)[0], 0.0) or abs(step(2.0)[0]) > 1e6:
        return "adam.stale-moments", {}
    if _near(step(2.0, t=1)[0], 2 * step(4.0, t=1)[0]):
        return "adam.no-root", {}
    return _diagnose_correction(step) or _diagnose_epsilon(
        lambda eps: step(0.0, m=1.0, eps=eps)[0], "adam_step", root_wanted=False
    )


def _diagnose_correction(step: Step) -> Diagnosis:
    """A decay rate of 0 needs no correction, so it leaves the other average's alone to depend on t."""
    without = {"v": {"beta1": 0.0}, "m": {"beta2": 0.0}}
    missing = [
        name
        for name, rates in without.items()
        if _near(step(1.0, m=1.0, v=1.0, t=1, **rates)[0], step(1.0, m=1.0, v=1.0, t=6, **rates)[0])
    ]
    if missing:
        return "adam.no-bias-correction", {"missing": " and ".join(sorted(missing))}

    def moved(t: int, beta1: float, beta2: float) -> float:
        return -0.25 * math.sqrt(1 - beta2**t) / (1 - beta1**t)

    found = step(1.0, m=1.0, v=1.0, t=3, beta1=0.75, beta2=0.9)[0]
    if _near(found, moved(3, 0.9, 0.75)):
        return "adam.swapped-betas", {}
    if _near(found, moved(2, 0.75, 0.9)) or _near(found, moved(4, 0.75, 0.9)):
        return "adam.wrong-step-count", {}
    return None
