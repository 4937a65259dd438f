"""What a training leaves behind from which the rate of each of its steps can be read, and the faults that explain it.

One weight, and a gradient of exactly -1 in every step, whichever samples a batch has: x is 1 everywhere, the target is far
above, the loss is the mean absolute error. So a step of plain SGD adds its rate to the weight, and with momentum the sum
tells the order of the rates as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Described, Mistake, Mistakes
from tfkata.checks.training_run import arrays, numbers, shape_of, without_numbers

SAMPLES, BATCH, MOMENTUM, COMPILED = 80, 32, 0.5, 0.015625
STEPS = math.ceil(SAMPLES / BATCH)
CLOSE = 1e-4


@dataclass(frozen=True)
class Asked:
    """The rates that a run was asked for; one more of them than it has epochs, so that a step too far shows."""

    rates: tuple[float, ...]

    @property
    def epochs(self) -> int:
        return len(self.rates) - 1

    @property
    def wanted(self) -> list[float]:
        return list(self.rates[:-1])


DOWN = Asked((0.5, 0.1875, 0.0625, 0.03125, 0.25))


def drawn(seed: int) -> Asked:
    """Up and down, of an unforeseen length: nothing but the schedule tells these rates."""
    random = np.random.default_rng([seed, 25])
    rates = random.permutation(np.arange(1, 30))[: int(random.integers(4, 7))]
    return Asked(tuple(float(rate) / 64 for rate in rates))


@cache
def model() -> Described:
    """One weight of 0, compiled for SGD with momentum. Eager: half the time for so few steps."""
    import keras

    built = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    built.set_weights([np.zeros((1, 1), np.float32)])
    built.compile(keras.optimizers.SGD(COMPILED, momentum=MOMENTUM), loss="mae", run_eagerly=True)
    return kit.model_argument(built)


def samples() -> tuple[np.ndarray, np.ndarray]:
    return np.ones((SAMPLES, 1), np.float32), np.full((SAMPLES, 1), 1e6, np.float32)


def weight_after(rates: Sequence[float], steps: int = STEPS, *, forgets: bool = False) -> float:
    """The weight after an epoch at each of these rates; `forgets`: the momentum starts again in each."""
    weight = velocity = 0.0
    for rate in rates:
        velocity = 0.0 if forgets else velocity
        for _ in range(steps):
            velocity = MOMENTUM * velocity + rate
            weight += velocity
    return weight


@dataclass(frozen=True)
class Left:
    """What came back from one run, and what became of the model and its optimizer."""

    asked: Asked
    answer: Answer
    returned: Any
    weight: float
    same_optimizer: bool
    steps: int

    @property
    def call(self) -> str:
        return self.answer.call

    def is_after(self, rates: Sequence[float], steps: int = STEPS, *, forgets: bool = False) -> bool:
        want = weight_after(rates, steps, forgets=forgets)
        return math.isclose(self.weight, want, rel_tol=CLOSE, abs_tol=1e-6)

    @property
    def right(self) -> bool:
        return self.is_after(self.asked.wanted)

    @property
    def claimed(self) -> np.ndarray | None:
        return numbers(self.returned.get("learning_rate")) if isinstance(self.returned, dict) else None

    def compounded(self) -> list[float]:
        """Each rate multiplied by the one before, from the one that was compiled."""
        return [COMPILED * float(product) for product in np.cumprod(self.asked.wanted)]

    def untrained(self) -> bool:
        return self.weight == 0

    def ignored(self) -> bool:
        epochs = self.asked.epochs
        return any(self.is_after([COMPILED] * epochs, forgets=new) for new in (False, True))

    def one_rate(self) -> bool:
        """One of the rates for all epochs."""
        return any(self.is_after([rate] * self.asked.epochs) for rate in self.asked.rates)

    def moved(self) -> dict[str, str] | None:
        rates = self.asked.rates
        late, early = list(rates[1:]), [COMPILED, *rates[:-2]]
        if self.is_after(late):
            return {
                "found": f"the first epoch ran at {rates[1]:g} instead of {rates[0]:g}, the rate of epoch 0"
            }
        doubled = [rates[0], *rates[:-2]]
        if self.is_after(early) or self.is_after(doubled):
            return {
                "found": f"the second epoch ran at {rates[0]:g}, the rate of epoch 0, instead of {rates[1]:g}"
            }
        return None

    def compounds(self) -> bool:
        wanted = self.asked.wanted
        products = [self.compounded(), np.cumprod(wanted).tolist(), [COMPILED * rate for rate in wanted]]
        return any(self.is_after(rates) for rates in products)

    def other_epochs(self) -> dict[str, Any] | None:
        wanted, more = self.asked.wanted, self.asked.rates[-1]
        runs = {count: wanted[:count] for count in range(1, self.asked.epochs)}
        runs[self.asked.epochs + 1] = [*wanted, more]
        runs[self.asked.epochs**2] = [rate for rate in wanted for _ in wanted]
        runs[self.asked.epochs * (self.asked.epochs + 1) // 2] = [
            rate for place, rate in enumerate(wanted) for _ in range(place + 1)
        ]
        again = [rate for count in range(len(wanted)) for rate in wanted[: count + 1]]
        found = next((count for count, rates in runs.items() if self.is_after(rates)), None)
        if found is None and (self.is_after(again) or self.is_after(wanted * len(wanted))):
            found = len(again) if self.is_after(again) else len(wanted) ** 2
        return {"found": found, "wanted": self.asked.epochs} if found else None

    def other_batches(self) -> dict[str, Any] | None:
        for steps in (1, 2, 4, 5, 8, 10, 16, 20, 40, 80):
            if self.is_after(self.asked.wanted, steps):
                return {"steps": steps, "wanted": STEPS, "samples": SAMPLES}
        return None


OTHER = "it has another optimizer than it came with"
# fmt: off
TRAINED = Mistakes(
    Mistake("schedule.untrained", Left.untrained),
    Mistake("schedule.new-optimizer", lambda left: left.is_after(left.asked.wanted, forgets=True), found="the momentum was 0 again at the start of each epoch"),
    Mistake("schedule.new-optimizer", lambda left: not left.same_optimizer and not left.right, found=OTHER),
    Mistake("schedule.not-applied", Left.ignored, rate=f"{COMPILED:g}"),
    Mistake("schedule.off-by-one", Left.moved, "found"),
    Mistake("schedule.compounds-in-fit", Left.compounds),
    Mistake("schedule.wrong-epochs", Left.other_epochs, "found wanted"),
    Mistake("schedule.other-batches", Left.other_batches, "steps wanted samples"),
    Mistake("schedule.one-rate", Left.one_rate),
)
KEPT = Mistakes(
    Mistake("schedule.new-optimizer", lambda left: not left.same_optimizer, found=OTHER),
)
CLAIMS = Mistakes(
    Mistake("schedule.wrong-epochs", lambda left: len(left.claimed) != left.asked.epochs,
            found=lambda left: f"{len(left.claimed)} (by your history)", wanted=lambda left: left.asked.epochs),
    Mistake("schedule.off-by-one", lambda left: np.allclose(left.claimed, left.asked.rates[1:], CLOSE),
            found=lambda left: f"your history begins with {left.claimed[0]:g} instead of {left.asked.rates[0]:g}, the rate of epoch 0"),
    Mistake("schedule.not-applied", lambda left: np.allclose(left.claimed, COMPILED, CLOSE), rate=f"{COMPILED:g}"),
    Mistake("schedule.compounds-in-fit", lambda left: np.allclose(left.claimed, left.compounded(), CLOSE)
            or np.allclose(left.claimed, COMPILED * np.array(left.asked.wanted), CLOSE)),
)
# fmt: on

fit_with_schedule = kit.Function(
    "fit_with_schedule",
    shown=lambda model, x, y, epochs, schedule: (
        f"fit_with_schedule(model, x, y, {epochs}, schedule) with the rates {schedule.data['rates'][:epochs]}"
    ),
)


def run(candidate: Candidate, asked: Asked) -> Left:
    table = Described("schedule", {"rates": list(asked.rates)})
    arguments = (model(), *samples(), asked.epochs, table)
    answer = fit_with_schedule.ask(candidate, *arguments, options={"models_after": True})
    told = answer.value
    if (
        not isinstance(told, tuple) or len(told) != 2
    ):  # too large to cross, or not from our side of the candidate
        answer.fail(None, message=f"returned {shape_of(told)}, expected a dict")
    returned, models = told
    after = models[0] if isinstance(models, list) and models and isinstance(models[0], dict) else {}
    weights = numbers(arrays(after.get("weights")))
    steps = after.get("steps")
    return Left(
        asked=asked,
        answer=answer,
        returned=returned,
        weight=float(weights[0]) if weights is not None and len(weights) == 1 else math.nan,
        same_optimizer=after.get("same_optimizer") is True,
        steps=steps if isinstance(steps, int) else 0,
    )


def runs(candidate: Candidate) -> list[Left]:
    """One run down, as in the statement, and one whose rates nobody can foresee."""
    found: list[Left] = candidate.once(
        "runs", lambda: [run(candidate, DOWN), run(candidate, drawn(candidate.seed))]
    )
    return found


def history(candidate: Candidate) -> None:
    for left in runs(candidate):
        shown: dict[str, Any] = {"call": left.call, "expected": {"learning_rate": left.asked.wanted}}
        if problem := kit.returned_nothing(left.returned):
            kit.fail(problem.code, message=problem.message, **shown)
        if not isinstance(left.returned, dict):
            kit.fail("schedule.no-history", found=shape_of(left.returned), **shown)
        if left.claimed is None:
            found = without_numbers(left.returned, "learning_rate")
            kit.fail("schedule.no-history", found=found, **shown)
        wanted = left.asked.wanted
        if len(left.claimed) != len(wanted) or not np.allclose(left.claimed, wanted, CLOSE):
            shown["returned"] = {"learning_rate": left.claimed.tolist()}
            CLAIMS.fail(left, **shown)
            kit.fail(None, message="'learning_rate' does not have the rates of the schedule", **shown)


def trained(candidate: Candidate) -> None:
    for left in runs(candidate):
        if not left.right:
            TRAINED.fail(left, call=left.call)
            message = f"{left.asked.epochs} epochs at these rates move the weight by {weight_after(left.asked.wanted):g}"
            kit.fail(None, message=f"{message}; yours has moved by {left.weight:g}", call=left.call)


def optimizer(candidate: Candidate) -> None:
    """A model that was not trained keeps everything, and earns nothing by it."""
    for left in runs(candidate):
        KEPT.fail(left, call=left.call)
        if left.steps == 0:
            message = "the optimizer of the model has not made a single step"
            kit.fail(None, message=message, call=left.call)
