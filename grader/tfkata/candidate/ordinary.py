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
        "Embedding",
        "SimpleRNN",
        "LSTM",
        "GRU",
        "RNN",
        "Bidirectional",
        "SimpleRNNCell",
        "LSTMCell",
        "GRUCell",
        "Conv1D",
        "MaxPooling1D",
        "AveragePooling1D",
        "GlobalMaxPooling1D",
        "GlobalAveragePooling1D",
        "ZeroPadding1D",
        "NotEqual",
    ]
)
_INSIDE = ("forward_layer", "backward_layer", "cell")
"""Where a recurrent layer keeps what holds its weights."""
_ACTIVATIONS = ("linear", "relu", "softmax", "sigmoid", "tanh")
MANY = 100
SPREAD = (0.01, 1.0)
"""How widely the numbers in a kernel are spread, in networks of the size of ours, by any initialiser of Keras with its defaults."""
UNEVEN = 20.0
"""No unit of such a kernel has weights so many times as large as another's."""
_KEPT_BY_KERAS = frozenset(["build", "quantize", "loss"])
"""What Keras itself keeps in an object under the name of a method."""


def is_ordinary(model: Any) -> bool:
    """Whether a model, and all that is in it, is as Keras made it, and its weights as Keras's initialisers draw them."""
    parts = list(_parts(model))
    if len(parts) > MANY or not all(type(part).__name__ in ORDINARY for part in parts):
        return False
    weights = [weight for part in parts for weight in _own_weights(part)]
    if len({id(weight) for weight in weights}) != len(weights) or not all(map(is_plain, weights)):
        return False
    kinds = {cls for part in parts for cls in type(part).__mro__}
    if not all(_is_of_a_library(value) for cls in kinds for value in vars(cls).values()):
        return False
    return not model.losses and all(map(_as_made, parts)) and all(map(_has_usual_weights, parts))


def _parts(model: Any, depth: int = 0) -> Iterator[Any]:
    """The model, its layers and operations, and those of the models in it."""
    yield model
    inside: Any = getattr(model, "operations", None) or getattr(model, "layers", ())
    for part in [*inside, *(vars(model).get(name) for name in _INSIDE)]:
        if part is not None:
            yield from _parts(part, depth + 1) if depth < MANY else [part]


def _own_weights(part: Any) -> list[Any]:
    """The weights that no part of it holds."""
    held = hasattr(part, "layers") or any(name in vars(part) for name in _INSIDE)
    return [] if held else list(getattr(part, "weights", []))


def replaced(part: Any) -> str:
    """The method of a model, a layer or a variable in whose place this very object has something else, or ""."""
    names = (name for name in vars(part) if name not in _KEPT_BY_KERAS)
    return next((name for name in names if callable(getattr(type(part), name, None))), "")


def is_plain(weight: Any) -> bool:
    """Whether an optimizer would treat it as it treats any variable."""
    plain = type(weight) is sys.modules["keras"].Variable and not replaced(weight)
    return plain and not getattr(weight, "overwrite_with_gradient", False)


def _as_made(part: Any) -> bool:
    """Whether it runs Keras's own code: none of its methods is its own, and no activation is foreign."""
    if replaced(part):
        return False
    own = vars(part)
    mine = [value for value in own.values() if isinstance(value, FunctionType | MethodType)]
    if not all(map(_is_of_a_library, mine)):
        return False
    given = [own[name] for name in ("activation", "recurrent_activation") if own.get(name) is not None]
    keras, tensorflow = sys.modules["keras"], sys.modules["tensorflow"]
    homes = (keras.activations, keras.ops, tensorflow.nn)
    known = [getattr(home, name, None) for home in homes for name in _ACTIVATIONS]
    return all(any(function is one for one in known) and _is_of_a_library(function) for function in given)


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
    weights, named = _own_weights(layer), dict(_variables_of(layer))
    if {id(weight) for weight in weights} != set(map(id, named.values())):
        return False
    for name, weight in named.items():
        if weight.constraint is not None or weight.regularizer is not None or not weight.trainable:
            return False
        values = _numbers(weight)
        if "bias" in name:
            if not _is_usual_bias(layer, values):
                return False
        elif values.ndim < 2 or not is_usual_kernel(values) or alike(values):
            return False
    return True


def _numbers(weight: Any) -> np.ndarray:
    """Read as they lie there: a variable asked for an array makes a copy first, which in a fresh process costs 6 ms."""
    return np.asarray(sys.modules["tensorflow"].convert_to_tensor(weight.value))


def _is_usual_bias(layer: Any, values: np.ndarray) -> bool:
    """All zeros; an LSTM's gate that forgets begins with ones."""
    forgets = np.repeat([0, 1, 0, 0], values.size // 4) if type(layer).__name__ == "LSTMCell" else 0
    return not values.any() or bool(np.array_equal(values, forgets * np.ones_like(values)))


def is_usual_kernel(values: np.ndarray) -> bool:
    """Spread around 0, but for chance, and so for each unit: one that looks to one side may have a relu that never opens."""
    units = values.reshape(-1, values.shape[-1])
    inputs, count = units.shape
    with np.errstate(all="ignore"):  # nan and infinity are near to nothing
        if units.dtype.name not in ("float32", "float64"):
            units = units.astype(np.float32)  # of bfloat16 NumPy computes no products
        means, squares = units.mean(axis=0), np.einsum("iu,iu->u", units, units) / inputs
        mean, spread = float(means.mean()), float(squares.mean()) ** 0.5
        sides = float(np.mean(inputs * means**2 / squares))  # 1 where nothing but chance makes a side
        even = bool(squares.max() <= UNEVEN**2 * squares.min())
    near = abs(mean) < spread * (0.05 + 4 / values.size**0.5) and sides < 1 + 6 * (2 / count) ** 0.5
    return near and even and SPREAD[0] <= spread <= SPREAD[1]


def _variables_of(layer: Any) -> Iterator[tuple[str, Any]]:
    """What a layer computes with: in the place of a kernel or a bias there may be something that is no weight."""
    for name, value in vars(layer).items():
        if (
            name.removeprefix("_") in ("kernel", "bias", "embeddings", "recurrent_kernel")
            and value is not None
        ):
            yield name, value


def alike(values: np.ndarray) -> bool:
    """Whether the last axis, that of the units, is one number again and again."""
    if values.ndim < 2 or values.shape[-1] < 2 or not np.array_equal(values[..., 0], values[..., 1]):
        return False
    return bool((values == values[..., :1]).all())
