"""Which tensors a call in a description gets: those that other calls of the same model gave, and constants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import keras
import numpy as np

from tfkata.architecture import clean
from tfkata.architecture.clean import ModelRefused


@dataclass
class Calls:
    """The outputs of one layer within one model, call by call."""

    layer: Any
    pending: list[dict[str, Any]]
    outputs: list[Any] = field(default_factory=list)


class NotYet(Exception):
    """An input that has not been computed yet."""


def argument(value: Any, made: dict[str, Calls], depth: int = 0) -> Any:
    """An argument of a call: a tensor, a constant, a slice, or a list of these."""
    if isinstance(value, list) and depth < 3:
        return [argument(part, made, depth + 1) for part in clean.members(value, "a call")]
    if not isinstance(value, dict):
        return clean.plain(value, "argument")
    inner = clean.table(value.get("config"), "an argument")
    kind = value.get("class_name")
    if kind == "__keras_tensor__":
        return tensor(inner.get("keras_history"), made)
    if kind == "__slice__":
        return slice(*(clean.plain(inner.get(key), key) for key in ("start", "stop", "step")))
    if kind == "__ellipsis__":
        return ...
    if kind in ("__tensor__", "__numpy__"):
        return np.asarray(clean.plain(inner.get("value"), "constant"), np.float32)
    raise ModelRefused(None, f"a call in this model has an argument {clean.label(kind)}")


def tensor(history: Any, made: dict[str, Calls], *, of_model: bool = False) -> Any:
    """The tensor that `[layer, call, position]` names.

    Raises:
        NotYet: that call has not been made.
    """
    parts = clean.members(history, "a connection", 3)
    if len(parts) != 3 or not isinstance(parts[0], str) or parts[0] not in made:
        raise ModelRefused(None, "the layers of this model are not connected")
    calls = made[parts[0]]
    node, position = (part if isinstance(part, int) else -1 for part in parts[1:])
    if of_model and isinstance(calls.layer, keras.Model) and not isinstance(calls.layer, keras.Sequential):
        node -= 1  # Keras counts a Functional model's own inputs as its first call, here only
    if node < 0 or position < 0:
        raise ModelRefused(None, "the layers of this model are not connected")
    if node >= len(calls.outputs):
        raise NotYet
    output = calls.outputs[node]
    several = output if isinstance(output, (list, tuple)) else [output]
    if position >= len(several):
        raise ModelRefused(None, "the layers of this model are not connected")
    return several[position]


def tensors(ends: Any, made: dict[str, Calls]) -> Any:
    """`["input_layer", 0, 0]`, or a list or dict of these."""
    if isinstance(ends, dict):
        return [tensors(end, made) for end in clean.table(ends, "the inputs and outputs").values()]
    ends = clean.members(ends, "the inputs and outputs")
    if ends and isinstance(ends[0], str):
        try:
            return tensor(ends, made, of_model=True)
        except NotYet:
            raise ModelRefused(None, "the layers of this model are not connected") from None
    return [tensors(end, made) for end in ends]
