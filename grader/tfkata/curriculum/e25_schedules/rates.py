"""What goes wrong in the three schedules of e25: each fault told from the others by a few of its rates."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Ask, CandidateRaised, Mistake, Mistakes

NEAR = 1e-4


def near(got: Any, want: float) -> bool:
    number = as_number(got)
    return number is not None and math.isclose(number, want, rel_tol=NEAR, abs_tol=1e-6)


def as_number(got: Any) -> float | None:
    if isinstance(got, np.ndarray) and got.shape == ():
        got = got.item()
    good = isinstance(got, int | float | np.number) and not isinstance(got, bool)
    return float(got) if good else None


def all_near(ask: Ask, calls: list[tuple[Any, ...]], formula: Any) -> bool:
    return all(near(kit.tried(ask, *call), formula(*call)) for call in calls)


def told(number: Any) -> str:
    found = as_number(number)
    return (
        "an error"
        if isinstance(number, CandidateRaised)
        else f"{found:.6g}"
        if found is not None
        else kit.show(number)
    )


# --- step decay and exponential decay

STEPS = [(epoch, 0.8, 0.5, 3) for epoch in range(10)]
LATER = STEPS[1:]
SMOOTH = [(step, 0.8, 0.5, 4) for step in (0, 1, 2, 4, 6, 9, 12)]
STAIRS = [(*call, True) for call in SMOOTH]


def constant(ask: Ask, calls: list[tuple[Any, ...]]) -> dict[str, Any] | None:
    found = [as_number(ask(*call)) for call in calls]
    same = None not in found and max(found) - min(found) < 1e-9  # type: ignore[type-var, operator]
    return {"rate": told(found[0]), "last": calls[-1][0]} if same else None


# fmt: off
STEP = Mistakes(
    Mistake("schedule.never-drops", lambda ask: constant(ask, STEPS), "rate last", what="epoch"),
    Mistake("schedule.off-by-one", lambda ask: any(all_near(ask, LATER, lambda e, i, d, n, by=by: i * d ** ((e + by) // n)) for by in (1, -1)),
            found=lambda ask: f"the rate drops to {told(next((ask(*c) for c in LATER if not near(ask(*c), 0.8)), 0))} at epoch "
                              f"{next((c[0] for c in LATER if not near(ask(*c), 0.8)), 0)} instead of epoch 3"),
    Mistake("schedule.off-by-one", lambda ask: all_near(ask, STEPS, lambda e, i, d, n: i * d ** (e // n + 1)),
            found=lambda ask: f"epoch 0 already has the rate {told(ask(*STEPS[0]))} instead of the initial 0.8"),
    Mistake("schedule.compounds-twice", lambda ask: all_near(ask, STEPS[:9], lambda e, i, d, n: i * d ** sum(range(e // n + 1))),
            found=lambda ask: f"after two drops to 0.5 the rate is {told(ask(*STEPS[6]))} instead of 0.2"),
    Mistake("schedule.compounds-twice", lambda ask: all_near(ask, STEPS, lambda e, i, d, n: i * d ** (e if e >= n else 0)),
            found=lambda ask: f"at epoch 6 the rate is {told(ask(*STEPS[6]))} instead of 0.2"),
    Mistake("schedule.compounds-twice", lambda ask: all_near(ask, STEPS, lambda e, i, d, n: i * d ** e),
            found=lambda ask: f"at epoch 6 the rate is {told(ask(*STEPS[6]))} instead of 0.2"),
    Mistake("schedule.no-stairs", lambda ask: all_near(ask, STEPS, lambda e, i, d, n: i * d ** (e / n)), rate=lambda ask: told(ask(*STEPS[1]))),
    Mistake("schedule.drop-is-lost", lambda ask: near(ask(3, 0.8, 0.1, 3), 0.8 * 0.9), rate=lambda ask: told(ask(3, 0.8, 0.1, 3))),
    Mistake("schedule.subtracts", lambda ask: near(ask(6, 0.8, 0.1, 3), 0.6), rate=lambda ask: told(ask(6, 0.8, 0.1, 3))),
    Mistake("schedule.divides", lambda ask: near(ask(3, 0.8, 0.1, 3), 8.0), rate=lambda ask: told(ask(3, 0.8, 0.1, 3))),
)
EXPONENTIAL = Mistakes(
    Mistake("schedule.never-drops", lambda ask: constant(ask, SMOOTH), "rate last", what="step"),
    Mistake("schedule.ignores-staircase",
            lambda ask: all_near(ask, SMOOTH, lambda s, i, r, n: i * r ** (s / n)) and all_near(ask, STAIRS, lambda s, i, r, n, _: i * r ** (s / n)),
            rate=lambda ask: told(ask(*STAIRS[1]))),
    Mistake("schedule.always-staircase", lambda ask: all_near(ask, SMOOTH, lambda s, i, r, n: i * r ** (s // n)), rate=lambda ask: told(ask(*SMOOTH[1]))),
    Mistake("schedule.compounds-twice", lambda ask: all_near(ask, SMOOTH, lambda s, i, r, n: i * r ** s),
            found=lambda ask: f"after 4 steps, for which `decay_steps` allows one factor of 0.5, the rate is {told(ask(*SMOOTH[3]))} instead of 0.4"),
    Mistake("schedule.natural-exponent", lambda ask: all_near(ask, SMOOTH, lambda s, i, r, n: i * math.exp(-r * s / n)), rate=lambda ask: told(ask(*SMOOTH[3]))),
    Mistake("schedule.off-by-one", lambda ask: all_near(ask, SMOOTH, lambda s, i, r, n: i * r ** ((s + 1) / n)),
            found=lambda ask: f"step 0 already has the rate {told(ask(*SMOOTH[0]))} instead of the initial 0.8"),
    Mistake("schedule.stairs-rounded", lambda ask: all_near(ask, SMOOTH, lambda s, i, r, n: i * r ** (s / n)) and any(
        all_near(ask, STAIRS, lambda s, i, r, n, _, f=f: i * r ** f(s / n)) for f in (round, math.ceil)), rate=lambda ask: told(ask(6, 0.8, 0.5, 4, True))),
)
# fmt: on

# --- cosine decay

PLAIN = [(step, 0.8, 20) for step in range(0, 21, 2)]


def fits(ask: Ask, curve: Callable[[float], float], calls: Sequence[tuple[Any, ...]] = PLAIN) -> bool:
    """Whether each rate is that part of the initial one which `curve` gives for the part of all steps."""
    return all(
        near(ask(step, initial, total), initial * curve(step / total)) for step, initial, total in calls
    )


def one_ahead(part: float) -> float:
    """The cosine of the next of 20 steps."""
    return (1 + math.cos(math.pi * (part + 1 / 20))) / 2


def one_short(part: float) -> float:
    """A cosine that ends after 19 of 20 steps."""
    return (1 + math.cos(math.pi * part * 20 / 19)) / 2


def ends(ask: Ask) -> dict[str, str] | None:
    """The rate after the end is another one than at the end."""
    at_end = ask(20, 0.8, 20, 4, 0.1)
    for step in (21, 25, 40, 57, 400):
        later = kit.tried(ask, step, 0.8, 20, 4, 0.1)
        if as_number(later) is None or not near(later, as_number(at_end) or 0.0):
            return {"found": told(later), "step": str(step), "end": told(at_end)}
    return None


# fmt: off
COSINE = Mistakes(
    Mistake("schedule.never-drops", lambda ask: constant(ask, PLAIN), "rate last", what="step"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: 1 - p), found="a straight line"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: math.cos(math.pi * p / 2)), found="a quarter of a wave"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: (1 + math.cos(2 * math.pi * p)) / 2), found="a whole wave, which comes up again"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: math.cos(math.pi * p)), found="a cosine that goes down to minus the initial rate"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: (1 + math.cos(p)) / 2), found="a cosine whose angle stops long before π"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: (1 + math.cos(180 * p)) / 2), found="a cosine of degrees, where `math.cos` takes radians"),
    Mistake("schedule.not-a-cosine", lambda ask: fits(ask, lambda p: (1 - math.cos(math.pi * p)) / 2), found="a cosine that rises"),
    Mistake("schedule.off-by-one", lambda ask: any(fits(ask, curve, PLAIN[:-1]) for curve in (one_ahead, one_short)),
            found=lambda ask: f"at step 10 of 20 the rate is {told(ask(10, 0.8, 20))} instead of half of the initial 0.8"),
)
WARMUP = Mistakes(
    Mistake("schedule.no-warmup", lambda ask: near(ask(0, 0.8, 20, 4), 0.8), rate=lambda ask: told(ask(0, 0.8, 20, 4))),
    Mistake("schedule.off-by-one", lambda ask: all_near(ask, [(s, 0.8, 20, 4) for s in range(3)], lambda s, i, t, w: i * (s + 1) / w),
            found=lambda ask: f"at step 0 the warm-up is already at {told(ask(0, 0.8, 20, 4))}; it starts at 0"),
    Mistake("schedule.warmup-added", lambda ask: not near(ask(20, 0.8, 20, 4), 0) and near(ask(24, 0.8, 20, 4), 0) and near(ask(4, 0.8, 20, 4), 0.8),
            rate=lambda ask: told(ask(20, 0.8, 20, 4))),
    Mistake("schedule.warmup-jumps", lambda ask: not near(ask(4, 0.8, 20, 4), 0.8), rate=lambda ask: told(ask(4, 0.8, 20, 4))),
)
FINAL = Mistakes(
    Mistake("schedule.final-as-fraction", lambda ask: near(ask(20, 0.8, 20, 0, 0.1), 0.08) and not near(ask(20, 0.8, 20, 0, 0.1), 0.1), rate=lambda ask: told(ask(20, 0.8, 20, 0, 0.1))),
    Mistake("schedule.ignores-final", lambda ask: all_near(ask, [(s, 0.8, 20, 0, 0.1) for s in range(0, 21, 4)], lambda s, i, t, w, f: i * (1 + math.cos(math.pi * s / t)) / 2),
            rate=lambda ask: told(ask(20, 0.8, 20, 0, 0.1))),
    Mistake("schedule.final-is-added", lambda ask: near(ask(0, 0.8, 20, 0, 0.1), 0.9), rate=lambda ask: told(ask(0, 0.8, 20, 0, 0.1))),
    Mistake("schedule.final-is-a-floor", lambda ask: near(ask(20, 0.8, 20, 0, 0.1), 0.1) and near(ask(10, 0.8, 20, 0, 0.1), 0.4), rate=lambda ask: told(ask(10, 0.8, 20, 0, 0.1))),
    Mistake("schedule.wrong-after-end", ends, "found step end"),
)
# fmt: on
