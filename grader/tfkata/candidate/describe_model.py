"""The untrusted side: a Keras model as plain data, so that the examiner can rebuild it.

Runs in the candidate's process, next to the learner's code. Imports nothing of tfkata, and Keras only
because the learner's code brought it in. Nothing here is a verdict: the examiner believes none of it
and checks everything again (`tfkata.architecture`).
"""

from __future__ import annotations

import itertools
import json
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

ACTIVATION_MARK = "tfkata_activation_"
MAX_DEPTH = 8
MAX_RANK = 5
_CALLABLES = ("activation", "recurrent_activation")
_INSIDE = ("forward_layer", "backward_layer", "layer", "cell")
"""Where a layer keeps the layers that it is made of: a Bidirectional, a recurrent layer."""


def describe_model(model: Any, weights: bool, grids: list[np.ndarray] | None = None) -> dict[str, Any]:
    """A model's structure, and its weights if asked for.

    Args:
        grids: the numbers on which activations are tried, as from `probe_grids`, which gives them where this is None.

    Returns:
        A dict of plain values and arrays: ``class_name``, ``name``, ``built``, ``compiled``, ``subclassed``;
        ``config`` and ``compile_config`` (JSON text or None); ``obstacle`` (why there is no config:
        ``[kind, name]`` or None); ``count`` and ``trainable`` (numbers of parameters);
        ``weights`` (a list of arrays, layer by layer in the order of the config, [] when not asked for);
        ``activation_probes``: for each activation that is not Keras's own, its name, its values on each grid, and
        the rank of what it is used on. The config mentions it as ``tfkata_activation_<index>``.
    """
    keras = sys.modules["keras"]
    built = bool(getattr(model, "built", False))
    compiled = bool(getattr(model, "compiled", False))
    described: dict[str, Any] = {
        "class_name": type(model).__name__,
        "name": str(model.name),
        "built": built,
        "compiled": compiled,
        "subclassed": not _is_kerass_own(type(model)) or not _has_layers(model),
        "obstacle": None,
        "config": None,
        "compile_config": _compile_config(model) if compiled else None,
        "count": _size(model.weights) if built else 0,
        "trainable": _size(model.trainable_weights) if built else 0,
        "weights": [],
        "activation_probes": [],
    }
    if described["subclassed"]:
        return described
    described["obstacle"] = _obstacle(keras, model)
    if described["obstacle"] is None:
        found = _config(keras, model, probe_grids() if grids is None else grids)
        described["config"], described["activation_probes"], described["obstacle"] = found
    if weights and built:
        described["weights"] = list(_weights(model))
    return described


def probe_grids(seed: int = 25) -> list[np.ndarray]:
    """Float32 arrays on which activations are compared: both signs, small numbers and large ones.

    The first is (4, 25), the second of a shape that depends on the seed, the third a single row. The last is for what may
    not be bent anywhere: its numbers are too large for an exponential.

    80 is the largest whose exponential, summed over a row, is still a number: a softmax written without care is right.
    """
    random = np.random.default_rng(seed)
    small = [*random.uniform(-9, 9, 68), -1e-3, 1e-3, -0.5, 0.5, 2.5, -2.5, 0.0]
    large = [*random.uniform(-80, 80, 19), -80, 80, -20, 20, -1e-3, 1e-3]
    values = np.concatenate([random.permutation(small), random.permutation(large)]).astype(np.float32)
    other = 2 * int(random.integers(3, 8)), int(random.integers(6, 15))
    row = np.array([[*random.uniform(-9, 9, int(random.integers(8, 14))), -8.0, 8.0]], np.float32)
    far = np.outer([-1, 1], 10 ** random.uniform(2, 4.5, 6)).astype(np.float32)
    return [values.reshape(4, 25), np.resize(random.permutation(values), other), row, far]


def for_rank(grid: np.ndarray, rank: int) -> np.ndarray:
    """The same numbers in as many dimensions, the last axis as it was: (4, 25) for rank 4 is (2, 2, 1, 25)."""
    if not 2 < rank <= MAX_RANK:
        return grid
    samples = min(2, len(grid))
    return grid.reshape(samples, len(grid) // samples, *[1] * (rank - 3), grid.shape[1])


def _is_kerass_own(cls: type) -> bool:
    return cls.__module__.split(".")[0] == "keras"


def _has_layers(model: Any) -> bool:
    return type(model).__name__ in ("Sequential", "Functional")


def _size(variables: Any) -> int:
    return int(sum(int(np.prod(v.shape)) for v in variables))


def _layers(model: Any, depth: int = 0) -> Iterator[Any]:
    """Every layer, models inside models included, in the order of the config."""
    if depth > MAX_DEPTH:
        return
    for layer in model.layers:
        yield layer
        if hasattr(layer, "layers"):
            yield from _layers(layer, depth + 1)


def _parts(layer: Any, depth: int = 0) -> Iterator[Any]:
    """A layer and those that it is made of; a cell that is no layer of Keras's as well."""
    yield layer
    inside = [getattr(layer, name, None) for name in _INSIDE]
    cells = getattr(layer, "cells", None)
    for part in [*inside, *(cells if isinstance(cells, list | tuple) else [])]:
        if part is not None and depth < MAX_DEPTH:
            yield from _parts(part, depth + 1)


def _weights(model: Any, depth: int = 0) -> Iterator[np.ndarray]:
    for layer in model.layers:
        if hasattr(layer, "layers") and depth <= MAX_DEPTH:
            yield from _weights(layer, depth + 1)
        else:
            yield from (_crossing(np.asarray(w)) for w in layer.get_weights())


def _crossing(array: np.ndarray) -> np.ndarray:
    """bfloat16 and the like do not cross the wire; float32 holds their values."""
    return array if array.dtype.kind in "biuf" else array.astype(np.float32)


def _obstacle(keras: Any, model: Any) -> list[str] | None:
    for layer in _layers(model):
        if isinstance(layer, keras.layers.Lambda):
            return ["lambda", str(layer.name)]
        for part in _parts(layer):
            if not _is_kerass_own(type(part)):
                return ["custom-layer", type(part).__name__]
    return None


def _config(
    keras: Any, model: Any, grids: list[np.ndarray]
) -> tuple[str | None, list[dict[str, Any]], list[str] | None]:
    """The model's config as JSON, the probes of foreign activations, or why it cannot be had."""
    with _marked_activations(keras, model, grids) as probes, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            text = json.dumps(_serialized(keras, model), default=_json_default)
        except Exception as error:  # noqa: BLE001  (a learner's get_config may raise anything)
            return None, [], ["unserializable", f"{type(error).__name__}: {error}"[:300]]
    return text, probes, None


def _serialized(keras: Any, model: Any) -> Any:
    """What Keras writes; without how it was compiled if Keras cannot write that (a lambda as loss, say)."""
    try:
        return keras.saving.serialize_keras_object(model)
    except Exception:  # noqa: BLE001  (the second attempt shows whether the model itself is at fault)
        config = keras.saving.serialize_keras_object(model.get_config())
        return {"module": "keras", "class_name": type(model).__name__, "config": config}


def _compile_config(model: Any) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return json.dumps(model.get_compile_config(), default=_json_default)
        except Exception:  # noqa: BLE001  (a learner's own loss may not be serialisable)
            return None


def _json_default(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    return f"<{type(value).__name__}>"


@contextmanager
def _marked_activations(keras: Any, model: Any, grids: list[np.ndarray]) -> Iterator[list[dict[str, Any]]]:
    """While open, activations that are not Keras's own are named stand-ins, which the config can mention."""
    probes: list[dict[str, Any]] = []
    replaced: list[tuple[Any, str, Any]] = []
    try:
        for layer in _layers(model):
            held = [
                part for part in _parts(layer) if not hasattr(part, "cell")
            ]  # a recurrent layer asks its cell
            for holder, attribute in itertools.product(held, _CALLABLES):
                given = getattr(holder, attribute, None)
                if callable(given) and not _is_kerass_activation(keras, given):
                    setattr(holder, attribute, _mark(len(probes)))
                    replaced.append((holder, attribute, given))
                    probes.append(_probe(given, _rank(layer, holder), grids))
        yield probes
    finally:
        for layer, attribute, given in reversed(replaced):
            setattr(layer, attribute, given)


def _is_kerass_activation(keras: Any, given: Any) -> bool:
    """By identity: Keras itself takes any function called `relu` for its own."""
    if isinstance(given, keras.layers.Layer):
        return type(given).__module__.startswith("keras.src.layers.activations")
    name = getattr(given, "__name__", "")
    return isinstance(name, str) and given is getattr(keras.activations, name, None)


def _mark(index: int) -> Callable[[Any], Any]:
    def stand_in(x: Any) -> Any:
        return x

    stand_in.__name__ = stand_in.__qualname__ = f"{ACTIVATION_MARK}{index}"
    return stand_in


def _rank(layer: Any, holder: Any) -> int:
    """How many dimensions its output has; what is inside another layer sees a single step, so two."""
    if holder is not layer:
        return 2
    try:
        return len(layer.output.shape)
    except Exception:  # noqa: BLE001  (a layer that was never called, or several times)
        return 2


def _probe(given: Any, rank: int, grids: list[np.ndarray]) -> dict[str, Any]:
    name = str(getattr(given, "__name__", type(given).__name__))[:80]
    ops = sys.modules["keras"].ops
    try:
        tried = [given(ops.convert_to_tensor(for_rank(grid, rank))) for grid in grids]
        values = [np.asarray(ops.convert_to_numpy(one)).astype(np.float32) for one in tried]
    except Exception:  # noqa: BLE001  (any function of the learner's)
        return {"name": name, "values": None, "rank": rank}
    return {"name": name, "values": values, "rank": rank}
