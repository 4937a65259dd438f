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
from tfkata.checks.kit import Candidate, Described, check, fail
from tfkata.data import load

CALL = "solve(images, labels, workdir)"
CLASSES = 10
CLOTHES = (
    "T-shirt",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
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


@check("size")
def size(candidate: Candidate) -> None:
    described = _solved(candidate)
    claimed = described.data.get("count")
    if isinstance(claimed, int) and claimed > MOST_PARAMETERS:
        fail("solve.too-large", call=CALL, found=f"{claimed:,}", most=f"{MOST_PARAMETERS:,}")
    counted = _model(candidate).count_params()
    if counted > MOST_PARAMETERS:
        fail("solve.too-large", call=CALL, found=f"{counted:,}", most=f"{MOST_PARAMETERS:,}")


@check("probabilities")
def probabilities(candidate: Candidate) -> None:
    outputs = _answers(candidate).scaled
    if not np.isfinite(outputs).all():
        fail("solve.not-probabilities", call=CALL, found="outputs that are NaN or infinite")
    if outputs.min() < -1e-4:
        fail("solve.not-probabilities", call=CALL, found=f"outputs down to {outputs.min():.3g}")
    off = np.abs(outputs.sum(axis=1) - 1)
    if off.max() > 1e-3:
        found = f"a row that sums to {outputs[off.argmax()].sum():.3g}"
        fail("solve.not-probabilities", call=CALL, found=found)


@check("scale")
def scale(candidate: Candidate) -> None:
    answers = _answers(candidate)
    if answers.wants_raw:
        shown = answers.scaled if answers.scaled.min() >= 0 else np.zeros((1, 1))
        fail(
            "solve.expects-raw-pixels",
            call=CALL,
            scaled=f"{answers.accuracy:.0%}",
            raw=f"{answers.accuracy_on_brighter:.0%}",
            sureness=f"{shown.max(axis=1).mean():.0%}",
        )


@check("accuracy")
def accuracy(candidate: Candidate) -> None:
    """A model for raw pixels is judged on raw pixels: what it expects is another check's business."""
    answers = _answers(candidate)
    right = answers.accuracy_on_brighter if answers.wants_raw else answers.accuracy
    kit.measured("accuracy", right)
    shown = answers.brighter[answers.best_factor] if answers.wants_raw else answers.scaled
    kit.confusion("Clothes never seen", answers.labels[: len(shown)], shown.argmax(axis=1), CLOTHES)
    least = thresholds.minimum("e22_fashion_mnist")
    if right < least:
        code = "solve.untrained" if right < CHANCE or _biases_are_zero(candidate) else "solve.below-threshold"
        fail(code, call=CALL, images=f"{len(shown):,}", found=f"{right:.1%}", wanted=f"{least:.1%}")


def _solved(candidate: Candidate) -> Described:
    """One training run for all checks."""

    def solve() -> Any:
        train = load(_name(candidate), "train")
        folder = candidate.path("")
        return candidate.call("solve", train.images, train.labels, folder, options={"weights": True})

    got = candidate.once("solved", solve)
    if not isinstance(got, Described) or got.kind != "model":
        problem = kit.returned_nothing(got)
        code = problem.code if problem else "solve.no-model"
        fail(code, message=problem.message if problem else "", call=CALL, returned=got, found=kit.show(got))
    return got


def _model(candidate: Candidate) -> Any:
    described = _solved(candidate)
    return candidate.once("model", lambda: kit.rebuild(described))


def _name(candidate: Candidate) -> str:
    return "fashion-mnist-full" if candidate.data == "full" else "fashion-mnist"


@cache
def _held_out(name: str) -> tuple[np.ndarray, np.ndarray]:
    held_out = load(name, "held_out")
    return held_out.images[..., np.newaxis].astype(np.float32), held_out.labels


def _answers(candidate: Candidate) -> Answers:
    """The outputs of the model, which must be ten an image to mean anything."""

    def ask() -> Answers:
        model, (images, labels) = _model(candidate), _held_out(_name(candidate))
        scaled = _run(model, images / 255)
        if scaled.shape[1:] != (CLASSES,):
            return Answers(scaled, {}, labels)
        brighter = {factor: _run(model, images[:FEW] / np.float32(255 / factor)) for factor in FACTORS}
        return Answers(scaled, brighter, labels)

    answers: Answers = candidate.once("answers", ask)
    if not answers.brighter:
        shape = ", ".join(["m", *map(str, answers.scaled.shape[1:])])
        fail("solve.not-probabilities", call=CALL, found=f"outputs of shape ({shape})")
    return answers


def _run(model: Any, images: np.ndarray) -> np.ndarray:
    """The model's outputs, float64; fails where it does not take such images."""
    other_input = tuple(model.input_shape or ())[1:] != images.shape[1:]
    return running.outputs(model, images, call=CALL, code="solve.wrong-input" if other_input else None)


def _biases_are_zero(candidate: Candidate) -> bool:
    """Keras starts every bias at 0, and a single step of training moves them."""
    biases = [w for w in _model(candidate).get_weights() if w.ndim == 1]
    return bool(biases) and all(not w.any() for w in biases)
