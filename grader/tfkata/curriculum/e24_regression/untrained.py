"""What a model is made of: statistics of the right cars first, then hidden layers that can learn, and one unbounded number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import idle_layers, kit, linear_output
from tfkata.checks.kit import Answer, Candidate, Described, Function, Mistake, Mistakes
from tfkata.curriculum.e24_regression import cars, inside
from tfkata.data.categories.auto_mpg import COLUMNS

BUILD_CALL = "build_regressor(x_train)"
SAME = 1e-3
SEED = 24

build_regressor = Function("build_regressor", shown=lambda *_: BUILD_CALL)


@dataclass(frozen=True)
class Inside:
    """A model, and the tables that its statistics may have been taken from."""

    model: Any
    call: str
    x_train: np.ndarray
    x_valid: np.ndarray | None = None

    @property
    def layer(self) -> Any:
        return inside.first_layer(self.model)

    @property
    def moments(self) -> tuple[np.ndarray, np.ndarray] | None:
        return inside.statistics(self.layer)

    @property
    def found(self) -> str:
        """What stands first, in words."""
        if type(self.layer).__name__ != "Normalization":
            return f"begins with {_named(self.layer)}"
        return "has a Normalization layer that does not scale seven columns, each by its own numbers"

    def is_of(self, x: np.ndarray | None) -> bool:
        return x is not None and self.moments is not None and _same(self.moments, cars.moments(x))

    def not_adapted(self) -> bool:
        return self.moments is not None and _same(self.moments, (np.zeros(7), np.ones(7)), 0.05)

    @property
    def scales(self) -> bool:
        """Whether it scales cars at all, be it by the wrong numbers."""
        return self.moments is not None and not self.not_adapted()

    @property
    def as_scaled(self) -> np.ndarray:
        """Cars as its hidden layers should get them: that it does not scale them is another check's business."""
        return self.x_train if self.scales else cars.standardized(self.x_train, self.x_train)

    def of_validation(self) -> dict[str, str] | None:
        both = None if self.x_valid is None else np.concatenate([self.x_train, self.x_valid])
        found = (
            "the training and the validation cars together"
            if self.is_of(both)
            else "the validation cars"
            if self.is_of(self.x_valid)
            else ""
        )
        return {"found": found} if found else None

    def other_numbers(self) -> dict[str, str]:
        """The first column whose numbers are others."""
        assert self.moments is not None
        (mean, variance), (means, variances) = self.moments, cars.moments(self.x_train)
        for i, name in enumerate(COLUMNS):
            for what, got, want in (("mean", mean[i], means[i]), ("variance", variance[i], variances[i])):
                if not np.isclose(got, want, SAME, SAME):
                    return {"column": name, "what": what, "got": f"{got:.6g}", "want": f"{want:.6g}"}
        raise AssertionError("the statistics are right")


def _named(layer: Any) -> str:
    if layer is None:
        return "no layer at all"
    kind = type(layer).__name__
    return f"a layer of operations ({layer.name})" if kind == "Operation" else f"a {kind} layer"


def _same(
    one: tuple[np.ndarray, np.ndarray], other: tuple[np.ndarray, np.ndarray], apart: float = SAME
) -> bool:
    return all(np.allclose(a, b, apart, apart) for a, b in zip(one, other, strict=True))


# fmt: off
STATISTICS = Mistakes(
    Mistake(None, lambda made: made.is_of(made.x_train)),
    Mistake("regression.not-normalized", lambda made: made.moments is None, "found"),
    Mistake("regression.not-normalized", Inside.not_adapted,
            found="has a Normalization layer whose means are 0 and whose variances are 1, as if it had seen no car, or only scaled ones"),
    Mistake("regression.statistics-of-validation", Inside.of_validation, "found"),
    Mistake("regression.wrong-statistics", Inside.other_numbers, "column what got want"),
)
OUTPUT = Mistakes(
    Mistake("regression.wrong-head", lambda made: made.model.output_shape != (None, 1), found=lambda made: str(made.model.output_shape)),
    Mistake("regression.no-hidden-layer", lambda made: len(linear_output.weighted(made.model)) < 2,
            found=lambda made: len(linear_output.weighted(made.model))),
    Mistake("regression.bounded-output", lambda made: not linear_output.is_linear(made.model, made.x_train[:32], made.call),
            found=lambda made: linear_output.behind(made.model)),
)
IDLE = Mistakes(
    Mistake("model.not-trainable", lambda idle: idle.why == "frozen", "layer"),
    Mistake("model.constant-weights", lambda idle: idle.why == "alike", "layer units"),
    Mistake("model.cannot-learn", lambda idle: True, "layer reason"),
    look=lambda made: idle_layers.idle(made.model, made.as_scaled, SEED),
)
"""What keeps a layer of the untrained model from learning, whatever it is trained with."""
# fmt: on


def described(answer: Answer, code: str = "regression.no-model") -> Described:
    return answer.model(code)


def build(candidate: Candidate, which: int) -> Inside:
    """The untrained model for some cars."""
    x = cars.some(candidate.seed, which)
    options = {"weights": True, "built_for": [7]}

    def ask() -> Any:
        return kit.rebuild(described(build_regressor.ask(candidate, x, options=options)))

    return Inside(candidate.once(f"built {which}", ask), BUILD_CALL, x)


def taking_cars(made: Inside) -> Inside:
    if tuple(made.model.input_shape or ())[1:] != (7,):
        reason = f"its input shape is {made.model.input_shape}"
        kit.fail("model.input-shape", call=made.call, reason=reason)
    return made


def normalization(candidate: Candidate) -> None:
    """For two tables, so that numbers which are written down fit one at most."""
    for which in (0, 1):
        STATISTICS.fail(taking_cars(build(candidate, which)), call=BUILD_CALL)


def output(candidate: Candidate) -> None:
    """What comes out of it, and whether training could change that."""
    made = taking_cars(build(candidate, 0))
    OUTPUT.fail(made, call=BUILD_CALL)
    IDLE.fail(made, call=BUILD_CALL)


def arguments(candidate: Candidate) -> None:
    build_regressor.leaves_alone((cars.some(candidate.seed, 0),), options={"built_for": [7]})(candidate)
