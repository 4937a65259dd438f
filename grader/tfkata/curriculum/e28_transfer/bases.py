"""Small bases whose weights are all different numbers, so that each can be told apart and every movement shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.wire.codec import Described

SHAPE = (8, 8, 3)
FILTERS = (4, 5, 6)
CLASSES = 3
RATE = 0.05
"""With which given models are compiled; no other rate here is the same."""
NAME = "base"
SAMPLES = 12


@dataclass(frozen=True)
class Weight:
    """One array of a base's weights, and the entry of `base.layers` that it belongs to."""

    entry: int
    of_batchnorm: bool
    is_statistic: bool


@dataclass(frozen=True)
class Base:
    """A base as the examiner has it."""

    model: Any
    arrays: list[np.ndarray]
    weights: list[Weight]

    @property
    def entries(self) -> int:
        return len(self.model.layers)

    @property
    def argument(self) -> Described:
        return kit.model_argument(self.model)

    def features(self, x: np.ndarray) -> np.ndarray:
        return np.asarray(self.model(x, training=False), np.float64)

    def convolutions(self, first: int, last: int) -> set[int]:
        """The entries from first to last, the last one excluded, that have weights and are no BatchNormalization."""
        return {w.entry for w in self.weights if not w.of_batchnorm and first <= w.entry < last}


@lru_cache(maxsize=8)
def base(seed: int, *, pooled: bool) -> Base:
    """A base of three blocks, with a pooling behind the first, or behind the last where it is `pooled`.

    No Sequential: its `output`, on which many build, is there only after it has been called.
    """
    import keras

    inputs = outputs = keras.Input(SHAPE)
    for filters in FILTERS:
        for layer in (
            keras.layers.Conv2D(filters, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(),
            keras.layers.ReLU(),
        ):
            outputs = layer(outputs)
        if filters == FILTERS[-1] if pooled else filters == FILTERS[0]:
            outputs = keras.layers.MaxPooling2D()(outputs)
    model = keras.Model(inputs, outputs, name=NAME)
    random = np.random.default_rng([seed, pooled])
    model.set_weights([_drawn(w.path, w.shape, random) for w in model.weights])
    layers = [(i, layer) for i, layer in enumerate(model.layers) for _ in layer.weights]
    weights = [
        Weight(i, type(layer).__name__ == "BatchNormalization", "moving" in w.path)
        for (i, layer), w in zip(layers, model.weights, strict=True)
    ]
    return Base(model, [np.asarray(w) for w in model.get_weights()], weights)


def _drawn(path: str, shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    if "variance" in path or "gamma" in path:
        return random.uniform(0.5, 1.5, shape).astype(np.float32)
    return random.normal(0, 0.3, shape).astype(np.float32)


def extended(of: Base) -> Any:
    """What a right `extend` makes of it, compiled for the head alone."""
    import keras

    body = keras.models.clone_model(of.model)
    body.set_weights(of.arrays)
    body.trainable = False
    inputs = keras.Input(SHAPE)
    averages = keras.layers.GlobalAveragePooling2D()(body(inputs))
    outputs = keras.layers.Dense(CLASSES, activation="softmax")(averages)
    model = keras.Model(inputs, outputs)
    model.compile(keras.optimizers.SGD(RATE), "sparse_categorical_crossentropy")
    return model


def samples(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures (n, 8, 8, 3) from 0 to 1, and labels of all classes."""
    random = np.random.default_rng(seed)
    return random.random((SAMPLES, *SHAPE), np.float32), np.arange(SAMPLES) % CLASSES


def moved(before: list[np.ndarray], after: list[np.ndarray]) -> list[bool]:
    """Which arrays are not what they were."""
    return [not np.array_equal(a, b) for a, b in zip(before, after, strict=True)]


def is_list_of_arrays(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(w, np.ndarray) for w in found)
