"""What is wrong with a step of an optimizer (e15), found out by asking about one weight that starts at 0.

Arguments are chosen to switch parts of a formula off: rho = 1 freezes the average, g = 0 leaves only the
memory, beta = 0 needs no bias correction and a huge t no longer has any.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tfkata.checks.kit import CandidateRaised

Ask = Callable[..., Any]
Step = Callable[..., tuple[float, ...]]
Diagnosis = tuple[str, dict[str, Any]] | None
RATE = 0.25
TINY = 1e-12
LATE = 10**6


def of_sgd(ask: Ask) -> Diagnosis:
    def step(g: float, w: float = 0.0) -> float:
        return _probe(ask, 1, _a(w), _a(g), RATE)[0]

    if _uphill(step):
        return "sgd.uphill", {"function": "sgd_step"}
    if _near(step(3.0), -3.0):
        return "sgd.ignores-rate", {}
    if _near(step(3.0), step(3.0, w=10.0)):
        return "sgd.returns-step", {}
    return _mixing(ask, "sgd_step", 0, RATE)


def of_momentum(ask: Ask) -> Diagnosis:
    keep, push = 0.75, RATE * 3.0

    def step(velocity: float, g: float = 3.0, keep: float = keep) -> tuple[float, ...]:
        return _probe(ask, 2, _a(0.0), _a(g), _a(velocity), RATE, keep)

    (at_rest, started), (moving, kept) = step(0.0), step(4.0)
    if _uphill(lambda g: step(0.0, g)[0]):
        return "sgd.uphill", {"function": "momentum_step"}
    if not np.isfinite([at_rest, started, moving, kept]).all():
        return None
    if _near(at_rest, moving) or _near(started, kept) or _near(started, 0.0):
        lost = "new weights do" if _near(at_rest, moving) else "returned velocity does"
        return "momentum.forgets-velocity", {"lost": lost}
    if _near(at_rest, 0.0):
        return "momentum.stale-velocity", {}
    if _near(at_rest, -push * (1 + keep)):
        return "momentum.nesterov", {}
    if _near(started, -push) and _near(kept, 4.0 - push):
        return "momentum.no-decay", {}
    if _near(kept, step(4.0, keep=0.5)[1]):
        return _ignored("momentum_step", "momentum", "velocity")
    if any(_near(at_rest, -push * factor) for factor in (keep, 1 - keep)) or not _near(at_rest, started):
        return "momentum.other-convention", {"velocity": f"{started:g}", "moved": f"{at_rest:g}"}
    return _mixing(ask, "momentum_step", 1, RATE, keep)


def of_rmsprop(ask: Ask) -> Diagnosis:
    def step(g: float, average: float, rho: float, eps: float = TINY) -> tuple[float, ...]:
        return _probe(ask, 2, _a(0.0), _a(g), _a(average), RATE, rho, eps)

    first, kept = step(-3.0, 0.0, 0.75), step(0.0, 4.0, 0.75)[1]
    if _permuted(first, (RATE * 2, 0.25 * 9)):
        return "optimizer.swapped-results", {"wanted": "(w, average)"}
    if _uphill(lambda g: step(g, 0.0, 0.75)[0]):
        return "sgd.uphill", {"function": "rmsprop_step"}
    average = abs(first[1])
    if _near(average, 0.25 * 3) or _near(average, (0.25 * 3) ** 2):
        return "rmsprop.no-square", {"found": f"{first[1]:g}"}
    if _near(average, 9.0) and _near(kept, 0.75 * 4):
        return "optimizer.unweighted", {"rate": "rho", "memory": "average"}
    if _near(average, math.sqrt(0.25) * 3):
        return "rmsprop.root-stored", {}
    if _near(kept, 0.25 * 4):
        return "optimizer.swapped-weights", {"rate": "rho", "memory": "average"}
    if _near(average, 0.0) or _near(kept, 0.0):
        return "rmsprop.forgets-average", {}
    if _near(kept, 4.0):
        return "rmsprop.never-forgets", {}
    if _near(kept, step(0.0, 4.0, 0.5)[1]):
        return _ignored("rmsprop_step", "rho", "average")
    return _of_the_division(step) or _mixing(ask, "rmsprop_step", 1, RATE, 0.75, TINY)


def _of_the_division(step: Step) -> Diagnosis:
    if _near(step(3.0, 4.0, 1.0)[0], 4 * step(3.0, 16.0, 1.0)[0]):
        return "rmsprop.no-root", {}
    if _near(step(3.0, 0.0, 0.5, 1.0)[0], -RATE * 3):
        return "rmsprop.stale-average", {}
    if _near(abs(step(0.0, 4.0, 0.75, 1.0)[0]), 1.0):
        return "optimizer.epsilon-outside-division", {"function": "rmsprop_step"}
    return _of_epsilon(lambda eps: step(3.0, 0.0, 1.0, eps)[0], "rmsprop_step", root_wanted=True)


def _of_epsilon(moved: Callable[[float], float], function: str, *, root_wanted: bool) -> Diagnosis:
    """Where eps alone is the denominator, four times the eps is a quarter of the step, or under a root half."""
    small, large = moved(1.0), moved(4.0)
    if math.isinf(small) or (_near(small, large) and not _near(small, 0.0)):
        return "optimizer.ignores-epsilon", {"function": function}
    if root_wanted and _near(small, 4 * large) and not _near(small, 0.0):
        return "rmsprop.epsilon-outside-root", {}
    if not root_wanted and _near(small, 2 * large) and not _near(small, 0.0):
        return "adam.epsilon-inside-root", {}
    return None


def of_moments(ask: Ask) -> Diagnosis:
    """Of the m and v that Adam returns."""
    step = _adam(ask)
    fresh = step(-2.0, beta1=0.75, beta2=0.9, t=1)
    if not np.isfinite(fresh[1:]).all():
        return None
    if _permuted(fresh, (RATE, -0.5, 0.4)):
        return "optimizer.swapped-results", {"wanted": "(w, m, v)"}
    _, m, v = step(0.0, m=4.0, v=16.0, beta1=0.75, beta2=0.9)
    _, other_m, other_v = step(0.0, m=4.0, v=16.0, beta1=0.5, beta2=0.8)
    for rate, memory, one, other in (("beta1", "m", m, other_m), ("beta2", "v", v, other_v)):
        if _near(one, other) and not _near(one, 0.0):
            return _ignored("adam_step", rate, memory)
    if _near(m, 0.9 * 4) or _near(v, 0.75 * 16):
        return "adam.swapped-betas", {}
    for rate, memory, kept, swapped in (("beta1", "m", m, 0.25 * 4), ("beta2", "v", v, 0.1 * 16)):
        if _near(kept, swapped):
            return "optimizer.swapped-weights", {"rate": rate, "memory": memory}
    _, m, v = step(-2.0)
    if _near(abs(v), 0.5 * 2):
        return "adam.no-square", {"found": f"{v:g}"}
    for rate, memory, added, whole in (("beta1", "m", m, -2.0), ("beta2", "v", v, 4.0)):
        if _near(added, whole):
            return "optimizer.unweighted", {"rate": rate, "memory": memory}
    _, m_first, v_first = step(-2.0, t=1)
    if not _near(m, m_first) or not _near(v, v_first):
        return "adam.returns-corrected", {}
    if _near(m, 0.0) or _near(v, 0.0):
        return "adam.forgets-moments", {}
    return _mixing(ask, "adam_step", 2, 2, RATE, 0.75, 0.9, TINY)


def of_adam(ask: Ask) -> Diagnosis:
    """Of the weights that Adam returns."""
    step = _adam(ask)
    if _uphill(lambda g: step(g)[0]) and _uphill(lambda g: step(g, t=1)[0]):
        return "sgd.uphill", {"function": "adam_step"}
    if _near(step(0.0, v=4.0, m=1.0)[0], 0.0) and not _near(step(2.0)[0], 0.0):
        return "adam.gradient-instead-of-m", {}
    if _near(step(2.0)[0], 0.0) or abs(step(2.0)[0]) > 1e6:
        return "adam.stale-moments", {}
    if _near(step(2.0, t=1)[0], 2 * step(4.0, t=1)[0]):
        return "adam.no-root", {}
    if _near(abs(step(0.0, v=4.0, eps=1.0)[0]), 1.0):
        return "optimizer.epsilon-outside-division", {"function": "adam_step"}
    found = _of_epsilon(lambda eps: step(0.0, m=1.0, t=1, eps=eps)[0], "adam_step", root_wanted=False)
    return _of_the_correction(step) or found or _mixing(ask, "adam_step", 2, 2, RATE, 0.75, 0.9, TINY)


def _of_the_correction(step: Step) -> Diagnosis:
    """A decay rate of 0 needs no correction, so it leaves the other average's alone to depend on t."""
    without = {"v": {"beta1": 0.0}, "m": {"beta2": 0.0}}
    missing = [
        name
        for name, rates in without.items()
        if _near(step(1.0, m=1.0, v=1.0, t=1, **rates)[0], step(1.0, m=1.0, v=1.0, t=6, **rates)[0])
    ]
    if missing:
        return "adam.no-bias-correction", {"missing": " and ".join(sorted(missing))}

    def right(t: int, beta1: float = 0.75, beta2: float = 0.9) -> float:
        return -RATE * math.sqrt(1 - beta2**t) / (1 - beta1**t)

    found = {t: step(1.0, m=1.0, v=1.0, t=t, beta1=0.75, beta2=0.9)[0] for t in (1, 3, LATE)}
    if _near(found[3], right(3, 0.9, 0.75)):
        return "adam.swapped-betas", {}
    if _near(found[3], right(2)) or _near(found[3], right(4)):
        return "adam.wrong-step-count", {}
    if not _near(found[3], right(3)) and (_near(found[1], right(1)) or _near(found[LATE], right(LATE))):
        return "adam.wrong-correction", {}
    return None


def _ignored(function: str, argument: str, memory: str) -> Diagnosis:
    return "optimizer.ignores-argument", {"function": function, "argument": argument, "memory": memory}


def _mixing(ask: Ask, function: str, memories: int, *numbers: float) -> Diagnosis:
    """Whether one weight's gradient moves another weight, or changes what is remembered of it."""

    def first(gradient_of_the_other: float) -> list[float]:
        given = [np.array([1.0, 1.0]), np.array([1.0, gradient_of_the_other])]
        value = ask(*given, *(np.array([0.25, 0.25]) for _ in range(memories)), *numbers)
        parts = value if memories and isinstance(value, tuple | list) else [value]
        return [float(np.ravel(part)[0]) for part in parts]

    try:
        few, many = first(0.5), first(64.0)
    except CandidateRaised:
        return None
    return None if all(map(_near, few, many)) else ("optimizer.mixes-elements", {"function": function})


# --- asking ---------------------------------------------------------------------------------------


def _adam(ask: Ask) -> Step:
    def step(
        g: float,
        m: float = 0.0,
        v: float = 0.0,
        t: int = LATE,
        beta1: float = 0.5,
        beta2: float = 0.5,
        eps: float = TINY,
    ) -> tuple[float, ...]:
        return _probe(ask, 3, _a(0.0), _a(g), _a(m), _a(v), t, RATE, beta1, beta2, eps)

    return step


def _probe(ask: Ask, count: int, *arguments: Any) -> tuple[float, ...]:
    """The single elements of what a probe on one weight returned; NaN where there is none."""
    try:
        value = ask(*arguments)
    except CandidateRaised:
        return (math.nan,) * count
    parts = value if isinstance(value, tuple | list) else [value]
    found = [float(p.item()) if isinstance(p, np.ndarray) and p.size == 1 else math.nan for p in parts]
    return tuple(found[:count] + [math.nan] * (count - len(found)))


def _a(value: float) -> np.ndarray:
    return np.array([value])


def _near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-3, abs_tol=1e-9)


def _uphill(moved: Callable[[float], float]) -> bool:
    """Along the gradient whichever its sign."""
    return moved(3.0) > 0 > moved(-3.0)


def _permuted(found: Sequence[float], right: Sequence[float]) -> bool:
    """The right numbers in another order."""
    others = itertools.islice(itertools.permutations(right), 1, None)
    return any(all(map(_near, found, order)) for order in others)
