"""e22_fashion_mnist: one training run, judged by what its model says about held-out images.

The same images are also shown as raw pixels: a model that was trained on those gives itself away. The classes have
other numbers for each seed, so that only a model that learned from the labels it was given knows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit, renumbering, running
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
SLOW = 1e-3
"""What one step of Adam with its default rate moves a bias by: training that ends nearer to 0 has hardly begun."""


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


def numbers(candidate: Candidate) -> np.ndarray:
    """The number that each kind of clothes has in this run."""
    return renumbering.class_numbers(CLASSES, candidate.seed)


def solved(candidate: Candidate) -> Described:
    train = load(data_name(candidate), "train")
    asked = train.images, numbers(candidate)[train.labels], candidate.path("")
    answer: Answer = candidate.once("solved", lambda: solve.ask(candidate, *asked, options={"weights": True}))
    return answer.model("solve.no-model")


def model_of(candidate: Candidate) -> Any:
    described = solved(candidate)
    return candidate.once("model", lambda: kit.rebuild(described))


def answers_of(candidate: Candidate) -> Answers:
    """The outputs of the model, which must be ten for each image to mean anything."""

    def ask() -> Answers:
        model, (images, given) = model_of(candidate), held_out(data_name(candidate))
        labels = numbers(candidate)[given]
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


@dataclass(frozen=True)
class Below:
    """A model that names too few images rightly."""

    right: float
    least: float
    count: int
    otherwise: float
    """What would be right if each class had the number that suits the model best."""
    weights: list[np.ndarray]

    @property
    def moved(self) -> float:
        """The largest of the ten biases at the end, which begin at 0; where there are none nothing can be said."""
        biases = [w for w in self.weights if w.shape == (CLASSES,)]
        return float(np.abs(biases[-1]).max()) if biases else 1.0


# fmt: off
TOLD: dict[str, Any] = {
    "images": lambda below: f"{below.count:,}", "found": lambda below: f"{below.right:.1%}", "wanted": lambda below: f"{below.least:.1%}",
}
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
BELOW = Mistakes(
    Mistake("solve.untrained", lambda below: biases_are_zero(below.weights), **TOLD),
    Mistake("solve.other-numbers", lambda below: below.otherwise >= below.least > 2 * below.right, **TOLD,
            otherwise=lambda below: f"{below.otherwise:.1%}"),
    Mistake("solve.hardly-moved", lambda below: below.moved < SLOW, **TOLD, moved=lambda below: f"{below.moved:.1g}"),
    Mistake("solve.untrained", lambda below: below.right < CHANCE, **TOLD),
    Mistake("solve.below-threshold", lambda below: True, **TOLD),
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
    clothes = renumbering.names(CLOTHES, numbers(candidate))
    shown = answers.brighter[answers.best_factor] if answers.wants_raw else answers.scaled
    kit.confusion("Clothes never seen", answers.labels[: len(shown)], shown.argmax(axis=1), clothes)
    least = thresholds.minimum("e22_fashion_mnist")
    if right < least:
        labels, classes = answers.labels[: len(shown)], shown.argmax(axis=1)
        otherwise = renumbering.under_other_numbers(labels, classes, CLASSES)
        BELOW.fail(Below(right, least, len(shown), otherwise, model_of(candidate).get_weights()), call=CALL)


kit.checks(__name__, {"size": size, "probabilities": probabilities, "scale": scale, "accuracy": accuracy})
