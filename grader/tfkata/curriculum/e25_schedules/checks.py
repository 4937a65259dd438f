"""e25_schedules: three curves against their formulas, and a training whose every rate shows in one weight (`traces.py`)."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from tfkata.checks import kit
from tfkata.checks.kit import Function
from tfkata.curriculum.e25_schedules import rates, traces

RATES = st.sampled_from([1.0, 0.8, 0.5, 0.1, 0.01])
PARTS = st.sampled_from([0.5, 0.1, 0.25, 0.9, 0.96])


def stepped(epoch: int, initial: float, drop: float, every: int) -> float:
    return initial * drop ** (epoch // every)


def exponential(step: int, initial: float, rate: float, decay_steps: int, staircase: bool = False) -> float:
    return float(initial * rate ** (step // decay_steps if staircase else step / decay_steps))


def cosine(step: int, initial: float, total_steps: int, warmup_steps: int = 0, final: float = 0.0) -> float:
    if step < warmup_steps:
        return initial * step / warmup_steps
    part = min(1.0, (step - warmup_steps) / (total_steps - warmup_steps))
    return final + (initial - final) * 0.5 * (1.0 + math.cos(math.pi * part))


def cosine_calls(warmed: bool, ended: bool) -> Any:
    """With or without a warm-up, and with or without a final rate and steps after the end."""

    def call(initial: float, total: int, warmup: int, place: float, part: float) -> tuple[Any, ...]:
        first = min(warmup, total - 1) if warmed else 0
        step = int(place * total * (2 if ended else 1) / 2)
        more = (first, initial * part) if ended else (first,) if warmed else ()
        return (step, initial, total, *more)

    return st.builds(
        call, RATES, st.integers(2, 60), st.integers(1, 30), st.floats(0, 2), st.sampled_from([0.0, 0.1, 0.5])
    )


FLOAT32 = kit.scalar(rtol=1e-5, atol=5e-7)
"""Keras's own schedules compute in float32, which near 0 is only absolutely right."""
COUNTS, LENGTHS = st.integers(0, 40), st.integers(1, 12)
step_decay = Function(
    "step_decay",
    stepped,
    arguments=st.tuples(COUNTS, RATES, PARTS, LENGTHS),
    always=[*rates.STEPS, (0, 0.1, 0.5, 10), (9, 0.1, 0.5, 10), (10, 0.1, 0.5, 10), (5, 0.1, 0.1, 1)],
    judge=kit.scalar(atol=1e-30),
)
exponential_decay = Function(
    "exponential_decay",
    exponential,
    arguments=st.tuples(COUNTS, RATES, PARTS, st.integers(3, 20), st.booleans()),
    always=[*rates.SMOOTH, *rates.STAIRS, (0, 0.1, 0.96, 100), (50, 0.1, 0.96, 100, False)],
    judge=kit.scalar(rtol=2e-5, atol=1e-12),
)
ORDINARY: tuple[Any, ...] = (5, 0.8, 20)
PLAIN = cosine_calls(warmed=False, ended=False)
WARMED = cosine_calls(warmed=True, ended=False)
ENDED = cosine_calls(warmed=False, ended=True)
BOTH = cosine_calls(warmed=True, ended=True)


def cosine_decay(arguments: Any, *always: tuple[Any, ...]) -> Function:
    return Function("cosine_decay", cosine, arguments, always, FLOAT32, ordinary=ORDINARY)


WARM = [(step, 0.8, 20, 4) for step in (0, 1, 3, 4, 5, 12, 20)]
LATE = [(step, 0.8, 20, 0, 0.1) for step in (0, 5, 10, 20)]
AFTER = [(step, 0.8, 20, 0, 0.1) for step in (21, 25, 40, 57)] + [(step, 0.8, 20) for step in (21, 30, 40)]


def together(seed: int) -> list[list[tuple[Any, ...]]]:
    """A warm-up and a final rate in one call, where each is right by itself."""
    calls = [(step, 0.8, 20, 4, 0.1) for step in (0, 2, 4, 12, 20, 21, 36, 40)]
    return [[first, *calls] for first in (WARM[5],)]


# fmt: off
kit.checks(__name__, {
    "step": step_decay.agrees(diagnose=rates.STEP),
    "exponential": exponential_decay.agrees(diagnose=rates.EXPONENTIAL),
    "cosine": cosine_decay(PLAIN, *rates.PLAIN).agrees(diagnose=rates.COSINE),
    "warmup": cosine_decay(WARMED, *WARM).agrees(diagnose=rates.WARMUP),
    "final": [
        cosine_decay(ENDED, *LATE, *AFTER).agrees(diagnose=rates.FINAL),
        cosine_decay(None, *WARM).in_all_forms(together),
    ],
    "history": traces.history,
    "trained": traces.trained,
    "optimizer": traces.optimizer,
})
# fmt: on
