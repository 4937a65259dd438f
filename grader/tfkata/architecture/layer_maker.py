"""A checked record of one layer -> the layer, made by a class of Keras's own out of checked values."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import keras
from keras import layers

from tfkata.architecture import clean
from tfkata.architecture.allowed import (
    ACTIVATION_LAYERS,
    ALIASES,
    CELLS,
    LAYERS,
    MASKING,
    MAX_CELLS,
    MAX_NESTING,
    MIXING,
    OPERATIONS,
    PER_STEP,
    RECURRENT,
    REGULARIZERS,
    CountedZeros,
    Ledger,
)
from tfkata.architecture.bounds import Operation
from tfkata.architecture.clean import ModelRefused
from tfkata.architecture.penalties import Unknown
from tfkata.candidate.describe_model import ACTIVATION_MARK

Substitutes = list[tuple[str, Callable[[Any], Any] | None]]
"""The name of each foreign activation and the Keras activation with the same values, if there is one."""


class LayerMaker:
    """Makes the layers of one description, and remembers those that have weights, in its order."""

    def __init__(self, ledger: Ledger, substitutes: Substitutes) -> None:
        self._ledger = ledger
        self._substitutes = substitutes
        self.weighted: list[Any] = []  # layers in the order of the config
        self.mixes_samples = False  # whether anything in it could make more samples of those that come in

    def layer(self, record: dict[str, Any], depth: int) -> Any:
        """The layer, input or function of `keras.ops` of a record; a model is none of them.

        Raises:
            ModelRefused: it is not one of those that are allowed, or cannot be made like this.
        """
        kind, module = record["class_name"], record.get("module")
        if not isinstance(kind, str) or not isinstance(module, str) or module.split(".")[0] != "keras":
            raise _custom_layer(f"a layer of a class of your own, {clean.label(kind)}")
        if kind == "InputLayer":
            return _input(clean.table(record.get("config"), "the input"))
        if module.startswith("keras.src.ops"):
            return self._operation(kind, clean.table(record.get("config"), "an operation"))
        if kind in ("Bidirectional", "RNN", "TimeDistributed"):
            return self._wrapper(kind, clean.table(record.get("config"), "a layer's config"), depth)
        cls = LAYERS.get(ALIASES.get(kind, kind))
        if cls is None:
            raise _custom_layer(f"the layer {clean.label(kind)}")
        self.mixes_samples |= kind in MIXING
        return self._made(cls, kind, record)

    def _made(self, cls: Any, kind: str, record: dict[str, Any]) -> Any:
        self._ledger.charge_layer()
        counted = dict.fromkeys(_initializers(cls), CountedZeros(self._ledger))
        config = clean.layer_config(record.get("config"))
        layer = cls(**counted | self._options(kind, config))
        layer.half_precision = _half_precision(config.get("dtype"))
        self.weighted.append(layer)
        return layer

    def _wrapper(self, kind: str, config: dict[str, Any], depth: int) -> Any:
        """A layer that is made of layers; the weights are theirs."""
        if depth > MAX_NESTING:
            raise ModelRefused("model.too-large", "layers inside layers, too deep", found="too many levels")
        self._ledger.charge_layer()
        own = {key: value for key, value in config.items() if key not in ("layer", "backward_layer", "cell")}
        options = self._options(kind, clean.layer_config(own))
        if kind == "RNN":
            return layers.RNN(self._cell(config.get("cell")), **options)
        inner = self._inside_of(kind, config.get("layer"), depth)
        if kind == "TimeDistributed":
            return layers.TimeDistributed(inner, **options)
        return self._both_directions(
            inner, self._inside_of(kind, config.get("backward_layer"), depth), options
        )

    def _inside_of(self, kind: str, record: Any, depth: int) -> Any:
        entry = clean.layer_record(record)
        if entry["class_name"] not in (PER_STEP if kind == "TimeDistributed" else RECURRENT):
            raise _custom_layer(f"a {kind} of the layer {clean.label(entry['class_name'])}")
        return self.layer(entry, depth + 1)

    def _cell(self, record: Any, *, alone: bool = True) -> Any:
        entry = clean.layer_record(record)
        kind = entry["class_name"]
        if kind == "StackedRNNCells" and alone:
            stack = clean.table(entry.get("config"), "a layer's config")
            cells = clean.members(stack.get("cells"), "the list of cells", MAX_CELLS)
            return layers.StackedRNNCells([self._cell(cell, alone=False) for cell in cells])
        if kind not in CELLS or not str(entry.get("module")).startswith("keras."):
            raise _custom_layer(f"a recurrent layer of the cell {clean.label(kind)}")
        return self._made(CELLS[kind], kind, entry)

    def _both_directions(self, forward: Any, backward: Any, options: dict[str, Any]) -> Any:
        """Keras would make the layer that it is given once more, out of initialisers that it can write down."""
        alike = {key: getattr(forward, key) for key in ("return_sequences", "return_state", "stateful")}
        if (
            alike != {key: getattr(backward, key) for key in alike}
            or forward.go_backwards == backward.go_backwards
        ):
            raise ModelRefused(None, "both directions of a Bidirectional layer in this model are the same")
        wrapper = layers.Bidirectional(layers.SimpleRNN(1, **alike), **options)
        wrapper.forward_layer, wrapper.backward_layer = forward, backward
        return wrapper

    def _operation(self, kind: str, config: dict[str, Any]) -> Operation:
        function = _getitem if kind == "GetItem" else OPERATIONS.get(kind)
        if function is None:
            raise _custom_layer(f"the operation {clean.label(kind)}")
        self.mixes_samples |= kind not in MASKING
        ignored = ("name",) if kind == "Cast" else ("name", "dtype")
        options = {key: value for key, value in clean.layer_config(config).items() if key not in ignored}
        return Operation(function, options)

    def _options(self, kind: str, config: dict[str, Any]) -> dict[str, Any]:
        """The arguments of the layer's constructor."""
        options: dict[str, Any] = {}
        for key, value in config.items():
            if key == "dtype":
                options[key] = "float32"
            elif key == "name":
                options[key] = clean.name_of(value)
            elif key.endswith("_initializer"):
                options[key] = CountedZeros(self._ledger)
            elif key.endswith("_regularizer"):
                options[key] = _regularizer(value)
            elif key.endswith("_constraint"):
                options[key] = None if value is None else keras.constraints.NonNeg()
            elif key.endswith("activation"):
                options[key] = self._activation(value)
            elif isinstance(value, dict):
                raise ModelRefused(None, f"a {kind} layer has a {key} that the grader cannot read")
            else:
                options[key] = value
        return options

    def _activation(self, value: Any) -> Any:
        """Keras's own by name or as a layer; a marked stand-in by the values that were probed."""
        if value is None or isinstance(value, str):
            if value is not None and not callable(getattr(keras.activations, value, None)):
                raise _unknown_activation(clean.label(value))
            return value
        record = clean.table(value, "an activation")
        name = record.get("config")
        if isinstance(name, str) and name.startswith(ACTIVATION_MARK):
            index = name.removeprefix(ACTIVATION_MARK)
            if not index.isdecimal() or int(index) >= len(self._substitutes):
                raise _unknown_activation("?")
            given, substitute = self._substitutes[int(index)]
            if substitute is None:
                raise _unknown_activation(given)
            return substitute
        kind = record.get("class_name")
        if kind not in ACTIVATION_LAYERS or record.get("module") != "keras.layers":
            raise _unknown_activation(clean.label(name if isinstance(name, str) else kind))
        return LAYERS[kind](**self._options(kind, clean.layer_config(record.get("config"))))


@cache
def _initializers(cls: type) -> tuple[str, ...]:
    """What a layer makes its weights with, under the names of its arguments."""
    return tuple(name for name in inspect.signature(cls).parameters if name.endswith("_initializer"))


def _half_precision(dtype: Any) -> str:
    """The name of a dtype policy under which variables are stored in 16 bits; with any other nothing. Mixed ones keep 32."""
    name = (dtype.get("config") or {}).get("name") if isinstance(dtype, dict) else dtype
    return str(name) if name in ("float16", "bfloat16") else ""


def _getitem(x: Any, key: Any) -> Any:
    return x[tuple(key) if isinstance(key, list) else key]


def _input(config: dict[str, Any]) -> Any:
    shape = clean.members(clean.plain(config.get("batch_shape"), "input shape"), "the input shape", 8)
    if any(not (n is None or (type(n) is int and 0 < n <= 2**20)) for n in shape):
        raise ModelRefused("model.input-shape", "an invalid input shape", found=str(shape))
    if config.get("sparse") or config.get("ragged"):
        raise ModelRefused("model.input-shape", "a sparse or ragged input", found="a sparse or ragged input")
    dtype = config.get("dtype", "float32")
    if dtype not in clean.DTYPES:
        raise ModelRefused("model.input-shape", "an input of an odd dtype", found=clean.label(dtype))
    return layers.InputLayer(batch_shape=shape, dtype=dtype, name=clean.name_of(config.get("name")))


def _regularizer(value: Any) -> Any:
    """None, the same penalty of Keras's, or one of which nothing is known."""
    if value is None:
        return None
    record = clean.table(value, "a regularizer")
    strength = clean.table(
        record.get("config") if isinstance(record.get("config"), dict) else {}, "a regularizer"
    )
    if record.get("class_name") in REGULARIZERS and set(strength) <= {"l1", "l2"}:
        numbers = {key: clean.plain(part, key) or 0.0 for key, part in strength.items()}
        if all(type(part) in (int, float) for part in numbers.values()):
            return keras.regularizers.L1L2(**numbers) if any(numbers.values()) else None
    return Unknown()


def _custom_layer(found: str) -> ModelRefused:
    return ModelRefused("model.custom-layer", f"this model contains {found}", found=found)


def _unknown_activation(name: str) -> ModelRefused:
    return ModelRefused(
        "model.unknown-activation", f"the activation {name} is not one of Keras's", found=name
    )
