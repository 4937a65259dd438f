"""Digits posed so that the first step of a training tells its loss: where cross-entropy leads, other losses do not.

The network is that of the real run. Its head is solved for, so that a few digits get the probabilities that we want;
each is given many times. The bias of a class then follows the sum of pulls of many samples, and samples that are wrong
for sure pull against unsure ones. Cross-entropy pulls by 1 - p. Squared errors, absolute errors, hinges hardly pull where
p is near 0, a focal loss hardly where p is fair, binary cross-entropy over ten outputs pulls twice where two classes
share everything. Whatever the optimizer, a bias moves against its gradient in the first step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Described
from tfkata.curriculum.e16_train.digit_network import build
from tfkata.data import load

LOW = -9.0
"""The logit of classes that get nothing."""
DIGITS_EACH = 2


@dataclass(frozen=True)
class Group:
    """Samples of one class, a share of all of its samples; `p` says what the classes get, the rest nothing."""

    truth: int
    share: float
    p: dict[int, float]


# Roles, in the order of the classes: 0 and 9 always rise, so that leaving out the first or the last is noticed.
FIRST, SURE_WRONG, UNSURE, FAIR, FEW_WRONG, DOUBLED, TWIN, OPPOSED, SINK, LAST = range(10)
GROUPS = (
    Group(FIRST, 1.0, {FIRST: 0.5, SINK: 0.5}),
    Group(LAST, 1.0, {LAST: 0.5, SINK: 0.5}),
    # squared and absolute errors, hinges: UNSURE rises; cross-entropy: it falls
    Group(SURE_WRONG, 1.0, {SURE_WRONG: 0.01, UNSURE: 0.99}),
    Group(UNSURE, 1.0, {UNSURE: 0.5, SURE_WRONG: 0.5}),
    # a focal loss: FAIR falls; cross-entropy: it rises
    Group(FEW_WRONG, 1 / 8, {FEW_WRONG: 0.01, FAIR: 0.99}),
    Group(FAIR, 1.0, {FAIR: 0.7, FEW_WRONG: 0.3}),
    # binary cross-entropy: DOUBLED rises; cross-entropy: it falls
    Group(DOUBLED, 0.357, {DOUBLED: 0.01, TWIN: 0.99}),
    Group(OPPOSED, 1.0, {DOUBLED: 0.5, SINK: 0.5}),
)
WANTED = {UNSURE: -1, FAIR: 1, DOUBLED: -1}
"""Where cross-entropy moves a bias, and others do not."""
NEEDED = {UNSURE: 60, FAIR: 100, DOUBLED: 500}
"""Samples for each class from which on chance (samples kept aside, batches drawn with replacement) changes no sign."""


@dataclass(frozen=True)
class Posed:
    """A model, uint8 images (n, 28, 28) and labels (n,), sorted, `each` for every class."""

    model: Described
    images: np.ndarray
    labels: np.ndarray
    each: int
    order: np.ndarray
    """The class that plays each role."""

    def moved(self, bias: np.ndarray) -> dict[int, float]:
        """By how much the bias of each role moved; it began at 0."""
        return {role: float(bias[label]) for role, label in enumerate(self.order)}


def pose(each: int, seed: int) -> Posed:
    """Digits and the model that is asked about them, drawn from the seed."""
    random = np.random.default_rng([seed, each])
    order = np.array([0, *random.permutation(np.arange(1, 9)), 9])
    samples = [(group.truth, group.p, max(1, round(group.share * each))) for group in GROUPS]
    for role in range(
        10
    ):  # all classes are equally frequent: what is missing is known already, and pulls nothing
        missing = each - sum(count for truth, _, count in samples if truth == role)
        samples += [(role, {role: 1.0}, missing)] if missing else []
    digits = load("mnist", "train").images
    shown = digits[random.choice(len(digits), len(samples) * DIGITS_EACH, replace=False)]
    logits = np.repeat([_logits(p, order) for _, p, _ in samples], DIGITS_EACH, axis=0)
    model = _with_head(shown, logits, int(random.integers(2**31)))
    which = np.concatenate(
        [np.arange(count) % DIGITS_EACH + i * DIGITS_EACH for i, (_, _, count) in enumerate(samples)]
    )
    labels = np.concatenate([np.full(count, order[truth]) for truth, _, count in samples])
    by_class = np.argsort(labels, kind="stable")
    return Posed(kit.model_argument(model), shown[which[by_class]], labels[by_class], each, order)


def _logits(p: dict[int, float], order: np.ndarray) -> np.ndarray:
    found = np.full(10, LOW)
    for role, share in p.items():
        found[order[role]] = np.log(share)
    return found


def _with_head(digits: np.ndarray, logits: np.ndarray, seed: int) -> Any:
    """The network with a head that gives these digits these logits, its bias 0."""
    import keras

    model = build(seed)
    body = keras.Model(model.inputs[0], model.layers[-2].output)
    features = np.asarray(body(digits[..., None].astype(np.float32) / 255), np.float64)
    kernel = np.linalg.lstsq(features, logits, rcond=None)[0]
    model.layers[-1].set_weights([kernel.astype(np.float32), np.zeros(10, np.float32)])
    return model
