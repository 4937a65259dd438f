"""The untrusted side: is a model made of nothing but ordinary parts of Keras, as Keras made them?

Then a step of training would tell nothing that its description does not, and the first step in a fresh process
costs as much as all else that is done for an answer. Every doubt means no. Imports nothing of tfkata.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

import numpy as np

ORDINARY = frozenset(
    [
        "InputLayer",
        "Flatten",
        "Reshape",
        "Dense",
        "Conv2D",
        "MaxPooling2D",
        "AveragePooling2D",
        "GlobalAveragePooling2D",
        "ZeroPadding2D",
        "Activation",
        "ReLU",
        "Softmax",
        "Dropout",
        "Sequential",
        "Functional",
    ]
)
_ACTIVATIONS = ("linear", "relu", "softmax", "sigmoid", "tanh")
MANY = 100
SPREAD = (0.01, 1.0)
"""How widely the numbers in a kernel are spread, in networks of the size of ours, by any initialiser of Keras with its defaults."""


def is_ordinary(model: Any) -> bool:
    """Whether a model, and all that is in it, is as Keras made it, and its weights as Keras's initialisers draw them."""
    parts = list(_parts(model))
    if len(parts) > MANY or not all(type(part).__name__ in ORDINARY for part in parts):
        return False
    kinds = {cls for part in parts for cls in type(part).__mro__}
    if not all(_is_of_a_library(value) for cls in kinds for value in vars(cls).values()):
        return False
    return not model.losses and all(map(_as_made, parts)) and all(map(_has_usual_weights, parts))


def _parts(model: Any, depth: int = 0) -> Iterator[Any]:
    """The model, its layers and operations, and those of the models in it."""
    yield model
    inside: Any = getattr(model, "operations", None) or getattr(model, "layers", ())
    for part in inside:
        yield from _parts(part, depth + 1) if hasattr(part, "layers") and depth < MANY else [part]


def _as_made(part: Any) -> bool:
    """Whether it runs Keras's own code: none of its methods is its own, and no activation is foreign."""
    own = vars(part)
    mine = [value for value in own.values() if isinstance(value, FunctionType | MethodType)]
    if not all(map(_is_of_a_library, mine)):
        return False
    activation = own.get("activation")
    keras, tensorflow = sys.modules["keras"], sys.modules["tensorflow"]
    homes = (keras.activations, keras.ops, tensorflow.nn)
    known = [getattr(home, name, None) for home in homes for name in _ACTIVATIONS]
    return activation is None or (any(activation is one for one in known) and _is_of_a_library(activation))


def _is_of_a_library(value: Any) -> bool:
    """Whether a function, or what it wraps, was written in Keras's folder or TensorFlow's; True for anything else."""
    while hasattr(value, "__wrapped__"):
        value = value.__wrapped__
    value = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
    return not isinstance(value, FunctionType) or value.__code__.co_filename.startswith(_folders())


@cache
def _folders() -> tuple[str, ...]:
    files = (sys.modules[name].__file__ for name in ("keras", "tensorflow"))
    return tuple(f"{Path(file or '?').parent}/" for file in files)


def _has_usual_weights(layer: Any) -> bool:
    """Zeros in a bias, a kernel as Keras draws it, no penalty, no constraint: all of its units can learn."""
    weights = [] if hasattr(layer, "layers") else getattr(layer, "weights", [])
    known = {id(weight) for weight in weights}
    if any(id(value) not in known for value in _variables_of(layer)):
        return False
    for weight in weights:
        if weight.constraint is not None or weight.regularizer is not None or not weight.trainable:
            return False
        values = np.asarray(weight)
        usual = _is_usual_kernel(values) if values.ndim > 1 else not values.any()
        if not usual or alike(values):
            return False
    return True


def _is_usual_kernel(values: np.ndarray) -> bool:
    """Spread around 0, but for chance: to one side of it there may be no relu that ever opens."""
    flat = values.ravel()
    with np.errstate(all="ignore"):  # nan and infinity are near to nothing
        mean, spread = float(flat.mean()), float(np.dot(flat, flat) / flat.size) ** 0.5
    return bool(abs(mean) < spread * (0.05 + 4 / flat.size**0.5) and SPREAD[0] <= spread <= SPREAD[1])


def _variables_of(layer: Any) -> Iterator[Any]:
    """What a layer computes with: in the place of a kernel or a bias there may be something that is no weight."""
    for name, value in vars(layer).items():
        if name in ("kernel", "_kernel", "bias", "_bias") and value is not None:
            yield value


def alike(values: np.ndarray) -> bool:
    """Whether the last axis, that of the units, is one number again and again."""
    if values.ndim < 2 or values.shape[-1] < 2 or not np.array_equal(values[..., 0], values[..., 1]):
        return False
    return bool((values == values[..., :1]).all())
