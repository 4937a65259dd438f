"""Takes one step of plain gradient descent on a model, and tells what it moved.

Used on both sides of the wire, so that both do the same: beside the learner's code on the learner's model, and in
the examiner on the reference. Imports no TensorFlow: a process that holds a model has loaded it already.
Nothing here is a verdict; a candidate that lies in its answer lies about its own model alone.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from tfkata.candidate.ordinary import alike, is_ordinary, replaced

MAX_DEPTH = 8
SAMPLE = 2000  # of each weight array, so many numbers are told
RATE = 1.0  # plain gradient descent; the arrays are such that a whole gradient is a small step


def step_if_telling(model: Any, question: dict[str, Any]) -> dict[str, Any]:
    """`try_step`, or ``{"ordinary": True}`` for a model that cannot but do as the reference does."""
    return {"ordinary": True} if is_ordinary(model) else try_step(model, question)


def try_step(model: Any, question: dict[str, Any]) -> dict[str, Any]:
    """What one step does to a model, from given weights and from its own; the model is left as it was.

    Args:
        question: ``seed``; ``x`` and ``y`` for the step from given weights, ``own_x`` and ``own_y`` for the one from the
            model's own; ``scales``: for each weight array, in the order of the layers, [how many numbers, their spread].

    Returns:
        ``raised``: what went wrong, or "". Then, one entry per weight array: ``sizes``; ``moved``: by how much a step
        from the given weights moved it (at most `SAMPLE` of its numbers); ``attached``: "constraint" or "regularizer" where
        one was put on it; ``alike``: whether all units start with the same numbers; ``gradient``: the largest one in it in two steps
        from the model's own weights, nan where no picture gives numbers; ``awake``: the share of its units that any reaches.
        And ``penalty``: what the model adds to any loss; ``penalties``: what it adds for each weight array.
    """
    variables = list(_variables(model))
    told: dict[str, Any] = {"raised": "", "sizes": [_size(v) for v in variables]}
    if told["sizes"] != [size for size, _ in question["scales"]]:
        return {**told, "raised": "its weights are of other sizes"}
    if method := next(filter(None, map(_replaced, (model, *_layers(model), *variables))), ""):
        return {**told, "raised": f"{method} is not Keras's own"}
    before = [np.asarray(v).copy() for v in variables]
    try:
        with _without_chance(model):
            told |= _from_its_own(model, variables, question)
            told |= _from_given(model, variables, question)
    except Exception as error:  # noqa: BLE001  (a learner's own activation may raise anything)
        told["raised"] = f"{type(error).__name__}: {error}"[:300]
    finally:
        _assign(variables, before)
    return told


def _replaced(part: Any) -> str:
    """The method that is not Keras's own, as "fit of Sequential", or ""; a layer's `call` is judged by what it does."""
    method = replaced(part)
    return f"{method} of {type(part).__name__}" if method not in ("", "call") else ""


def _from_given(model: Any, variables: Sequence[Any], question: dict[str, Any]) -> dict[str, Any]:
    random = np.random.default_rng(question["seed"])
    start = [
        (random.random(size, np.float32) * 2 - 1) * np.float32(scale * 3**0.5)
        for size, scale in question["scales"]
    ]
    _assign(variables, start)
    gradients, penalty = _as_fit_has_it(model, question)
    optimizer = sys.modules["keras"].optimizers.SGD(RATE)  # an optimizer of Keras applies constraints as well
    pairs = [(g, v) for g, v in zip(gradients, model.trainable_weights, strict=True) if g is not None]
    if pairs:
        optimizer.apply_gradients(pairs)
    moved = []
    for variable, old in zip(variables, start, strict=True):
        places = random.integers(0, old.size, SAMPLE) if old.size > SAMPLE else slice(None)
        moved.append(np.asarray(variable).astype(np.float32).ravel()[places] - old[places])
    _assign(variables, start)
    told = {"moved": moved, "penalty": float(penalty), "attached": [_attached(v) for v in variables]}
    return {**told, "penalties": penalties(variables)}


def penalties(variables: Sequence[Any]) -> list[float]:
    """What is added to any loss for each weight array, with the numbers that are in it."""
    return [0.0 if v.regularizer is None else _added(v) for v in variables]


def _added(variable: Any) -> float:
    """Infinite where the penalty cannot be computed."""
    try:
        return float(variable.regularizer(variable))
    except Exception:  # noqa: BLE001  (it may be any function of the learner's)
        return float("inf")


def _as_fit_has_it(model: Any, question: dict[str, Any]) -> tuple[list[Any], Any]:
    """Traced, for any number of samples, and with many: an activation may behave otherwise there."""
    tensorflow = sys.modules["tensorflow"]
    x, y = question["x"], question["y"]
    specs = [tensorflow.TensorSpec((None, *array.shape[1:]), array.dtype) for array in (x, y)]
    traced = tensorflow.function(lambda x, y: _differentiated(model, x, y, penalised=True), specs)
    found: tuple[list[Any], Any] = traced(x, y)
    return found


def _attached(variable: Any) -> str:
    found = (name for name in ("constraint", "regularizer") if getattr(variable, name, None) is not None)
    return next(found, "")


def _from_its_own(model: Any, variables: Sequence[Any], question: dict[str, Any]) -> dict[str, Any]:
    """A second step only where the first left something: behind a head of zeros, layers learn from the second on."""
    same = [alike(np.asarray(v)) for v in variables]
    x, y = question["own_x"], question["own_y"]
    gradients_of = _gradients_of(model, x, y)
    gradients = gradients_of(x, y)
    largest = _largest(model, variables, gradients)
    if any(np.isnan(units).any() for units in largest):  # some pictures may be too bright for large weights
        each = [gradients_of(x[i : i + 1], y[i : i + 1]) for i in range(len(x))]
        largest = _most([_largest(model, variables, gradients) for gradients in each])
    if not all(units.any() for units in largest):
        for gradient, variable in zip(gradients, model.trainable_weights, strict=True):
            if gradient is not None:
                variable.assign_sub(RATE * sys.modules["keras"].ops.cast(gradient, variable.dtype))
        largest = _most([largest, _largest(model, variables, gradients_of(x, y))])
    most = [float(units.max()) for units in largest]
    return {"alike": same, "gradient": most, "awake": [float(np.mean(units != 0)) for units in largest]}


def _most(rows: list[list[np.ndarray]]) -> list[np.ndarray]:
    """The largest of each column, nan only where all are."""
    return [np.fmax.reduce(column) for column in zip(*rows, strict=True)]


def _gradients_of(model: Any, x: np.ndarray, y: np.ndarray) -> Callable[[np.ndarray, np.ndarray], list[Any]]:
    """Untraced, but where a layer takes its steps one by one: then tracing is worth its while."""

    def gradients(x: Any, y: Any) -> list[Any]:
        found: list[Any] = _differentiated(model, x, y, penalised=False)[0]
        return found

    if not any(hasattr(layer, name) for layer in _layers(model) for name in ("cell", "forward_layer")):
        return gradients
    tensorflow = sys.modules["tensorflow"]
    specs = [tensorflow.TensorSpec((None, *array.shape[1:]), array.dtype) for array in (x, y)]
    traced: Callable[[np.ndarray, np.ndarray], list[Any]] = tensorflow.function(gradients, specs)
    return traced


def _differentiated(model: Any, x: Any, y: Any, *, penalised: bool) -> tuple[list[Any], Any]:
    """The gradients of the squared distance from y, with what the model adds to its loss if asked for, and that alone."""
    ops, tensorflow = sys.modules["keras"].ops, sys.modules["tensorflow"]
    with tensorflow.GradientTape() as tape:
        output = ops.cast(model(ops.convert_to_tensor(x), training=True), "float32")
        distance = ops.sum(ops.square(output - ops.convert_to_tensor(y)))
        loss = distance / ops.cast(ops.shape(y)[0], "float32")
        added = ops.sum([ops.cast(one, "float32") for one in model.losses] or [0.0])
        if penalised:
            loss = loss + added
    found = tape.gradient(loss, model.trainable_weights)  # of an embedding, only the rows that were asked for
    return [None if one is None else tensorflow.convert_to_tensor(one) for one in found], added


def _largest(model: Any, variables: Sequence[Any], gradients: Sequence[Any]) -> list[np.ndarray]:
    """For each variable and unit the largest number in its gradient, nan if there is any; 0 where there is no gradient."""
    pairs = zip(model.trainable_weights, gradients, strict=True)
    known = {id(v): np.abs(np.asarray(g, np.float32)) for v, g in pairs if g is not None}
    found = (known.get(id(v), np.zeros(v.shape, np.float32)) for v in variables)
    return [each.reshape(-1, each.shape[-1] if each.ndim else 1).max(axis=0) for each in found]


def _assign(variables: Sequence[Any], arrays: Sequence[np.ndarray]) -> None:
    for variable, array in zip(variables, arrays, strict=True):
        variable.assign(array.reshape(variable.shape))


def _size(variable: Any) -> int:
    return int(np.prod(variable.shape))


def _layers(model: Any, depth: int = 0) -> Iterator[Any]:
    """Every layer in the order of the config, those inside a model in its place."""
    for layer in model.layers:
        if hasattr(layer, "layers") and depth <= MAX_DEPTH:
            yield from _layers(layer, depth + 1)
        else:
            yield layer


def _variables(model: Any) -> Iterator[Any]:
    seen: set[int] = set()
    for layer in _layers(model):
        for variable in layer.weights:
            if id(variable) not in seen:
                seen.add(id(variable))
                yield variable


@contextlib.contextmanager
def _without_chance(model: Any) -> Iterator[None]:
    """While open, no dropout drops anything, so that a step in training is the same each time."""
    rates = [
        (layer, layer.rate) for layer in _layers(model) if isinstance(getattr(layer, "rate", None), float)
    ]
    try:
        for layer, _ in rates:
            layer.rate = 0.0
        yield
    finally:
        for layer, rate in rates:
            layer.rate = rate
