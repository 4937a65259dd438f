"""The first layer of a regressor, and the statistics in it."""

from __future__ import annotations

from typing import Any

import numpy as np

from tfkata.checks.linear_output import layers_in

CHANGE_NOTHING = ("InputLayer", "Identity", "Flatten", "Reshape")


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
