"""e35_forecast: one training run, judged by what its model says about days that it never saw.

What a model says is compared with the day that is wanted and with the days around it: one that repeats last week, or today,
gives itself away. Windows and outputs are also tried as births, as they come from the file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, linear_output, running, training_run
from tfkata.checks.kit import Answer, Candidate, Described, Function, Mistake, Mistakes
from tfkata.curriculum.e35_forecast import days

CALL = "train_forecaster(series, seed)"
WINDOW = days.WINDOW
WITHIN = 0.01
LIKE, REPEATS = 0.5, -WINDOW
"""Outputs this near to another day, as a share of what last week's value misses, repeat it."""
LATEST = 7
BATCH = 32

train_forecaster = Function("train_forecaster", shown=lambda *_: CALL)


@dataclass(frozen=True)
class Made:
    """What came back; all of it found once for all checks."""

    candidate: Candidate
    answer: Answer

    @classmethod
    def of(cls, candidate: Candidate) -> Made:
        given = days.training(candidate.seed), candidate.seed
        options = {"weights": True, "built_for": [WINDOW, 1]}
        ask = train_forecaster.ask
        return cls(candidate, candidate.once("made", lambda: ask(candidate, *given, options=options)))

    @property
    def series(self) -> np.ndarray:
        return days.training(self.candidate.seed).astype(np.float64)

    @property
    def parts(self) -> list[Any]:
        value = self.answer.value
        return list(value) if isinstance(value, tuple | list) else [value]

    @property
    def numbers(self) -> list[float] | None:
        """Mean and deviation as they came back, or None where two numbers are not what came back."""
        found = [_number(part) for part in self.parts if not isinstance(part, Described)]
        numbers = [number for number in found if number is not None]
        return numbers if len(numbers) == len(found) == 2 else None

    @property
    def described(self) -> Described:
        model = training_run.model_and_history(self.answer.value)[0]
        return model if model is not None else self.answer.model("forecast.not-three")

    @property
    def model(self) -> Any:
        return self.candidate.once("model", lambda: kit.rebuild(self.described))

    @property
    def mean(self) -> float:
        return float(self.series.mean())

    @property
    def deviation(self) -> float:
        return float(self.series.std())

    @property
    def scales(self) -> dict[str, tuple[float, float]]:
        """What may have been subtracted and divided by: as agreed, nothing at all, and what brings the series to 0..1."""
        low, high = float(self.series.min()), float(self.series.max())
        found = {"standardized": (self.mean, self.deviation)}
        if self.numbers is not None and self.numbers[1] > 0:
            found["as returned"] = (self.numbers[0], self.numbers[1])
        return found | {"births": (0.0, 1.0), "numbers from 0 to 1": (low, high - low)}

    def says(self, given: str = "standardized", told: str = "standardized") -> np.ndarray:
        """The births that the model forecasts for the held-out days, (m,), if it is given and tells them in these units."""
        offset, size = self.scales[given]

        def ask() -> np.ndarray:
            windows = ((days.held_out().windows - offset) / size)[..., np.newaxis].astype(np.float32)
            found = running.outputs(self.model, windows, call=CALL, code="forecast.wrong-window")
            if found.shape != (len(windows), 1):
                shape = ", ".join(["n", *map(str, found.shape[1:])])
                kit.fail(
                    "forecast.wrong-window", call=CALL, found=f"({shape}) for windows of (n, {WINDOW}, 1)"
                )
            return found[:, 0]

        outputs: np.ndarray = self.candidate.once(f"says {given}", ask)
        back, by = self.scales[told]
        return outputs * by + back

    def off(self, given: str = "standardized", told: str = "standardized", offset: int = 0) -> float:
        """By how many births it misses the day that is wanted, or one so many days after it."""
        values, there = days.held_out().at(offset)
        return float(np.abs(self.says(given, told)[there] - values).mean())

    @property
    def error(self) -> float:
        """With mean and deviation of the series, or those that came back: whether these are right is another check's business."""
        own = self.off("as returned", "as returned") if "as returned" in self.scales else math.inf
        return min(self.off(), own)


def _number(part: Any) -> float | None:
    if isinstance(part, np.ndarray | np.generic) and part.size == 1 and part.dtype.kind in "iuf":
        return float(part.reshape(-1)[0])
    return float(part) if isinstance(part, int | float) and not isinstance(part, bool) else None


def parts(candidate: Candidate) -> None:
    made = Made.of(candidate)
    value = made.answer.value
    if (problem := kit.returned_nothing(value)) is not None:
        kit.fail(problem.code, call=CALL, message=problem.message)
    good = isinstance(value, tuple | list) and len(value) == 3 and made.numbers is not None
    if not good or not isinstance(made.parts[0], Described) or made.parts[0].kind != "model":
        found = training_run.shape_of(value)
        kit.fail("forecast.not-three", call=CALL, found=found, returned=found)


def window(candidate: Candidate) -> None:
    Made.of(candidate).says()


# fmt: off
def _told(which: int) -> Any:
    return lambda made: f"{made.numbers[which]:.6g}"


def _all_numbers(made: Made, *wanted: float) -> bool:
    assert made.numbers is not None
    return all(math.isclose(got, want, rel_tol=WITHIN, abs_tol=1e-6) for got, want in zip(made.numbers, wanted, strict=True))


def _which(made: Made) -> str:
    assert made.numbers is not None
    return "mean" if not math.isclose(made.numbers[0], made.mean, rel_tol=WITHIN) else "deviation"


STATISTICS = Mistakes(
    Mistake(None, lambda made: made.numbers is None),  # judged before
    Mistake(None, lambda made: _all_numbers(made, made.mean, made.deviation)),
    Mistake("forecast.raw-values", lambda made: _all_numbers(made, 0.0, 1.0), found="mean 0 and deviation 1 came back"),
    Mistake("forecast.wrong-statistics", lambda made: True, which=_which, mean=lambda made: f"{made.mean:.6g}",
            deviation=lambda made: f"{made.deviation:.6g}", got_mean=_told(0), got_deviation=_told(1)),
)
OUTPUT = Mistakes(
    Mistake("forecast.bounded-output", lambda made: not linear_output.is_linear(made.model, _some_windows(made), CALL),
            found=lambda made: linear_output.behind(made.model)),
)
# fmt: on


def statistics(candidate: Candidate) -> None:
    STATISTICS.fail(Made.of(candidate), call=CALL)


def _some_windows(made: Made) -> np.ndarray:
    windows = (days.held_out().windows[:BATCH] - made.mean) / made.deviation
    return windows[..., np.newaxis].astype(np.float32)


def output(candidate: Candidate) -> None:
    made = Made.of(candidate)
    made.says()
    OUTPUT.fail(made, call=CALL)


@dataclass(frozen=True)
class Off:
    """A model that is too far off."""

    made: Made
    most: float

    @property
    def naive(self) -> float:
        return days.held_out().naive

    @property
    def found(self) -> str:
        return f"{self.made.error:.0f}"

    def repeats(self, offset: int) -> dict[str, str] | None:
        near = self.made.off(offset=offset)
        return {"near": f"{near:.0f}", "found": self.found} if near < LIKE * self.naive else None

    def another_day(self) -> dict[str, str] | None:
        """The other day that it comes nearest to."""
        offsets = [offset for offset in range(REPEATS, LATEST + 1) if offset not in (0, -1, -7)]
        near, offset = min((self.made.off(offset=offset), offset) for offset in offsets)
        if not near < min(self.most, 0.6 * self.made.error):
            return None
        day = f"{abs(offset)} days {'after' if offset > 0 else 'before'} it"
        return {
            "near": f"{near:.0f}",
            "day": day if abs(offset) > 1 else "the day after it",
            "found": self.found,
        }

    def in_births(self) -> dict[str, str] | None:
        """The units in which it errs clearly less than in the ones that were agreed."""
        units = ("standardized", "births", "numbers from 0 to 1")
        tried = [(self.made.off(given, told), given, told) for given in units for told in units]
        near, given, told = min(tried)
        least = min(self.naive, 0.6 * self.made.error) if "1" in given + told else 0.9 * self.made.error
        if not near < least:
            return None
        return {
            "found": f"given {given} and read as {told}, it misses by {near:.0f} births, and as agreed by {self.found}"
        }


# fmt: off
TOLD: dict[str, Any] = {"wanted": lambda off: f"{off.most:.0f}", "naive": lambda off: f"{off.naive:.0f}"}
TOO_FAR_OFF = Mistakes(
    Mistake("forecast.copies-last-week", lambda off: off.repeats(-7), "near found", **TOLD),
    Mistake("forecast.predicts-today", lambda off: off.repeats(-1), "near found", **TOLD),
    Mistake("forecast.another-day", Off.another_day, "near day found", **TOLD),
    Mistake("forecast.untrained", lambda off: linear_output.as_it_began(off.made.model), "found", **TOLD),
    Mistake("forecast.raw-values", Off.in_births, "found"),
    Mistake("forecast.below-threshold", lambda off: True, "found", **TOLD),
)
# fmt: on


def error(candidate: Candidate) -> None:
    """Skill is the share of the naive error that is gone: 0 for last week's value, 1 for no error at all."""
    made, naive = Made.of(candidate), days.held_out().naive
    skill, least = 1 - made.error / naive, thresholds.minimum("e35_forecast", "skill")
    kit.measured("mae", made.error)
    kit.measured("skill", skill)
    if not skill >= least:
        TOO_FAR_OFF.fail(Off(made, (1 - least) * naive), call=CALL)


kit.checks(
    __name__,
    {"parts": parts, "window": window, "statistics": statistics, "output": output, "error": error},
)
