"""Layers that training would leave as they are, in a model of no prescribed architecture that the examiner has rebuilt.

Where a reference says what a step of training does, `tfkata.architecture.learning` compares with that. Here only what no
training could overcome counts: frozen layers, units that stay alike, and weights that no gradient reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tfkata.candidate.ordinary import alike
from tfkata.checks.linear_output import weighted

STEPS, RATE = 3, 0.05
"""Behind a last layer of zeros, the one before it learns from the second step on, and so forth."""
DRAWS = 3
"""A narrow layer may be shut by chance under some weights, not under all that are drawn."""
WIDE = 8
"""So many units of a layer are not all shut by chance."""


@dataclass(frozen=True)
class Idle:
    """A layer that does not learn: its name, and what keeps it from learning, "frozen", "alike" or "no gradient"."""

    layer: str
    why: str
    units: int

    @property
    def reason(self) -> str:
        return "no gradient reaches its weights, so they stay as they are"


def idle(model: Any, x: np.ndarray, seed: int) -> Idle | None:
    """The first layer with weights that does not learn on these samples; the model's weights are left as they were.

    Args:
        x: samples as the model takes them. Their targets do not matter: only whether anything reaches each layer.
    """
    layers, learning = weighted(model), {id(w) for w in model.trainable_weights}
    for layer in layers:
        if any(id(w) not in learning for w in _kernels(layer)):
            return _idle(layer, "frozen")
    kept = model.get_weights()
    try:
        return _by_training(model, layers, x, np.random.default_rng([seed, len(x)]))
    finally:
        model.set_weights(kept)


def _by_training(
    model: Any, layers: Sequence[Any], x: np.ndarray, random: np.random.Generator
) -> Idle | None:
    y = random.normal(size=(len(x), 1)).astype(np.float32)
    unreached = _unreached(model, layers, x, y)
    for layer in layers[:-1]:  # a last layer of zeros is right, and so is one whose units are torn apart
        if any(alike(np.asarray(w)) for w in _kernels(layer)):
            return _idle(layer, "alike")
    for _ in range(0 if all(map(_is_wide, layers[:-1])) else DRAWS):
        if unreached:
            _draw(model.trainable_weights, random)
            unreached &= _unreached(model, layers, x, y)
    return _idle(layers[min(unreached)], "no gradient") if unreached else None


def _draw(weights: Sequence[Any], random: np.random.Generator) -> None:
    for weight in weights:
        inputs = max(1, int(np.prod(weight.shape[:-1])))
        weight.assign(random.normal(size=weight.shape) / np.sqrt(inputs))


def _unreached(model: Any, layers: Sequence[Any], x: np.ndarray, y: np.ndarray) -> set[int]:
    """The places of layers whose kernels some steps of gradient descent do not move."""
    reached: set[int] = set()
    for _ in range(STEPS):
        reached |= _step(model, x, y)
    return {i for i, layer in enumerate(layers) if not any(id(w) in reached for w in _kernels(layer))}


def _step(model: Any, x: np.ndarray, y: np.ndarray) -> set[int]:
    """One step down the squared error; which weights had a gradient."""
    import tensorflow as tf

    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.cast(model(x, training=True), tf.float32) - y))
    found = tape.gradient(loss, model.trainable_weights)
    reached = set()
    for weight, gradient in zip(model.trainable_weights, found, strict=True):
        array = np.zeros(1) if gradient is None else np.asarray(tf.convert_to_tensor(gradient))
        if array.any():
            reached.add(id(weight))
            if np.isfinite(array).all():
                weight.assign_sub(RATE * array / max(1.0, float(np.abs(array).max())))
    return reached


def _kernels(layer: Any) -> list[Any]:
    return [w for w in layer.weights if len(w.shape) > 1]


def _is_wide(layer: Any) -> bool:
    return all(w.shape[-1] >= WIDE for w in _kernels(layer))


def _idle(layer: Any, why: str) -> Idle:
    return Idle(f"the layer `{layer.name}` ({type(layer).__name__})", why, int(_kernels(layer)[0].shape[-1]))
