"""Which activation is this function? Decided by its values on a fixed grid, whatever its name or spelling."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import keras
import numpy as np

from tfkata.candidate.describe_model import MAX_RANK, for_rank, probe_grids

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
# As straight far from 0 as near to it.
STRAIGHT = frozenset(["linear", "relu"])
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
    grids = probe_grids()
    return _name_of_values([np.asarray(function(keras.ops.convert_to_tensor(grid))) for grid in grids], grids)


def from_values(values: Any, rank: Any, grids: list[np.ndarray]) -> Callable[[Any], Any] | None:
    """The Keras activation that has these values on these grids, from untrusted arrays; None if none has."""
    if type(rank) is not int or not 1 <= rank <= MAX_RANK:
        return None
    asked = [for_rank(grid, rank) for grid in grids]
    if not isinstance(values, list) or len(values) != len(asked) or not all(map(_is_answer, values, asked)):
        return None
    name = _name_of_values(values, asked)
    if name.startswith("leaky_relu("):
        layer: Callable[[Any], Any] = keras.layers.LeakyReLU(negative_slope=float(name[11:-1]))
        return layer
    return None if name == UNKNOWN else _callable(name)


def is_leaky(name: str) -> bool:
    return name.startswith("leaky_relu(")


def _is_answer(values: Any, grid: np.ndarray) -> bool:
    return isinstance(values, np.ndarray) and values.dtype == np.float32 and values.shape == grid.shape


def _name_of_values(values: list[np.ndarray], grids: list[np.ndarray]) -> str:
    """The last of the grids is only for what is straight: there others may be without a number."""
    if not all(np.isfinite(found).all() for found in values[:-1]):
        return UNKNOWN
    for name in _NAMES:
        asked = None if name in STRAIGHT else -1
        if all(map(partial(_agrees, name), values[:asked], grids[:asked])):
            return name
    return _leaky(values, grids)


def _agrees(name: str, values: np.ndarray, grid: np.ndarray) -> bool:
    atol = 1e-5 * np.maximum(1, np.abs(grid) / 80)  # far out, more is lost in a difference
    return np.allclose(values, _known_values(name, grid.tobytes(), grid.shape), rtol=1e-4, atol=atol)


def _leaky(values: list[np.ndarray], grids: list[np.ndarray]) -> str:
    """LeakyReLU has a slope of its own: "leaky_relu(0.3)"."""
    flat, grid = np.concatenate([v.ravel() for v in values]), np.concatenate([g.ravel() for g in grids])
    slope = float(np.median(flat[grid < -1] / grid[grid < -1]))
    if 0 < slope < 1 and np.allclose(flat, np.where(grid > 0, grid, slope * grid), rtol=1e-3, atol=1e-4):
        return f"leaky_relu({slope:.4g})"
    return UNKNOWN


@lru_cache(maxsize=512)
def _known_values(name: str, grid: bytes, shape: tuple[int, ...]) -> np.ndarray:
    given = np.frombuffer(grid, np.float32).reshape(shape)
    return np.asarray(_callable(name)(keras.ops.convert_to_tensor(given)))


def _callable(name: str) -> Callable[[Any], Any]:
    if name == "gelu (approximate)":
        return _approximate_gelu
    function: Callable[[Any], Any] = getattr(keras.activations, name)
    return function


def _approximate_gelu(x: Any) -> Any:
    return keras.activations.gelu(x, approximate=True)
