"""The real run of e16_train: what kept a model from the accuracy that it should have."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from tfkata.catalog import thresholds
from tfkata.checks import kit
from tfkata.checks.kit import Candidate, Mistake, Mistakes
from tfkata.checks.training_run import arrays
from tfkata.curriculum.e16_train.digit_network import Outputs, network
from tfkata.curriculum.e16_train.runs import (
    BLACK,
    MOMENTUM,
    REAL_IMAGES,
    REAL_STEPS,
    WHITE,
    all_equal,
    learn,
    losses_in,
    model_in,
    spy,
    spys_weights,
)

UNSEEN = 1e-6
SLOW = 0.02
"""A real run that changes its kernels by less than this share of their size has hardly begun."""


@dataclass(frozen=True)
class Real:
    """What came back from the real run, and how it does on digits never seen."""

    candidate: Candidate
    answer: Any
    outputs: Outputs
    otherwise: float
    """The accuracy under the numbers that suit the model best."""

    def unchanged(self) -> bool:
        return all_equal(arrays(model_in(self.answer).data.get("weights")), network().data["weights"])

    def repeated(self) -> dict[str, str] | None:
        """No two epochs of a real training have one loss, to the last digit."""
        losses = losses_in(self.answer)
        return (
            {"found": kit.show(losses.tolist())}
            if losses is not None and np.any(np.diff(losses) == 0)
            else None
        )

    @cached_property
    def pace(self) -> float:
        """By how much the kernels changed, as a share of their own size: the median of all weights."""
        pairs = zip(
            arrays(model_in(self.answer).data.get("weights")), network().data["weights"], strict=False
        )
        kernels = [(now, then) for now, then in pairs if now.shape == then.shape and then.ndim > 1]
        if not kernels:
            return 1.0
        change, size = (
            np.concatenate([np.abs(a).ravel() for a in part])
            for part in ([now - then for now, then in kernels], [then for _, then in kernels])
        )
        return float(np.median(change) / np.median(size))

    @cached_property
    def long_epoch(self) -> tuple[np.ndarray, np.ndarray]:
        """The averages of the spy's first layer, mean and variance, after an epoch as long as one of the real run."""
        labels = np.repeat(np.arange(10), REAL_IMAGES // 10)
        images = np.zeros((len(labels), 784), np.uint8)
        images[np.arange(len(labels)), labels] = images[:, WHITE] = 255
        answer = learn(self.candidate, spy(), images.reshape(-1, 28, 28), labels, 1, 64)
        mean, variance = (part.astype(np.float64) for part in spys_weights(answer)[2:4])
        return mean, variance

    @property
    def steps(self) -> int:
        """How many steps that epoch had; 0 where the spy's layer was not trained."""
        left = float(self.long_epoch[1][WHITE])
        return round(math.log(left) / math.log(MOMENTUM)) if 0 < left < 1 else 0

    @cached_property
    def last_classes(self) -> np.ndarray:
        """The share of each class in the last batches of a long epoch; of a class that came first a trace is left."""
        mean, _ = self.long_epoch
        lit = np.abs(mean - mean[BLACK])  # black need not be 0 where pixels are scaled otherwise
        return np.asarray(lit[:10] / max(lit[WHITE], 1e-9))

    def seen(self) -> np.ndarray:
        return np.flatnonzero(self.last_classes > UNSEEN)


# fmt: off
BOTH: dict[str, Any] = {
    "accuracy": lambda real: f"{real.outputs.accuracy:.1%}", "threshold": lambda real: f"{thresholds.minimum('e16_train'):.1%}",
}
REPEATED = Mistakes(Mistake("train.repeated-loss", Real.repeated, "found"))
MISSED = Mistakes(Mistake("train.untrained", Real.unchanged)) | REPEATED | Mistakes(
    Mistake("train.hardly-moved", lambda real: real.pace < SLOW, pace=lambda real: f"{real.pace:.2g}", **BOTH),
    Mistake("train.only-a-part", lambda real: 0 < len(real.seen()) < 10, **BOTH,
            labels=lambda real: ", ".join(map(str, real.seen()))),
    Mistake("train.too-few-steps", lambda real: 0 < real.steps < 0.6 * REAL_STEPS, "steps", wanted=REAL_STEPS, images=f"{REAL_IMAGES:,}", **BOTH),
    Mistake("train.no-shuffle", lambda real: real.last_classes.max() > 0.3,
            batch=lambda real: f"{real.last_classes.max():.0%} of class {real.last_classes.argmax()}"),
    Mistake("train.other-numbers", lambda real: real.otherwise >= thresholds.minimum("e16_train") > 2 * real.outputs.accuracy,
            **BOTH, otherwise=lambda real: f"{real.otherwise:.1%}"),
    Mistake("train.below-threshold", lambda real: True, **BOTH),
)
# fmt: on
