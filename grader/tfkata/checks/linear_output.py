"""Models that say a number: their layers in order, whether anything was trained, and whether anything bounds the number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tfkata.checks import running

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


def weighted(model: Any) -> list[Any]:
    """The layers that multiply by weights which they learn; a Normalization has statistics instead."""
    return [
        layer
        for layer in layers_in(model)
        if type(layer).__name__ != "Normalization" and any(len(w.shape) > 1 for w in layer.weights)
    ]


def as_it_began(model: Any) -> bool:
    """Whether nothing was trained: Keras starts biases at 0, those of an LSTM's forget gate at 1, and a single step moves them."""
    biases = [
        np.asarray(w)
        for layer in weighted(model)
        for w in layer.weights
        if "bias" in w.name or len(w.shape) == 1
    ]
    return bool(biases) and all(bool(np.isin(bias, (0.0, 1.0)).all()) for bias in biases)


def is_linear(model: Any, x: np.ndarray, call: str) -> bool:
    """Whether the output follows the last layer's sum wherever that goes: three times as far up, three times the difference.

    What is bounded on both sides in the same way, as a sigmoid is, would follow steps of one length. The weights of the last
    layer are set for it, and put back. True of a model that has no such layer.
    """
    layers = weighted(model)
    if not layers:
        return True
    kept = layers[-1].get_weights()
    tried = []
    for factor in (-FAR, 0.0, 3 * FAR):
        layers[-1].set_weights(
            [np.full(w.shape, factor * (0.5 if w.ndim > 1 else 1.0), np.float32) for w in kept]
        )
        tried.append(running.outputs(model, x, call=call))
    layers[-1].set_weights(kept)
    down, up = tried[1] - tried[0], tried[2] - tried[1]
    size = np.abs(up).max()
    return bool(np.isfinite(size) and size > 1 and np.abs(up - 3 * down).max() <= LINEAR * size)


def behind(model: Any) -> str:
    """What comes with or behind the last sum, as far as it has a name."""
    every = list(layers_in(model))
    rest = every[every.index(weighted(model)[-1]) :]
    names = [getattr(getattr(layer, "activation", None), "__name__", "") for layer in rest]
    found = [name for name in names if name not in ("", "linear")] or [
        type(layer).__name__ for layer in rest[1:]
    ]
    return f"`{found[-1]}`" if found else "something that is not linear"
