"""What a regressor has inside: its first layer, the statistics in it, its hidden layers, and whether its output is linear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tfkata.checks import running

CHANGE_NOTHING = ("InputLayer", "Identity", "Flatten", "Reshape")
FAR = 1e4
"""By so much the weights of the last layer are multiplied: what bounds an output shows, however far out."""
LINEAR = 1e-3


def layers_in(model: Any) -> Iterator[Any]:
    """Every layer in the order of the model, those of models inside models in their place."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from layers_in(layer)
        else:
            yield layer


def first_layer(model: Any) -> Any:
    """The first layer that does anything to the numbers; None where there is none."""
    return next((layer for layer in layers_in(model) if type(layer).__name__ not in CHANGE_NOTHING), None)


def statistics(layer: Any) -> tuple[np.ndarray, np.ndarray] | None:
    """Mean and variance that a Normalization layer takes for each of seven columns; None for another layer, or another shape."""
    if type(layer).__name__ != "Normalization" or layer.get_config().get("invert"):
        return None
    found = [np.asarray(part, np.float64).ravel() for part in (layer.mean, layer.variance)]
    if any(part.size not in (1, 7) for part in found):
        return None
    mean, variance = (np.broadcast_to(part, 7) for part in found)
    return mean, variance


def weighted(model: Any) -> list[Any]:
    """The layers that multiply by weights of their own."""
    return [layer for layer in layers_in(model) if any(len(w.shape) > 1 for w in _learned(layer))]


def biases_are_zero(model: Any) -> bool:
    """Whether nothing was trained: Keras starts every bias at 0, and a single step moves them."""
    biases = [np.asarray(w) for layer in weighted(model) for w in layer.weights if len(w.shape) == 1]
    return bool(biases) and not any(bias.any() for bias in biases)


def _learned(layer: Any) -> list[Any]:
    return [] if type(layer).__name__ == "Normalization" else list(layer.weights)


def is_linear(model: Any, x: np.ndarray, call: str) -> bool:
    """Whether the output follows the last layer's sum wherever that goes: twice the sum, twice the output, on both sides of 0.

    The weights of the last layer are set for it, and put back.
    """
    last = weighted(model)[-1]
    kept = last.get_weights()
    tried = []
    for factor in (-FAR, 0.0, FAR):
        last.set_weights([np.full(w.shape, factor * (0.5 if w.ndim > 1 else 1.0), np.float32) for w in kept])
        tried.append(running.outputs(model, x, call=call))
    last.set_weights(kept)
    down, up = tried[1] - tried[0], tried[2] - tried[1]
    size = np.abs(up).max()
    return bool(np.isfinite(size) and size > 1 and np.abs(up - down).max() <= LINEAR * size)
