"""What one call of a training function left behind on a walk, and what its history and its weights give away.

For e17 and e18: `topic` is the first half of the misconception codes, "checkpoint" or "early-stopping".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np

from tfkata.checks import kit, walk
from tfkata.checks.kit import Described, Mistake, Mistakes, fail
from tfkata.checks.walk import SAME_WEIGHT, Walk

RTOL = 1e-4
SAME_LOSS = 1e-5
"""Weights whose losses are nearer than this are equally good."""
MOST_NUMBERS = 10_000
"""A history with more numbers than this is none."""
_WITH_VALIDATION: tuple[Callable[[float], float], ...] = (
    lambda w: 2 * (w - 1),  # the gradient of the validation sample alone
    lambda w: 2 * w,  # and of both samples in one batch
)


@dataclass(frozen=True)
class Run:
    """One call: what came back, and the weight of the walk's model that the file holds (None: no such file)."""

    walk: Walk
    call: str
    answer: Any
    file: dict[str, Any]
    file_weight: float | None

    @property
    def claimed(self) -> np.ndarray | None:
        """`val_loss` of each epoch as the history has it, wherever in the answer the history is; None for no epochs."""
        found = numbers((model_and_history(self.answer)[1] or {}).get("val_loss"))
        return found if found is not None and found.size else None

    @property
    def ran(self) -> int:
        """How many epochs of the walk there were, all of them where the history does not say."""
        return self.walk.epochs if self.claimed is None else max(1, min(len(self.claimed), self.walk.epochs))

    @property
    def best(self) -> int:
        """The epoch, from 1, that ought to be kept of those that ran: the first of the smallest `val_loss`."""
        return int(np.argmin(self.walk.val_loss[: self.ran])) + 1

    @property
    def returned_weight(self) -> float | None:
        model = model_and_history(self.answer)[0]
        return single_weight(model.data.get("weights")) if model is not None else None

    @property
    def agrees_with_file(self) -> bool:
        """Whether the returned model has the weights that are in the file, right or wrong ones."""
        returned = self.returned_weight
        return returned is not None and self.file_weight is not None and same(returned, self.file_weight)

    @property
    def shows_restoring(self) -> bool:
        """Whether the file's weights were loaded back: the model has them, and training alone had left it others."""
        return self.agrees_with_file and self.epoch_of(self.file_weight) not in (0, self.ran)

    @property
    def follows_the_walk(self) -> bool:
        """Whether the history tells of the walk; if not, the check of the history says so."""
        return self.claimed is None or close(self.claimed[: self.ran], self.walk.val_loss[: self.ran])

    def epoch_of(self, weight: float | None) -> int | None:
        """After which epoch the model had this weight: the last one if it stayed there, 0 for the start, or None."""
        if weight is not None and same(weight, self.walk.weights[self.ran - 1]):
            return self.ran
        return self.walk.epoch_of(weight)

    def is_best(self, weight: float | None) -> bool:
        """Best of the epochs there were; off the walk, what the history itself calls best."""
        if weight is None:
            return False
        smallest = (self.walk.val_loss[epoch - 1] for epoch in (self.best, self.walk.best))
        own = val_loss_of(weight)
        if any(np.isclose(own, loss, SAME_LOSS, SAME_LOSS) for loss in smallest):
            return True
        if self.claimed is None or self.follows_the_walk:
            return False
        return bool(np.isclose(own, self.claimed.min(), 1e-3))


def val_loss_of(weight: float) -> float:
    """(w - 1)², infinite where `**` would raise OverflowError."""
    return (weight - 1) * (weight - 1)


def history_in(answer: Any, code: str, call: str) -> dict[Any, Any]:
    """The history of an answer that is a pair (model, dict); fails where it is not.

    Args:
        code: the misconception where no dict is; its text may use {found}.
    """
    problem = kit.returned_nothing(answer)
    if problem is not None:
        fail(problem.code, call=call, message=problem.message)
    model, history = answer if isinstance(answer, tuple | list) and len(answer) == 2 else (None, answer)
    shown: dict[str, Any] = {"call": call, "returned": shape_of(answer), "expected": "(a model, a dict)"}
    if not isinstance(history, dict):
        fail(code, found=shape_of(history), **shown)
    if not (isinstance(model, Described) and model.kind == "model"):
        message = f"the first part of what you return should be the model; it is {shape_of(model)}"
        fail(None, message=message, **shown)
    return history


def without_numbers(history: dict[Any, Any], name: str) -> str:
    """What a history is that has no list of numbers under a name, in words."""
    keys = ", ".join(f"`{key}`" for key in list(history)[:8])
    return f"a dict with no list of numbers under `{name}` (its keys: {keys})" if keys else "an empty dict"


def judge_history(answer: Any, topic: str, call: str) -> np.ndarray:
    """The `val_loss` that an answer claims, float64 (epochs,); fails where there is no such list."""
    history = history_in(answer, f"{topic}.no-history", call)
    if "val_loss" not in history:
        fail(f"{topic}.no-validation", call=call, keys=", ".join(map(str, history)) or "no key at all")
    claimed = numbers(history["val_loss"])
    if claimed is None or claimed.size == 0:
        message = "history['val_loss'] is not a list with one number for each epoch"
        fail(None, message=message, call=call, returned=kit.show(history["val_loss"]))
    return claimed


def judge_losses(run: Run, topic: str, mistakes: Mistakes) -> None:
    """Fails unless the claimed losses are those of the walk, for as many epochs as both have."""
    claim = Claim(run, judge_history(run.answer, topic, run.call)[: run.walk.epochs])
    if not claim.is_of(run.walk.val_loss):
        wanted = row(run.walk.val_loss[: len(claim.losses)])
        shown: dict[str, Any] = {"call": run.call, "returned": row(claim.losses), "expected": wanted}
        mistakes.fail(claim, **shown)
        fail(None, message="history['val_loss'] is not the loss on valid after each of your epochs", **shown)


@dataclass(frozen=True)
class Claim:
    """The losses that the history of a run has."""

    run: Run
    losses: np.ndarray

    @property
    def before(self) -> np.ndarray:
        """What measuring before each epoch gives."""
        return walk.val_loss(np.array([self.run.walk.start, *self.run.walk.weights]))

    def is_of(self, losses: np.ndarray) -> bool:
        return close(self.losses, losses[: len(self.losses)])

    def led_by_validation(self) -> bool:
        paths = [self.run.walk.led_by(gradient) for gradient in _WITH_VALIDATION]
        return any(self.is_of(walk.val_loss(path)) or self.is_of((path + 1) ** 2) for path in paths)

    def of_another_training(self) -> bool:
        run, wanted = self.run, self.run.walk.val_loss
        left_the_walk = run.returned_weight is not None and run.epoch_of(run.returned_weight) is None
        other_order = all(np.isclose(loss, wanted, RTOL).any() for loss in self.losses)
        return left_the_walk or other_order or close(self.losses[:1], wanted[:1])


def losses(topic: str) -> Mistakes:
    """What claimed losses are instead of those of the walk; a table about a `Claim`."""
    # fmt: off
    return Mistakes(
        Mistake(f"{topic}.validates-on-training-data",
                lambda claim: claim.is_of(claim.run.walk.loss_after) or claim.is_of(claim.run.walk.loss_during)),
        Mistake(f"{topic}.validates-too-early", lambda claim: claim.is_of(claim.before)),
        Mistake(f"{topic}.trains-on-validation", Claim.led_by_validation),
        Mistake(f"{topic}.accuracy-for-loss", lambda claim: claim.is_of(claim.run.walk.val_accuracy)),
        Mistake(f"{topic}.untrained", lambda claim: np.allclose(claim.losses, claim.before[0]),
                first=lambda claim: f"{claim.losses[0]:.4g}"),
        Mistake(f"{topic}.other-training", Claim.of_another_training),
    )
    # fmt: on


def lives(topic: str) -> Mistakes:
    """What a real run shows whose history and weights agree with each other; a table about an `overfitting.Lived`."""
    told: dict[str, Any] = {
        "kept": lambda lived: f"{lived.kept:.3g}",
        "start": lambda lived: f"{lived.start:.3g}",
    }
    return Mistakes(
        Mistake(f"{topic}.kept-the-start", lambda lived: lived.as_it_began(), **told),
        Mistake(f"{topic}.no-such-run", lambda lived: lived.never_so_bad(), **told),
        Mistake(f"{topic}.learned-validation", lambda lived: lived.never_so_good(), **told),
    )


def model_and_history(answer: Any) -> tuple[Described | None, dict[Any, Any] | None]:
    """The two parts of an answer wherever they are; whether order and kinds are right is another check's business."""
    parts = list(answer) if isinstance(answer, tuple | list) else [answer]
    models = [part for part in parts if isinstance(part, Described) and part.kind == "model"]
    histories = [history for history in map(_as_history, parts) if history is not None]
    return (models[0] if models else None), (histories[0] if histories else None)


def _as_history(part: Any) -> dict[Any, Any] | None:
    if isinstance(part, Described) and part.kind == "history":
        part = part.data.get("history")
    return part if isinstance(part, dict) else None


def numbers(values: Any) -> np.ndarray | None:
    """One number per epoch as float64 (n,): from a list, a tuple or an array; None for anything else."""
    if isinstance(values, np.ndarray) and values.ndim != 1:
        return None
    if not isinstance(values, list | tuple | np.ndarray) or len(values) > MOST_NUMBERS:
        return None
    plain = [v.item() if isinstance(v, np.ndarray | np.generic) and v.size == 1 else v for v in values]
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in plain):
        return None
    return np.array(plain, dtype=np.float64)


def arrays(weights: Any) -> list[np.ndarray]:
    """The weights in a description; none where any of them is something else than an array of numbers."""
    if not isinstance(weights, list):
        return []
    good = all(isinstance(w, np.ndarray) and w.dtype.kind in "biuf" for w in weights)
    return weights if good else []


def biases_are_zero(weights: Any) -> bool:
    """Whether nothing was trained: Keras starts every bias at 0, and a single step moves them."""
    biases = [w for w in arrays(weights) if w.ndim == 1]
    return bool(biases) and not any(bias.any() for bias in biases)


def close(got: np.ndarray, want: np.ndarray) -> bool:
    """Whether two runs of numbers are the same."""
    return len(got) == len(want) and bool(np.allclose(got, want, RTOL, 1e-6))


def same(weight: float, other: float) -> bool:
    return abs(weight - other) <= SAME_WEIGHT * max(1.0, abs(weight))


def single_weight(weights: Any) -> float | None:
    """The one weight in a list of weight arrays, or None if it holds something else."""
    found = arrays(weights)
    return float(found[0][0, 0]) if [w.shape for w in found] == [(1, 1)] else None


def row(losses: np.ndarray) -> str:
    """Losses of the epochs, for people."""
    shown = ", ".join(f"{loss:.4g}" if loss < 1e5 else f"{loss:,.0f}" for loss in losses[:14])
    return f"val_loss [{shown}{', …' if len(losses) > 14 else ''}]"


def shape_of(part: Any) -> str:
    """What a part of an answer is, in a word or two."""
    if isinstance(part, tuple):
        return f"({', '.join(shape_of(p) for p in part[:4])}{', …' if len(part) > 4 else ''})"
    if isinstance(part, dict):
        return "a dict"
    if isinstance(part, Described):
        return {"model": "a model", "history": "the History object of fit"}.get(part.kind, f"a {part.kind}")
    return kit.show(part)


def not_on_the_walk(run: Run, weight: float | None, place: str) -> NoReturn:
    """For weights that no epoch of the run ended with: no misconception fits."""
    found = "weights of another shape" if weight is None else f"val_loss {val_loss_of(weight):.4g}"
    wanted = f"epoch {run.best} of {row(run.walk.val_loss[: run.ran])}"
    message = f"{place} holds weights that no epoch of this run ended with"
    fail(None, message=message, call=run.call, returned=found, expected=wanted)


def as_it_began(run: Run) -> NoReturn:
    """For a returned model that no epoch has changed: another one was trained, or its start was loaded back."""
    message = (
        "the model that you return has the weights that it began with, as if it had not been trained at all: "
        "is it the one that was trained, and what was loaded into it at the end?"
    )
    fail(
        None,
        message=message,
        call=run.call,
        returned="the weights of the start",
        expected=f"of epoch {run.best}",
    )
