"""The network of e16's real run on digits, and how it does on images."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit, running
from tfkata.checks.kit import Described, fail


@cache
def network() -> Described:
    """The uncompiled CNN of the real run."""
    return kit.model_argument(build(seed=0))


def build(seed: int) -> Any:
    """The CNN, its kernels drawn from this seed."""
    import keras
    from keras import layers

    def seeded(layer: int) -> Any:
        return keras.initializers.GlorotUniform(seed=seed + layer)

    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(8, 3, activation="relu", kernel_initializer=seeded(1)),
            layers.MaxPooling2D(2),
            layers.Conv2D(16, 3, activation="relu", kernel_initializer=seeded(2)),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(64, activation="relu", kernel_initializer=seeded(3)),
            layers.Dense(10, activation="softmax", kernel_initializer=seeded(4)),
        ]
    )


@dataclass(frozen=True)
class Outputs:
    """How a model with ten outputs does on images; called, not `predict`ed, which would compile first."""

    accuracy: float
    cross_entropy: float
    classes: np.ndarray

    @classmethod
    def of(cls, model: Any, images: np.ndarray, labels: np.ndarray, call: str) -> Outputs:
        probabilities = running.outputs(model, images, call=call)
        if probabilities.shape != (len(labels), 10):
            message = f"the outputs of the returned model have the shape {probabilities.shape} for {len(labels)} images"
            fail(None, message=f"{message}, expected ten for each", call=call)
        of_truth = np.clip(probabilities[np.arange(len(labels)), labels], 1e-7, 1)
        classes = probabilities.argmax(axis=1)
        return cls(float((classes == labels).mean()), float(-np.log(of_truth).mean()), classes)
