"""e22_fashion_mnist: one training run, judged by what its model says about held-out images.

The same images are also shown as raw pixels: a model that was trained on those gives itself away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, running
from tfkata.checks.kit import Answer, Candidate, Described, Function, Mistake, Mistakes
from tfkata.checks.training_run import biases_are_zero
from tfkata.data import load

CALL = "solve(images, labels, workdir)"
CLASSES = 10
CLOTHES = ("T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")  # fmt: skip
MOST_PARAMETERS = 2_000_000
CHANCE = 0.25
"""Accuracy below which nothing can have been learned of ten equally frequent classes."""
FACTORS, RAW_FROM = (1, 4, 16, 64, 255), 16
FEW = 500


@dataclass(frozen=True)
class Answers:
    """What the model says about held-out images: all of them from 0 to 1, and a few made brighter up to raw pixels."""

    scaled: np.ndarray
    brighter: dict[int, np.ndarray]
    labels: np.ndarray

    @property
    def accuracy(self) -> float:
        return _accuracy(self.scaled, self.labels)

    @property
    def best_factor(self) -> int:
        """At which brightness the cross-entropy is least: near that of the training images, however well it went."""
        return min(self.brighter, key=lambda factor: _cross_entropy(self.brighter[factor], self.labels))

    @property
    def accuracy_on_brighter(self) -> float:
        return _accuracy(self.brighter[self.best_factor], self.labels)

    @property
    def sureness(self) -> float:
        """What its best class gets on average; 0 where the outputs are no probabilities."""
        return float(self.scaled.max(axis=1).mean()) if self.scaled.min() >= 0 else 0.0

    @property
    def wants_raw(self) -> bool:
        return self.best_factor >= RAW_FROM and self.accuracy_on_brighter >= CHANCE


def _accuracy(outputs: np.ndarray, labels: np.ndarray) -> float:
    return float(np.mean(outputs.argmax(axis=1) == labels[: len(outputs)]))


def _cross_entropy(outputs: np.ndarray, labels: np.ndarray) -> float:
    """Of outputs of any kind: logits get their softmax, other rows are made to sum to 1."""
    if outputs.min() < 0:
        outputs = np.exp(outputs - outputs.max(axis=1, keepdims=True))
    shares = outputs / np.maximum(outputs.sum(axis=1, keepdims=True), 1e-12)
    right = shares[np.arange(len(shares)), labels[: len(shares)]]
    return float(-np.log(np.maximum(right, 1e-7)).mean())


# --- the one training run for all checks

solve = Function("solve", shown=lambda *_: CALL)


def data_name(candidate: Candidate) -> str:
    return "fashion-mnist-full" if candidate.data == "full" else "fashion-mnist"


@cache
def held_out(name: str) -> tuple[np.ndarray, np.ndarray]:
    part = load(name, "held_out")
    return part.images[..., np.newaxis].astype(np.float32), part.labels


def solved(candidate: Candidate) -> Described:
    train = load(data_name(candidate), "train")
    asked = train.images, train.labels, candidate.path("")
    answer: Answer = candidate.once("solved", lambda: solve.ask(candidate, *asked, options={"weights": True}))
    return answer.model("solve.no-model")


def model_of(candidate: Candidate) -> Any:
    described = solved(candidate)
    return candidate.once("model", lambda: kit.rebuild(described))


def answers_of(candidate: Candidate) -> Answers:
    """The outputs of the model, which must be ten for each image to mean anything."""

    def ask() -> Answers:
        model, (images, labels) = model_of(candidate), held_out(data_name(candidate))
        scaled = run(model, images / 255)
        if scaled.shape[1:] != (CLASSES,):
            return Answers(scaled, {}, labels)
        brighter = {factor: run(model, images[:FEW] / np.float32(255 / factor)) for factor in FACTORS}
        return Answers(scaled, brighter, labels)

    answers: Answers = candidate.once("answers", ask)
    if not answers.brighter:
        shape = ", ".join(["m", *map(str, answers.scaled.shape[1:])])
        kit.fail("solve.not-probabilities", call=CALL, found=f"outputs of shape ({shape})")
    return answers


def run(model: Any, images: np.ndarray) -> np.ndarray:
    """The model's outputs, float64; fails where it does not take such images."""
    other_input = tuple(model.input_shape or ())[1:] != images.shape[1:]
    return running.outputs(model, images, call=CALL, code="solve.wrong-input" if other_input else None)


# --- checks


def off(outputs: np.ndarray) -> np.ndarray:
    """By how much each row misses the sum 1."""
    return np.asarray(np.abs(outputs.sum(axis=1) - 1))


# fmt: off
SIZE = Mistakes(
    Mistake("solve.too-large", lambda count: isinstance(count, int) and count > MOST_PARAMETERS,
            found=lambda count: f"{count:,}", most=f"{MOST_PARAMETERS:,}"),
)
OUTPUTS = Mistakes(
    Mistake("solve.not-probabilities", lambda outputs: not np.isfinite(outputs).all(), found="outputs that are NaN or infinite"),
    Mistake("solve.not-probabilities", lambda outputs: outputs.min() < -1e-4, found=lambda outputs: f"outputs down to {outputs.min():.3g}"),
    Mistake("solve.not-probabilities", lambda outputs: off(outputs).max() > 1e-3,
            found=lambda outputs: f"a row that sums to {outputs[off(outputs).argmax()].sum():.3g}"),
)
SCALE = Mistakes(
    Mistake("solve.expects-raw-pixels", lambda answers: answers.wants_raw, scaled=lambda answers: f"{answers.accuracy:.0%}",
            raw=lambda answers: f"{answers.accuracy_on_brighter:.0%}", sureness=lambda answers: f"{answers.sureness:.0%}"),
)
# fmt: on


def size(candidate: Candidate) -> None:
    SIZE.fail(solved(candidate).data.get("count"), call=CALL)
    SIZE.fail(model_of(candidate).count_params(), call=CALL)


def probabilities(candidate: Candidate) -> None:
    OUTPUTS.fail(answers_of(candidate).scaled, call=CALL)


def scale(candidate: Candidate) -> None:
    SCALE.fail(answers_of(candidate), call=CALL)


def accuracy(candidate: Candidate) -> None:
    """A model for raw pixels is judged on raw pixels: what it expects is another check's business."""
    answers = answers_of(candidate)
    right = answers.accuracy_on_brighter if answers.wants_raw else answers.accuracy
    kit.measured("accuracy", right)
    shown = answers.brighter[answers.best_factor] if answers.wants_raw else answers.scaled
    kit.confusion("Clothes never seen", answers.labels[: len(shown)], shown.argmax(axis=1), CLOTHES)
    least = thresholds.minimum("e22_fashion_mnist")
    if right < least:
        untrained = right < CHANCE or biases_are_zero(model_of(candidate).get_weights())
        code = "solve.untrained" if untrained else "solve.below-threshold"
        kit.fail(code, call=CALL, images=f"{len(shown):,}", found=f"{right:.1%}", wanted=f"{least:.1%}")


kit.checks(__name__, {"size": size, "probabilities": probabilities, "scale": scale, "accuracy": accuracy})
