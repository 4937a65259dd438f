"""The history of a training, beside what the model that came back makes of the same cars."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit, linear_output, training_run
from tfkata.checks.kit import Candidate, Mistake, Mistakes
from tfkata.curriculum.e24_regression import cars
from tfkata.curriculum.e24_regression.trained import CALL, Trained


@dataclass(frozen=True)
class Claim:
    """The list `mae` of a history beside what the returned model makes of the training cars."""

    trained: Trained
    history: dict[Any, Any]
    claimed: np.ndarray

    @property
    def y(self) -> np.ndarray:
        return self.trained.split.y_train.astype(np.float64)

    @property
    def found(self) -> str:
        return f"{self.claimed[-1]:.3g}"

    @property
    def true(self) -> float:
        return min(self.errors())

    def errors(self) -> list[float]:
        return [float(np.abs(p - self.y).mean()) for p in self.trained.on_training_cars()]

    def tells(self, error: float) -> bool:
        """Whether some epoch of it could be that of a model with this error, if dropout or a last step lie between.

        A training begins with a larger error than it ends with: of standardized targets even the first epoch's is too small.
        """
        good = self.claimed[np.isfinite(self.claimed)]
        near = np.any((good > 0.4 * error) & (good < 3 * error))
        return bool(near and good.max() > 0.8 * error)

    def is_true(self) -> bool:
        return any(map(self.tells, self.errors()))

    def untrained(self) -> bool:
        return linear_output.as_it_began(self.trained.model)

    def of_all_pairs(self) -> bool:
        """Whether each output was compared with every target."""
        last = self.claimed[-1]
        every = (np.abs(p[:, None] - self.y).mean() for p in self.trained.on_training_cars())
        return any(np.isclose(last, error, 0.1) for error in every) and not np.isclose(last, self.true, 0.1)

    def in_other_units(self) -> dict[str, str] | None:
        """Targets in another unit have another error, whether the model tells that unit or was put right behind."""
        last = float(self.claimed[-1])
        told: list[tuple[float, str]] = []
        for p in self.trained.on_training_cars() if last > 0 else ():
            for unit in cars.other_units(self.y) if np.isfinite(p).all() else ():
                in_it = np.abs(unit.back(p) - self.y).mean() < np.abs(p - self.y).mean() / 2
                error = float(np.abs((p if in_it else unit.there(p)) - unit.there(self.y)).mean())
                told.append((abs(math.log(max(error, 1e-9) / last)), unit.name))
        apart, name = min(told, default=(math.inf, ""))
        return {"unit": name} if apart < math.log(1.5) else None

    def accuracy(self) -> bool:
        probe = self.trained.described.data.get("probe") or {}
        asked = " ".join(map(str, probe.get("asked") or []))
        return "acc" in asked.lower() and bool(np.all(self.claimed <= 1))


# fmt: off
KEYS = Mistakes(
    Mistake(None, lambda history: "mae" in history),
    Mistake("regression.accuracy-metric", lambda history: any("acc" in str(key) for key in history),
            found=lambda history: next(f"`{key}`" for key in history if "acc" in str(key))),
    Mistake("regression.no-mae", lambda history: True, keys=lambda history: ", ".join(f"`{key}`" for key in history) or "nothing at all"),
)
CLAIMS = Mistakes(
    Mistake(None, Claim.is_true),
    Mistake("regression.untrained", Claim.untrained, found=lambda claim: f"{claim.true:.1f}"),
    Mistake("regression.accuracy-metric", Claim.accuracy, found="`mae`, taken from an accuracy"),
    Mistake("regression.broadcast-loss", Claim.of_all_pairs, found=lambda claim: f"a mean absolute error of {claim.claimed[-1]:.3g} instead of {claim.true:.3g}"),
    Mistake("regression.wrong-units", Claim.in_other_units, "unit", found=lambda claim: f"its history ends with an error of {claim.found}"),
    Mistake("regression.untrue-history", lambda claim: True, "found", true=lambda claim: f"{claim.true:.3g}"),
)
# fmt: on


def history(candidate: Candidate) -> None:
    trained = Trained.of(candidate)
    told = training_run.history_in(trained.answer.value, "regression.no-history", CALL)
    KEYS.fail(told, call=CALL)
    claimed = training_run.numbers(told["mae"])
    if claimed is None or claimed.size == 0:
        message = "history['mae'] is not a list with one number for each epoch"
        kit.fail(None, message=message, call=CALL, returned=kit.show(told["mae"]))
    kit.curves("Mean absolute error by epoch", told)
    CLAIMS.fail(Claim(trained, told, claimed), call=CALL)
