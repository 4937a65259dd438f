"""A training: what came back, and what the model says of held-out cars."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit, running, training_run
from tfkata.checks.kit import Answer, Candidate, CandidateRaised, Described, Function, Mistake, Mistakes
from tfkata.checks.reason import reason
from tfkata.curriculum.e24_regression import cars, losses
from tfkata.curriculum.e24_regression.losses import LOSS, Loss
from tfkata.curriculum.e24_regression.untrained import STATISTICS, Inside, described, taking_cars

CALL = "train_regressor(x_train, y_train, x_valid, y_valid)"
DOWN_CALL = f"train_regressor(x_train, y_train - {cars.DOWN:.0f}, x_valid, y_valid - {cars.DOWN:.0f})"

train_regressor = Function("train_regressor", shown=lambda *_: CALL)


def ask(candidate: Candidate, down: float) -> Answer:
    s = cars.split(candidate.seed)
    probe = {"x": s.x_train[:4], "y": s.y_train[:4], "detached": losses.detached()}
    options = {"weights": True, "probe_compiled": probe, "built_for": [7]}
    y, y_valid = s.y_train - np.float32(down), s.y_valid - np.float32(down)
    return train_regressor.ask(
        candidate, s.x_train, y, s.x_valid, y_valid, options=options, typed=DOWN_CALL if down else CALL
    )


def other_loss(raised: CandidateRaised) -> dict[str, str] | None:
    loss = re.search(r"compile_loss/(\w+)", raised.message)
    fits = loss or "label value" in raised.message or "same shape" in raised.message
    return {"found": f"`{loss[1]}`" if loss else "that was given"} if fits else None


ERRORS = Mistakes(
    Mistake(
        "regression.classification-loss",
        other_loss,
        "found",
        why="Keras stops with an error, because targets like 23.5 are no classes",
    )
)


@dataclass(frozen=True)
class Trained:
    """What came back from a training; all of it found once for all checks."""

    candidate: Candidate
    answer: Answer
    down: float = 0.0

    @classmethod
    def of(cls, candidate: Candidate, down: float = 0.0) -> Trained:
        answer: Answer = candidate.once(f"trained {down}", lambda: ask(candidate, down))
        if answer.raised:
            returned = f"{answer.raised.type_name}: {reason(answer.raised.message)}"
            ERRORS.fail(answer.raised, call=answer.call, returned=returned)
        return cls(candidate, answer, down)

    @property
    def split(self) -> cars.Split:
        return cars.split(self.candidate.seed)

    @property
    def described(self) -> Described:
        model = training_run.model_and_history(self.answer.value)[0]
        return model if model is not None else described(self.answer)

    @property
    def model(self) -> Any:
        """The model that came back. One of NaN is judged by the loss that made it so."""

        def ask() -> Any:
            weights = training_run.arrays(self.described.data.get("weights"))
            if not all(np.isfinite(w).all() for w in weights):
                LOSS.fail(Loss.of(self.described), call=self.answer.call)
            return taking_cars(
                Inside(kit.rebuild(self.described), self.answer.call, self.split.x_train)
            ).model

        return self.candidate.once(f"model {self.down}", ask)

    def outputs(self, x: np.ndarray) -> np.ndarray:
        """What the model says, float64 (n,); where it says more than one number, the last."""
        found = running.outputs(self.model, x, call=self.answer.call)
        return found.reshape(len(x), -1)[:, -1]

    @property
    def inside(self) -> Inside:
        return Inside(self.model, self.answer.call, self.split.x_train, self.split.x_valid)

    @property
    def says(self) -> np.ndarray:
        """What it says about held-out cars, (m,): to raw cars, or to scaled ones where those are what it was trained on."""

        def ask() -> np.ndarray:
            tried = [self.outputs(x) for x in self._tables(self.split.x_test)]
            return min(tried, key=self.error)

        found: np.ndarray = self.candidate.once(f"says {self.down}", ask)
        return found

    def error(self, p: np.ndarray) -> float:
        """Its mean absolute error on the held-out cars."""
        return float(np.abs(p - (self.split.y_test - self.down)).mean())

    def _tables(self, x: np.ndarray) -> list[np.ndarray]:
        return [x] if self.inside.scales else [x, cars.standardized(x, self.split.x_train)]

    def on_training_cars(self) -> list[np.ndarray]:
        """What it says about the cars that it was trained on: raw ones, and scaled ones where it does not scale by itself."""
        return [self.outputs(x) for x in self._tables(self.split.x_train)]


def returned(candidate: Candidate) -> None:
    STATISTICS.fail(Trained.of(candidate).inside, call=CALL)


def loss(candidate: Candidate) -> None:
    LOSS.fail(Loss.of(Trained.of(candidate).described), call=CALL)
