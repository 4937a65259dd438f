"""What is wrong with a step of an optimizer (e15), found out by asking about one weight that starts at 0.

Arguments are chosen to switch parts of a formula off: rho = 1 freezes the average, g = 0 leaves only the
memory, beta = 0 needs no bias correction and a huge t no longer has any.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Ask, CandidateRaised, Mistake, Mistakes

RATE, KEEP = 0.25, 0.75
TINY = 1e-12
LATE = 10**6
ARRAYS = ("w", "g", "velocity", "average", "m", "v")


class Step:
    """One step of one weight: `step(g=3.0)` is what is returned, a float for each part, NaN where there is none.

    `usual` are the arguments in their order; a call changes some.
    """

    def __init__(self, ask: Ask, **usual: float) -> None:
        self.ask, self.usual = ask, usual
        self.parts = sum(name in ARRAYS and name != "g" for name in usual)

    def __call__(self, **changed: float) -> tuple[float, ...]:
        arguments = {**self.usual, **changed}
        one = (np.array([value]) if name in ARRAYS else value for name, value in arguments.items())
        value = kit.tried(self.ask, *one)
        parts = value if isinstance(value, tuple | list) else [value]
        found = [float(p.item()) if isinstance(p, np.ndarray) and p.size == 1 else math.nan for p in parts]
        return tuple((found + [math.nan] * self.parts)[: self.parts])

    def uphill(self, **changed: float) -> bool:
        """Along the gradient whichever its sign."""
        return self(**changed, g=3.0)[0] > 0 > self(**changed, g=-3.0)[0]

    def mixes(self, **changed: float) -> bool:
        """Whether one weight's gradient moves another weight, or changes what is remembered of it."""

        def first(gradient_of_the_other: float) -> list[float]:
            given = {"w": [1.0, 1.0], "g": [1.0, gradient_of_the_other]}
            arguments = {**self.usual, **changed}
            two = (np.array(given.get(n, [0.25] * 2)) if n in ARRAYS else v for n, v in arguments.items())
            value = self.ask(*two)
            parts = value if self.parts > 1 and isinstance(value, tuple | list) else [value]
            return [float(np.ravel(part)[0]) for part in parts]

        try:
            return not all(map(near, first(0.5), first(64.0)))
        except (CandidateRaised, TypeError, ValueError, LookupError):  # no numbers at all are another mistake
            return False


def near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-3, abs_tol=1e-9)


def any_near(a: float, *others: float) -> bool:
    return any(near(a, b) for b in others)


def permuted(found: Sequence[float], right: Sequence[float]) -> bool:
    """The right numbers in another order."""
    others = itertools.islice(itertools.permutations(right), 1, None)
    return any(all(map(near, found, order)) for order in others)


def uphill(function: str) -> Mistake:
    return Mistake("sgd.uphill", lambda s: s.step.uphill(), function=function)


def mixes(function: str, **changed: float) -> Mistake:
    return Mistake("optimizer.mixes-elements", lambda s: s.step.mixes(**changed), function=function)


# --- SGD and momentum


def sgd(ask: Ask) -> SimpleNamespace:
    return SimpleNamespace(step=Step(ask, w=0.0, g=3.0, lr=RATE))


def momentum(ask: Ask) -> SimpleNamespace:
    step = Step(ask, w=0.0, g=3.0, velocity=0.0, lr=RATE, momentum=KEEP)
    (at_rest, started), (moving, kept) = step(), step(velocity=4.0)
    return SimpleNamespace(
        step=step, push=3.0 * RATE, at_rest=at_rest, started=started, moving=moving, kept=kept
    )


# fmt: off
OF_SGD = Mistakes(
    uphill("sgd_step"),
    Mistake("sgd.ignores-rate", lambda s: near(s.step()[0], -3.0)),
    Mistake("sgd.returns-step", lambda s: near(s.step()[0], s.step(w=10.0)[0])),
    mixes("sgd_step"),
    look=sgd,
)
OF_MOMENTUM = Mistakes(
    uphill("momentum_step"),
    Mistake(None, lambda s: not np.isfinite([s.at_rest, s.started, s.moving, s.kept]).all()),
    Mistake("momentum.forgets-velocity", lambda s: near(s.at_rest, s.moving), lost="new weights do"),
    Mistake("momentum.forgets-velocity", lambda s: any_near(s.started, s.kept, 0.0), lost="returned velocity does"),
    Mistake("momentum.stale-velocity", lambda s: near(s.at_rest, 0.0)),
    Mistake("momentum.nesterov", lambda s: near(s.at_rest, -s.push * (1 + KEEP))),
    Mistake("momentum.no-decay", lambda s: near(s.started, -s.push) and near(s.kept, 4.0 - s.push)),
    Mistake("optimizer.ignores-argument", lambda s: near(s.kept, s.step(velocity=4.0, momentum=0.5)[1]),
            function="momentum_step", argument="momentum", memory="velocity"),
    Mistake("momentum.other-convention",
            lambda s: any_near(s.at_rest, -s.push * KEEP, -s.push * (1 - KEEP)) or not near(s.at_rest, s.started),
            velocity=lambda s: s.started, moved=lambda s: s.at_rest),
    mixes("momentum_step"),
    look=momentum,
)
# fmt: on

# --- RMSprop


def rmsprop(ask: Ask) -> SimpleNamespace:
    step = Step(ask, w=0.0, g=3.0, average=0.0, lr=RATE, rho=0.75, eps=TINY)
    first = step(g=-3.0)
    eps = {eps: step(rho=1.0, eps=eps)[0] for eps in (1.0, 4.0)}
    return SimpleNamespace(
        step=step,
        first=first,
        found=first[1],
        average=abs(first[1]),
        kept=step(g=0.0, average=4.0)[1],
        by_eps=eps,
    )


def epsilon(function: str, misplaced: str, factor: float) -> tuple[Mistake, ...]:
    """Where eps alone is the denominator, four times the eps is a quarter of the step, or under a root half."""
    return (
        Mistake(
            "optimizer.ignores-epsilon",
            lambda s: math.isinf(s.by_eps[1.0]) or (moves(s) and near(s.by_eps[1.0], s.by_eps[4.0])),
            function=function,
        ),
        Mistake(misplaced, lambda s: moves(s) and near(s.by_eps[1.0], factor * s.by_eps[4.0])),
    )


def moves(s: SimpleNamespace) -> bool:
    return not near(s.by_eps[1.0], 0.0)


# fmt: off
RHO: dict[str, Any] = {"rate": "rho", "memory": "average"}
OF_RMSPROP = Mistakes(
    Mistake("optimizer.swapped-results", lambda s: permuted(s.first, (RATE * 2, 0.25 * 9)), wanted="(w, average)"),
    uphill("rmsprop_step"),
    Mistake("rmsprop.no-square", lambda s: any_near(s.average, 0.25 * 3, (0.25 * 3) ** 2), "found"),
    Mistake("optimizer.unweighted", lambda s: near(s.average, 9.0) and near(s.kept, 0.75 * 4), **RHO),
    Mistake("rmsprop.root-stored", lambda s: near(s.average, math.sqrt(0.25) * 3)),
    Mistake("optimizer.swapped-weights", lambda s: near(s.kept, 0.25 * 4), **RHO),
    Mistake("rmsprop.forgets-average", lambda s: near(s.average, 0.0) or near(s.kept, 0.0)),
    Mistake("rmsprop.never-forgets", lambda s: near(s.kept, 4.0)),
    Mistake("optimizer.ignores-argument", lambda s: near(s.kept, s.step(g=0.0, average=4.0, rho=0.5)[1]),
            function="rmsprop_step", argument="rho", memory="average"),
    Mistake("rmsprop.no-root",
            lambda s: near(s.step(average=4.0, rho=1.0)[0], 4 * s.step(average=16.0, rho=1.0)[0])),
    Mistake("rmsprop.stale-average", lambda s: near(s.step(rho=0.5, eps=1.0)[0], -RATE * 3)),
    Mistake("optimizer.epsilon-outside-division", lambda s: near(abs(s.step(g=0.0, average=4.0, eps=1.0)[0]), 1.0),
            function="rmsprop_step"),
    *epsilon("rmsprop_step", "rmsprop.epsilon-outside-root", 4),
    mixes("rmsprop_step"),
    look=rmsprop,
)
# fmt: on

# --- Adam


def adam(ask: Ask) -> Step:
    return Step(ask, w=0.0, g=0.0, m=0.0, v=0.0, t=LATE, lr=RATE, beta1=0.5, beta2=0.5, eps=TINY)


def adam_memory(ask: Ask) -> SimpleNamespace:
    step = adam(ask)
    return SimpleNamespace(
        step=step,
        fresh=step(g=-2.0, beta1=0.75, beta2=0.9, t=1),
        kept=step(m=4.0, v=16.0, beta1=0.75, beta2=0.9)[1:],
        kept_less=step(m=4.0, v=16.0, beta1=0.5, beta2=0.8)[1:],
        added=step(g=-2.0)[1:],
        added_first=step(g=-2.0, t=1)[1:],
    )


def adam_weights(ask: Ask) -> SimpleNamespace:
    """A decay rate of 0 needs no correction, so it leaves the other average's alone to depend on t."""
    step = adam(ask)
    told = {"g": 1.0, "m": 1.0, "v": 1.0}
    missing = [
        memory
        for memory, other in (("m", {"beta2": 0.0}), ("v", {"beta1": 0.0}))
        if near(step(**told, **other, t=1)[0], step(**told, **other, t=6)[0])
    ]
    at = {t: step(**told, t=t, beta1=0.75, beta2=0.9)[0] for t in (1, 3, LATE)}
    eps = {eps: step(m=1.0, t=1, eps=eps)[0] for eps in (1.0, 4.0)}
    return SimpleNamespace(step=step, missing=" and ".join(missing), at=at, by_eps=eps)


def right(t: int, beta1: float = 0.75, beta2: float = 0.9) -> float:
    return -RATE * math.sqrt(1 - beta2**t) / (1 - beta1**t)


# fmt: off
M, V = {"rate": "beta1", "memory": "m"}, {"rate": "beta2", "memory": "v"}
OF_ADAM_MEMORY = Mistakes(
    Mistake(None, lambda s: not np.isfinite(s.fresh[1:]).all()),
    Mistake("optimizer.swapped-results", lambda s: permuted(s.fresh, (RATE, -0.5, 0.4)), wanted="(w, m, v)"),
    Mistake("optimizer.ignores-argument", lambda s: near(s.kept[0], s.kept_less[0]) and not near(s.kept[0], 0.0),
            function="adam_step", argument="beta1", memory="m"),
    Mistake("optimizer.ignores-argument", lambda s: near(s.kept[1], s.kept_less[1]) and not near(s.kept[1], 0.0),
            function="adam_step", argument="beta2", memory="v"),
    Mistake("adam.swapped-betas", lambda s: near(s.kept[0], 0.9 * 4) or near(s.kept[1], 0.75 * 16)),
    Mistake("optimizer.swapped-weights", lambda s: near(s.kept[0], 0.25 * 4), **M),
    Mistake("optimizer.swapped-weights", lambda s: near(s.kept[1], 0.1 * 16), **V),
    Mistake("adam.no-square", lambda s: near(abs(s.added[1]), 0.5 * 2), found=lambda s: s.added[1]),
    Mistake("optimizer.unweighted", lambda s: near(s.added[0], -2.0), **M),
    Mistake("optimizer.unweighted", lambda s: near(s.added[1], 4.0), **V),
    Mistake("adam.returns-corrected", lambda s: not all(map(near, s.added, s.added_first))),
    Mistake("adam.forgets-moments", lambda s: any_near(0.0, *s.added, *s.kept)),
    mixes("adam_step", t=2, beta1=0.75, beta2=0.9),
    look=adam_memory,
)
OF_ADAM = Mistakes(
    Mistake("sgd.uphill", lambda s: s.step.uphill() and s.step.uphill(t=1), function="adam_step"),
    Mistake("adam.gradient-instead-of-m",
            lambda s: near(s.step(m=1.0, v=4.0)[0], 0.0) and not near(s.step(g=2.0)[0], 0.0)),
    Mistake("adam.stale-moments", lambda s: near(s.step(g=2.0)[0], 0.0) or abs(s.step(g=2.0)[0]) > 1e6),
    Mistake("adam.no-root", lambda s: near(s.step(g=2.0, t=1)[0], 2 * s.step(g=4.0, t=1)[0])),
    Mistake("optimizer.epsilon-outside-division", lambda s: near(abs(s.step(v=4.0, eps=1.0)[0]), 1.0), function="adam_step"),
    Mistake("adam.no-bias-correction", lambda s: s.missing, "missing"),
    Mistake("adam.swapped-betas", lambda s: near(s.at[3], right(3, 0.9, 0.75))),
    Mistake("adam.wrong-step-count", lambda s: any_near(s.at[3], right(2), right(4))),
    Mistake("adam.wrong-correction",
            lambda s: not near(s.at[3], right(3)) and (near(s.at[1], right(1)) or near(s.at[LATE], right(LATE)))),
    *epsilon("adam_step", "adam.epsilon-inside-root", 2),
    mixes("adam_step", t=2, beta1=0.75, beta2=0.9),
    look=adam_weights,
)
# fmt: on
