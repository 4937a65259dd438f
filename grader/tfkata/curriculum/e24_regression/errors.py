"""How near a trained model comes to cars that it never saw, and whether it follows targets below zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, linear_output
from tfkata.checks.kit import Candidate, Mistake, Mistakes
from tfkata.curriculum.e24_regression import cars
from tfkata.curriculum.e24_regression.trained import CALL, DOWN_CALL, Trained

FLAT, NEAR = 0.25, 2.5
"""Outputs that vary by so small a share of what the targets do, around a mean this near to theirs, tell nothing of a car."""
DEEP, FOLLOWED = -10.0, -4.0
"""Of cars whose target is below -10, the mean output of whatever follows at all is below -4."""


@dataclass(frozen=True)
class Off:
    """A model that is too far off."""

    trained: Trained
    error: float
    most: float

    @property
    def found(self) -> str:
        return f"{self.error:.2f}"

    def untrained(self) -> bool:
        return linear_output.as_it_began(self.trained.model)

    def alike(self) -> bool:
        p, y = self.trained.says, self.trained.split.y_train
        return bool(p.std() < FLAT * y.std() and abs(p.mean() - y.mean()) < NEAR)

    def unit(self) -> dict[str, str] | None:
        for unit in cars.other_units(self.trained.split.y_train.astype(np.float64)):
            if self.trained.error(unit.back(self.trained.says)) <= self.most:
                return {"unit": unit.name, "found": f"its mean absolute error is {self.found}"}
        return None


# fmt: off
TOLD: dict[str, Any] = {
    "wanted": lambda off: f"{off.most:.2f}", "naive": lambda off: f"{off.trained.split.naive:.2f}",
}
TOO_FAR_OFF = Mistakes(
    Mistake("regression.untrained", Off.untrained, "found"),
    Mistake("regression.broadcast-loss", Off.alike, found=lambda off: f"{off.trained.says.mean():.1f} ± {off.trained.says.std():.1f} for every car"),
    Mistake("regression.wrong-units", Off.unit, "unit found"),
    Mistake("regression.below-threshold", lambda off: True, "found", **TOLD),
)
# fmt: on


def skill(trained: Trained) -> float:
    """What share of the error of the naive answer is gone: 1 for no error at all, 0 for none better than the mean."""
    return 1 - trained.error(trained.says) / trained.split.naive


def error(candidate: Candidate) -> None:
    trained = Trained.of(candidate)
    found, least = skill(trained), thresholds.minimum("e24_regression", "skill")
    kit.measured("mae", trained.error(trained.says))
    kit.measured("skill", found)
    if not found >= least:
        off = Off(trained, trained.error(trained.says), (1 - least) * trained.split.naive)
        TOO_FAR_OFF.fail(off, call=CALL)


def below_zero(candidate: Candidate) -> None:
    """What is too far off, or bounded, is another check's business: this one trains once more."""
    first = Trained.of(candidate)
    linear = first.model.output_shape == (None, 1) and linear_output.is_linear(
        first.model, first.split.x_train[:32], CALL
    )
    if not linear or skill(first) < thresholds.minimum("e24_regression", "skill"):
        return
    trained = Trained.of(candidate, cars.DOWN)
    far = first.split.y_test - cars.DOWN < DEEP
    mean = float(trained.says[far].mean())
    if not mean < FOLLOWED:
        wanted = float((first.split.y_test - cars.DOWN)[far].mean())
        kit.fail("regression.stays-above-zero", call=DOWN_CALL, found=f"{mean:.1f}", wanted=f"{wanted:.1f}")
