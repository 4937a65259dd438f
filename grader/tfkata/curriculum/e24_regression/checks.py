"""e24_regression: the model before training by what is in it, the trained one by what it says about held-out cars."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import idle_layers, kit, linear_output, running, training_run
from tfkata.checks.kit import Answer, Candidate, CandidateRaised, Described, Function, Mistake, Mistakes
from tfkata.checks.reason import reason
from tfkata.curriculum.e24_regression import cars, inside
from tfkata.data.categories.auto_mpg import COLUMNS

BUILD_CALL = "build_regressor(x_train)"
CALL = "train_regressor(x_train, y_train, x_valid, y_valid)"
DOWN_CALL = f"train_regressor(x_train, y_train - {cars.DOWN:.0f}, x_valid, y_valid - {cars.DOWN:.0f})"
SAME = 1e-3
SEED = 24
LABELS = (20.0, -20.0)
DISTANCES = (0.0, 1.0, 10.0, 60.0)
FLAT, NEAR = 0.25, 2.5
"""Outputs that vary by so small a share of what the targets do, around a mean this near to theirs, tell nothing of a car."""
DEEP, FOLLOWED = -10.0, -4.0
"""Of cars whose target is below -10, the mean output of whatever follows at all is below -4."""

build_regressor = Function("build_regressor", shown=lambda *_: BUILD_CALL)
train_regressor = Function("train_regressor", shown=lambda *_: CALL)


# --- the model before training


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


def normalization(candidate: Candidate) -> None:
    """For two tables, so that numbers which are written down fit one at most."""
    for which in (0, 1):
        STATISTICS.fail(_taking_cars(build(candidate, which)), call=BUILD_CALL)


def output(candidate: Candidate) -> None:
    """What comes out of it, and whether training could change that."""
    made = _taking_cars(build(candidate, 0))
    OUTPUT.fail(made, call=BUILD_CALL)
    IDLE.fail(made, call=BUILD_CALL)


def arguments(candidate: Candidate) -> None:
    build_regressor.leaves_alone((cars.some(candidate.seed, 0),), options={"built_for": [7]})(candidate)


def _taking_cars(made: Inside) -> Inside:
    if tuple(made.model.input_shape or ())[1:] != (7,):
        reason = f"its input shape is {made.model.input_shape}"
        kit.fail("model.input-shape", call=made.call, reason=reason)
    return made


# --- the trained model


def pairs() -> Iterator[tuple[float, float, float]]:
    """(label, side, distance): outputs that miss each label by more and more, on either side."""
    for label in LABELS:
        for side in (1.0, -1.0):
            yield from ((label, side, distance) for distance in DISTANCES)


def detached() -> list[tuple[np.ndarray, np.ndarray]]:
    """Labels (1,) and outputs (1, 1), as `fit` has them."""
    return [
        (np.array([label], np.float32), np.array([[label + side * distance]], np.float32))
        for label, side, distance in pairs()
    ]


def ask(candidate: Candidate, down: float) -> Answer:
    s = cars.split(candidate.seed)
    probe = {"x": s.x_train[:4], "y": s.y_train[:4], "detached": detached()}
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
                LOSS.fail(Loss.of(self), call=self.answer.call)
            return _taking_cars(
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


@dataclass(frozen=True)
class Loss:
    """What the compiled loss says of outputs that miss a label by more and more."""

    name: str
    costs: dict[tuple[float, float], list[float]]

    @classmethod
    def of(cls, trained: Trained) -> Loss | None:
        """None for a model that is not compiled: what trained it shows in what it does."""
        probe = trained.described.data.get("probe")
        if not isinstance(probe, dict) or probe.get("compiled") is not True:
            return None
        given = probe.get("losses")
        found = [c if isinstance(c, float) else math.nan for c in (given if isinstance(given, list) else [])]
        costs: dict[tuple[float, float], list[float]] = {}
        for (label, side, _), cost in zip(pairs(), found, strict=False):
            costs.setdefault((label, side), []).append(cost)
        return cls(f"`{probe.get('loss')}`", costs)

    def grows(self, label: float) -> bool:
        """Whether it costs more to be farther off, on both sides of this label."""
        rows = [self.costs.get((label, side), []) for side in (1.0, -1.0)]
        return all(len(row) == len(DISTANCES) and bool(np.all(np.diff(row) > 1e-7)) for row in rows)

    @property
    def why(self) -> str:
        near, far = (self.costs.get((LABELS[0], 1.0), []) + [math.nan] * 4)[1:3]
        return f"for a target of 20, an output of 21 costs {near:.4g}, and one of 30 costs {far:.4g}"


# fmt: off
LOSS = Mistakes(
    Mistake("regression.classification-loss", lambda loss: not loss.grows(LABELS[0]), found=lambda loss: loss.name, why=lambda loss: loss.why),
    Mistake("regression.positive-only-loss", lambda loss: not loss.grows(LABELS[1]), found=lambda loss: loss.name),
    look=lambda loss: loss,
)
# fmt: on


def loss(candidate: Candidate) -> None:
    LOSS.fail(Loss.of(Trained.of(candidate)), call=CALL)


# --- its history


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


# --- how near it comes


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


kit.checks(
    __name__,
    {
        "normalization": normalization,
        "output": output,
        "arguments": arguments,
        "returned": returned,
        "loss": loss,
        "history": history,
        "error": error,
        "below-zero": below_zero,
    },
)
