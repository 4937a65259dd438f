"""e15_optimizers: one update step of four optimizers, judged against the formulas that Keras uses.

The solution is the reference; tests/curriculum/test_e15_reference.py holds it to Keras over random sequences.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.function import Property
from tfkata.checks.kit import Answer, Candidate, Function, Problem
from tfkata.curriculum.e15_optimizers.optimizer_faults import (
    OF_ADAM,
    OF_ADAM_MEMORY,
    OF_MOMENTUM,
    OF_RMSPROP,
    OF_SGD,
)

Call = tuple[Any, ...]
EPSILONS = (1e-7, 1e-3, 0.25)
close = kit.array(rtol=1e-5, atol=2e-6)


# --- arguments


def quarters(
    shape: tuple[int, ...], seed: int, *, squares: bool = False, dtype: str = "float64"
) -> np.ndarray:
    """Quarters from -2 to 2, which print short; averages of squares are never negative."""
    values = np.random.default_rng(seed).integers(0 if squares else -8, 9, shape) / 4
    return values.astype(dtype)


def steps(*numbers: Any, memories: int = 0, squares: bool = False) -> Any:
    """(w, g, memory…, number…): arrays of one shape and dtype."""

    def build(shape: tuple[int, ...], seed: int, dtype: str, *rest: Any) -> Call:
        kept = [quarters(shape, seed + 2 + i, squares=squares, dtype=dtype) for i in range(memories)]
        w, g = quarters(shape, seed, dtype=dtype), quarters(shape, seed + 1, dtype=dtype)
        return (w, g, *kept, *rest)

    shapes, dtypes = st.sampled_from([(1,), (3,), (2, 2)]), st.sampled_from(["float64", "float32"])
    return st.builds(build, shapes, st.integers(0, 999), dtypes, *map(st.sampled_from, numbers))


def adam_calls(seed: int) -> list[tuple[Any, ...]]:
    """First steps from zero memory, then any step; small first, since the first that fails is shown."""
    first = (np.array([1.0]), np.array([0.5]), np.array([0.0]), np.array([0.0]), 1, 0.1, 0.9, 0.999, 1e-7)
    shapes: list[tuple[int, ...]] = [(1,)] * 15 + [(3,), (2, 2)] * 10
    return [first, *(adam_call(seed % 1000 + i, shape) for i, shape in enumerate(shapes))]


def later_calls(seed: int) -> list[tuple[Any, ...]]:
    """Steps far into a training, in which the correction fades."""
    late = np.random.default_rng([seed, 15]).integers((12, 30, 100, 1000), (30, 100, 1000, 50_000)).tolist()
    shapes: list[tuple[int, ...]] = [(2,), (3, 3, 2, 5), (300,), (1, 1)]
    calls = [adam_call(seed + i, shape) for i, shape in enumerate(shapes)]
    return [(*call[:4], t, *call[5:]) for t, call in zip(late, calls, strict=True)]


def adam_call(seed: int, shape: tuple[int, ...], first: int = 1) -> tuple[Any, ...]:
    pick = np.random.default_rng(seed)
    dtype = str(pick.choice(["float64", "float32"]))
    w, g, m = (quarters(shape, seed + i, dtype=dtype) for i in range(3))
    v = quarters(shape, seed + 3, squares=True, dtype=dtype)
    lr, beta1, beta2, eps = (float(pick.choice(n)) for n in ((0.1, 0.01), (0.9, 0.5), (0.99, 0.75), EPSILONS))
    return w, g, m, v, int(pick.integers(first, 12)), lr, beta1, beta2, eps


# --- judging


def parts(*names: str, judged: str | None = None) -> kit.Judge:
    """Judge of a tuple of arrays, of which those named in `judged` (all, if None) count here."""
    wanted = f"({', '.join(names)})"

    def judge(got: Any, want: Any) -> Problem | None:
        if isinstance(got, np.ndarray):
            return Problem(
                f"returned one array, expected {wanted}", "optimizer.memory-lost", {"wanted": wanted}
            )
        if type(got) not in (tuple, list) or len(got) != len(names):
            return kit.returned_nothing(got) or Problem(f"returned {kit.show(got)}, expected {wanted}")
        for name, part, right in zip(names, got, want, strict=True):
            problem = close(part, right) if judged is None or name in judged.split() else None
            if problem is not None:
                swapped = (
                    len(names) == 2 and close(got[0], want[1]) is None and close(got[1], want[0]) is None
                )
                code = "optimizer.swapped-results" if swapped else problem.code
                return Problem(f"in the {name} returned, {problem.message}", code, {"wanted": wanted})
        return None

    return judge


def adam_step(candidate: Candidate) -> None:
    """Weights that follow from the m and v returned are right: wrong ones are the other check's."""
    answers = adam.ask_each(candidate, [*adam_calls(candidate.seed), *later_calls(candidate.seed)])
    own_moments = depend_on_gradients(answers)
    for answer in answers:
        problem = Problem(str(answer.raised)) if answer.raised else weights_problem(answer, own_moments)
        if problem is None:
            continue
        diagnosis = OF_ADAM(lambda *values: candidate.call(adam.name, *values))
        code, values = diagnosis or (problem.code, problem.values)
        if code is None and answer.raised:
            raise answer.raised
        answer.fail(code, message=problem.message, expected=adam.wanted(*answer.arguments), **values)


def depend_on_gradients(answers: list[Answer]) -> bool:
    """Whether weights move at all, and with an m and v that are not the same for all gradients."""
    seen = [
        [answer.arguments[0].ravel()[0], *(part.ravel()[0] for part in answer.got)]
        for answer in answers
        if adam_tuple(answer.got, answer.got) is None and usable(answer, 0, 1, 2)
    ]
    if not seen:
        return False
    before, w, m, v = np.array(seen, np.float64).T
    return bool(np.abs(w - before).max() > 1e-3 and np.ptp(m) > 1e-3 and np.ptp(v) > 1e-3)


def weights_problem(answer: Answer, own_moments: bool) -> Problem | None:
    """Weights after the right m and v, or after the m and v returned; eps as Keras or as the paper has it."""
    got, right = answer.value, adam.wanted(*answer.arguments)
    if (problem := adam_tuple(got, right)) is not None:
        return problem
    moments = [right[1:], got[1:]] if own_moments and usable(answer, 1, 2) else [right[1:]]
    fitting = [adam_weights(answer.arguments, m, v, paper) for m, v in moments for paper in (False, True)]
    first, *more = [close(got[0], want) for want in fitting if np.isfinite(want).all()]
    if first is None or None in more:
        return None
    return Problem(f"in the w returned, {first.message}", first.code)


def usable(answer: Answer, *places: int) -> bool:
    """Whether these parts are finite arrays in the shape of the weights."""
    chosen, shape = [answer.got[i] for i in places], answer.arguments[0].shape
    return all(isinstance(p, np.ndarray) and p.shape == shape and np.isfinite(p).all() for p in chosen)


def adam_weights(values: Call, m: Any, v: Any, paper: bool) -> Any:
    """Weights after a step with the new m and v. The paper adds eps to the corrected root: also right."""
    w, _, _, _, t, lr, beta1, beta2, eps = values
    root = math.sqrt(1 - beta2**t)
    with np.errstate(all="ignore"):
        return w - lr * root / (1 - beta1**t) * m / (np.sqrt(v) + (eps * root if paper else eps))


# --- the functions

W = np.array([1.0, -2.0])
RATES, BETAS = [0.1, 0.5, 0.01], [0.9, 0.75, 0.99]
ONE, HALF, QUARTER = np.array([1.0]), np.array([0.5]), np.array([0.25])


def optimizer(name: str, arguments: Any, first: Call, judge: kit.Judge) -> Function:
    return Function(name, kit.reference("e15_optimizers", name), arguments, [first], judge)


def in_all_shapes(asked: Function, memories: int, *numbers: Any) -> Property:
    """As layers have their weights: kernels of two and four axes, a single number, more of them than anybody writes down."""
    later = 1 if asked is adam else 0

    def groups(seed: int) -> list[list[Call]]:
        random = np.random.default_rng([seed, 16])
        many = int(random.integers(200, 2000))

        def call(shape: tuple[int, ...], dtype: str, scale: float = 1.0, t: int = 2) -> Call:
            w, g, *kept = (
                quarters(shape, seed + i, squares=i > 1, dtype=dtype) * np.asarray(scale, dtype)
                for i in range(2 + memories)
            )
            return (w, g, *kept, *(t,) * later, *numbers)

        shapes: list[tuple[int, ...]] = [(many,), (30, 40), (3, 3, 2, 5), (2, 1, 3), (1, 1)]
        others = [call(shape, dtype) for shape in shapes for dtype in ("float64", "float32")]
        drawn = int(random.integers(12, 3000))
        return [
            [
                call((3,), "float64"),
                *others,
                call((3,), "float64", 100.0),
                *[call((3,), "float32", t=drawn)] * later,
            ]
        ]

    return asked.in_all_forms(groups)


def untouched(asked: Function, memories: int, *numbers: Any) -> Property:
    """For vectors, a table, float32, and memories of 0, as before the first step."""

    def call(like: np.ndarray, zero: bool = False) -> Call:
        w, g, kept = like, like / 2, np.zeros_like(like) if zero else abs(like) / 4
        return (w, g, *(kept.copy() for _ in range(memories)), *numbers)

    table = np.array([[1.0, -2.0], [0.5, 4.0]])
    others = [
        call(W, zero=True),
        call(table),
        call(table.astype(np.float32)),
        call(W.astype(np.float32), zero=True),
    ]
    return asked.leaves_alone(call(W), code="optimizer.mutates-input", forms=others)


# fmt: off
adam_tuple = parts("w", "m", "v", judged="")
sgd = optimizer("sgd_step", steps(RATES), (np.array([1.0, -2.0]), np.array([0.5, 0.5]), 0.1), close)
momentum = optimizer(
    "momentum_step", steps(RATES, [0.9, 0.5, 0.0], memories=1), (ONE, HALF, np.array([-0.1]), 0.1, 0.9), parts("w", "velocity"))
rmsprop = optimizer(
    "rmsprop_step", steps(RATES, BETAS, EPSILONS, memories=1, squares=True), (ONE, HALF, QUARTER, 0.1, 0.9, 1e-7),
    parts("w", "average"))
# Not the first step: what a wrong count makes of t = 1 is the other check's.
adam = optimizer(
    "adam_step", st.integers(0, 999).map(lambda seed: adam_call(seed, (seed % 3 + 1,), first=2)),
    (ONE, HALF, np.array([0.1]), QUARTER, 2, 0.1, 0.9, 0.99, 1e-7), parts("w", "m", "v", judged="m v"))

kit.checks(__name__, {
    "sgd": [sgd.agrees(diagnose=OF_SGD, examples=30), in_all_shapes(sgd, 0, 0.1)],
    "momentum": [momentum.agrees(diagnose=OF_MOMENTUM, examples=30), in_all_shapes(momentum, 1, 0.1, 0.9)],
    "rmsprop": [rmsprop.agrees(diagnose=OF_RMSPROP, examples=40), in_all_shapes(rmsprop, 1, 0.1, 0.9, 1e-7)],
    "adam_moments": [adam.agrees(diagnose=OF_ADAM_MEMORY, examples=40), in_all_shapes(adam, 2, 0.1, 0.9, 0.99, 1e-7)],
    "adam_step": adam_step,
    "arguments": [
        untouched(sgd, 0, 0.1),
        untouched(momentum, 1, 0.1, 0.9),
        untouched(rmsprop, 1, 0.1, 0.9, 1e-7),
        untouched(adam, 2, 2, 0.1, 0.9, 0.99, 1e-7),
        untouched(adam, 2, 1, 0.1, 0.9, 0.99, 1e-7),
    ],
})
# fmt: on
