"""What a described model may cost, and what its configuration must not hide."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras

from tfkata.architecture.allowed import MAX_OUTPUT, MAX_PARAMETERS, RECURRENT
from tfkata.architecture.clean import ModelRefused

_SAMPLES = 6


@dataclass
class Operation:
    """A function of `keras.ops`, with the options it was given."""

    function: Callable[..., Any]
    options: dict[str, Any]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **self.options, **{k: v for k, v in kwargs.items() if v is not None})


def refuse_growth(model: keras.Model) -> None:
    """Refuses a model that becomes large on the way: shapes of Keras do not say what happens to the batch."""
    import tensorflow as tf

    specs = [
        tf.TensorSpec((_SAMPLES, *(64 if n is None else n for n in tensor.shape[1:])), tensor.dtype)
        for tensor in model.inputs or []
    ]
    traced = tf.function(lambda *x: model(list(x) if len(x) > 1 else x[0], training=False))
    try:
        graph = traced.get_concrete_function(*specs).graph
    except Exception:
        if any(None in tensor.shape[1:] for tensor in model.inputs or []):
            return  # an input of open size that does not take just this one; no check runs such a model
        raise
    for operation in graph.get_operations():
        for output in operation.outputs:
            size = output.shape.num_elements() or 0
            if size > max(_SAMPLES * MAX_OUTPUT, MAX_PARAMETERS):
                found = f"{size:,} numbers on the way from {_SAMPLES} samples"
                raise ModelRefused("model.too-large", f"this model makes {found}", found=found)


def refuse_hidden_freezing(model: keras.Model, description: dict[str, Any]) -> None:
    """A variable can be frozen by itself, and no layer's configuration says so."""
    claimed = description.get("trainable")
    if description.get("built") is not True or not isinstance(claimed, int) or not model.built:
        return
    if claimed < sum(math.prod(w.shape) for w in model.trainable_weights):
        raise ModelRefused(
            None, "this model has weights that were frozen one by one: training leaves them as they are"
        )


def timesteps(layer: Any, inputs: Any) -> int:
    """How many steps a call of a layer takes one after the other: those of its sequence, 0 where it is not recurrent.

    Both directions count, and each cell of a stack.
    """
    if type(layer).__name__ == "Bidirectional":
        return timesteps(layer.forward_layer, inputs) + timesteps(layer.backward_layer, inputs)
    if type(layer).__name__ not in RECURRENT:
        return 0
    sequences = (tensor.shape[1] or 64 for tensor in _tensors(inputs) if len(tensor.shape) == 3)
    return max(sequences, default=0) * len(getattr(layer.cell, "cells", [None]))


def work(layer: Any, inputs: Any) -> tuple[int, int]:
    """What a call costs that its output does not show: (for each number of the output, for each position of it).

    A pooling looks at a window, a product of matrices at a row; a recurrent layer takes all steps for its last output.
    """
    if isinstance(layer, Operation):
        return _window(layer.options.get("pool_size")), 0
    each = _window(getattr(layer, "pool_size", None))
    if type(layer).__name__ == "Dot":
        each = max((n or 64 for tensor in _tensors(inputs) for n in tensor.shape[1:]), default=1)
    if isinstance(layer, keras.Model):
        return each, 0
    steps = 1 if getattr(layer, "return_sequences", False) else max(1, timesteps(layer, inputs))
    return each, steps * sum(math.prod(w.shape) for w in layer.weights)


def _window(size: Any) -> int:
    return math.prod(size) if isinstance(size, list | tuple) else size**2 if isinstance(size, int) else 1


def _tensors(inputs: Any) -> list[Any]:
    if isinstance(inputs, list | tuple):
        return [tensor for part in inputs for tensor in _tensors(part)]
    return [inputs] if hasattr(inputs, "shape") else []
