"""Which activation is this function? Decided by its values on a fixed grid, whatever its name or spelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import keras
import numpy as np

from tfkata.candidate.describe_model import probe_grid

UNKNOWN = "an unknown function"

# The likeliest first: each is computed when the ones before it do not fit.
_NAMES = (
    *[
        "linear",
        "relu",
        "softmax",
        "sigmoid",
        "tanh",
        "elu",
        "selu",
        "gelu",
        "silu",
        "softplus",
        "softsign",
        "relu6",
        "exponential",
    ],
    *[
        "hard_sigmoid",
        "hard_silu",
        "mish",
        "log_softmax",
        "hard_tanh",
        "log_sigmoid",
        "celu",
        "squareplus",
        "sparsemax",
    ],
    "gelu (approximate)",
)

# f(x) of one number at a time, never falling: these change places with a maximum.
MONOTONE = frozenset(
    [
        "linear",
        "relu",
        "sigmoid",
        "tanh",
        "elu",
        "selu",
        "softplus",
        "softsign",
        "relu6",
        "hard_sigmoid",
        "exponential",
        "celu",
    ]
)
# Anything here looks at a whole row.
ROWWISE = frozenset(["softmax", "log_softmax", "sparsemax"])
# f(0) = 0: these change places with padding by zeros.
ZERO_AT_ZERO = frozenset(
    [
        "linear",
        "relu",
        "tanh",
        "elu",
        "selu",
        "gelu",
        "silu",
        "softsign",
        "relu6",
        "mish",
        "celu",
        "hard_silu",
    ]
)


def name_of(function: Callable[[Any], Any]) -> str:
    """The name of a trusted callable, e.g. "relu" for `keras.layers.ReLU()`; `UNKNOWN` where none fits."""
    return _name_of_values(np.asarray(function(keras.ops.convert_to_tensor(probe_grid()))))


def from_values(values: Any) -> Callable[[Any], Any] | None:
    """The Keras activation that has these values on `probe_grid`, from an untrusted array; None if none has."""
    if not isinstance(values, np.ndarray) or values.dtype != np.float32 or values.shape != (4, 25):
        return None
    name = _name_of_values(values)
    if name.startswith("leaky_relu("):
        layer: Callable[[Any], Any] = keras.layers.LeakyReLU(negative_slope=float(name[11:-1]))
        return layer
    return None if name == UNKNOWN else _callable(name)


def is_leaky(name: str) -> bool:
    return name.startswith("leaky_relu(")


def _name_of_values(values: np.ndarray) -> str:
    if not np.isfinite(values).all():
        return UNKNOWN
    for name in _NAMES:
        if np.allclose(values, _known_values(name), rtol=1e-4, atol=1e-5):
            return name
    return _leaky(values)


def _leaky(values: np.ndarray) -> str:
    """LeakyReLU has a slope of its own: "leaky_relu(0.3)"."""
    grid = probe_grid()
    slope = float(np.median(values[grid < -1] / grid[grid < -1]))
    if 0 < slope < 1 and np.allclose(values, np.where(grid > 0, grid, slope * grid), rtol=1e-3, atol=1e-4):
        return f"leaky_relu({slope:.4g})"
    return UNKNOWN


@cache
def _known_values(name: str) -> np.ndarray:
    return np.asarray(_callable(name)(keras.ops.convert_to_tensor(probe_grid())))


def _callable(name: str) -> Callable[[Any], Any]:
    if name == "gelu (approximate)":
        return _approximate_gelu
    function: Callable[[Any], Any] = getattr(keras.activations, name)
    return function


def _approximate_gelu(x: Any) -> Any:
    return keras.activations.gelu(x, approximate=True)
