"""A hostile description of a model -> a Keras model, built by the examiner from Keras's own parts.

The JSON never reaches Keras's deserialiser. Each layer is made by its own class from the list below out of
checked values, and called on symbolic tensors in the order the description gives; weights are counted
before they are allocated. What the judge does not look at (initialisers, dtypes, seeds) is replaced.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import keras
import numpy as np
from keras import layers, ops

from tfkata.architecture import activations, clean
from tfkata.architecture.allowed import (
    ACTIVATION_LAYERS,
    ALIASES,
    CELLS,
    LAYERS,
    MASKING,
    MAX_CELLS,
    MAX_LAYERS,
    MAX_NESTING,
    MIXING,
    OPERATIONS,
    PER_STEP,
    RECURRENT,
    REGULARIZERS,
    CountedZeros,
    Ledger,
)
from tfkata.architecture.bounds import Operation, refuse_growth, refuse_hidden_freezing, timesteps, work
from tfkata.architecture.clean import ModelRefused
from tfkata.architecture.connections import Calls, NotYet, argument, tensors
from tfkata.architecture.penalties import Unknown
from tfkata.candidate.describe_model import ACTIVATION_MARK, probe_grids


def rebuild(description: dict[str, Any], grids: list[np.ndarray] | None = None) -> keras.Model:
    """The model that `tfkata.candidate.describe_model.describe_model` described, with its weights where they were sent.

    `grids` are those on which the candidate was to try its activations, those of `probe_grids` if it was told none.

    Raises:
        ModelRefused: with a misconception's code where one fits, and a sentence for the learner.
    """
    _refuse_obstacles(description)
    record = clean.parse(description.get("config"))
    builder = _Builder(
        _substitutes(description.get("activation_probes"), probe_grids() if grids is None else grids)
    )
    try:
        model = builder.model(record, depth=0)
        if builder.mixes_samples:
            refuse_growth(model)
        refuse_hidden_freezing(model, description)
        weights = description.get("weights")
        if isinstance(weights, list) and weights:
            builder.fill(weights)
    except ModelRefused:
        raise
    except (MemoryError, RecursionError):
        raise ModelRefused("model.too-large", "this model does not fit into memory", found="it") from None
    except Exception as error:  # noqa: BLE001  (whatever Keras raises on an impossible config)
        text = f"this model cannot be built again from its config ({_first_line(error)})"
        raise ModelRefused(None, text) from None
    if not model.built or not getattr(model, "inputs", None):
        raise ModelRefused(
            "model.input-shape", "this model has no input shape yet", found="no input shape at all"
        )
    return model


def _refuse_obstacles(description: dict[str, Any]) -> None:
    kind = clean.label(description.get("class_name"))
    if description.get("subclassed", False) is not False:
        raise ModelRefused("model.subclassed", f"a subclassed model ({kind})", found=kind)
    obstacle = description.get("obstacle")
    if obstacle is None:
        return
    reason, name = [clean.label(part) for part in [*clean.members(obstacle, "the obstacle"), "?", "?"][:2]]
    if reason in ("lambda", "custom-layer"):
        found = (
            f"the Lambda layer {name}" if reason == "lambda" else f"a layer of a class of your own, {name}"
        )
        raise ModelRefused("model.custom-layer", f"this model contains {found}", found=found)
    raise ModelRefused(None, f"Keras cannot write down the config of this model ({name})")


def _substitutes(probes: Any, grids: list[np.ndarray]) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """The name of each foreign activation and the Keras activation with the same values, if there is one."""
    found = []
    for probe in clean.members([] if probes is None else probes, "the list of activations", MAX_LAYERS):
        entry = clean.table(probe, "an activation")
        substitute = activations.from_values(entry.get("values"), entry.get("rank"), grids)
        found.append((clean.label(entry.get("name")), substitute))
    return found


def _first_line(error: Exception) -> str:
    return clean.label(str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__)


class _Builder:
    def __init__(self, substitutes: list[tuple[str, Callable[[Any], Any] | None]]) -> None:
        self._substitutes = substitutes
        self._ledger = Ledger()
        self._weighted: list[Any] = []  # layers in the order of the config
        self._inside: dict[int, int] = {}  # how many calls one call of a model makes, by its id
        self._cost: dict[int, tuple[int, int]] = {}  # work and steps of one call of a model, by its id
        self._open: set[int] = set()  # Sequential models whose shapes are not known yet, by their id
        self.mixes_samples = False  # whether anything in it could make more samples of those that come in

    def model(self, record: dict[str, Any], depth: int) -> keras.Model:
        if depth > MAX_NESTING:
            raise ModelRefused("model.too-large", "models inside models, too deep", found="too many levels")
        config = clean.table(record.get("config"), "the config")
        kind, before = record.get("class_name"), (self._ledger.work, self._ledger.steps)
        if kind == "Sequential":
            model = self._sequential(config, depth)
        elif kind in ("Functional", "Model"):
            model = self._functional(config, depth)
        else:
            raise ModelRefused("model.subclassed", "a subclassed model", found=clean.label(kind))
        if config.get("trainable") is False:
            model.trainable = False
        if id(model) not in self._open:
            self._cost[id(model)] = self._ledger.work - before[0], self._ledger.steps - before[1]
        return model

    def _calls_in(self, layer: Any) -> int:
        return self._inside.get(id(layer), 1)

    def _sequential(self, config: dict[str, Any], depth: int) -> keras.Model:
        parts = []
        for entry in clean.members(config.get("layers"), "the list of layers", MAX_LAYERS + 1):
            parts.append(self._layer(clean.layer_record(entry), depth))
            if isinstance(parts[-1], Operation):
                raise ModelRefused(None, "an operation inside a Sequential model")
        inside = sum(self._calls_in(part) for part in parts)
        self._ledger.charge_calls(inside)
        model = keras.Sequential(parts, name=clean.name_of(config.get("name")))
        self._inside[id(model)] = inside
        self._open.add(id(model))
        if model.built:
            self._charge_built(model)
        return model

    def _charge_built(self, model: Any) -> None:
        """Charge what is in a Sequential as soon as its shapes are known; those inside become known with it."""
        if id(model) not in self._open:
            return
        self._open.remove(id(model))
        work_before, steps_before = self._ledger.work, self._ledger.steps
        for layer in model.layers:
            self._ledger.charge_steps(timesteps(layer, layer.input))
            self._ledger.charge_call(*work(layer, layer.input), layer.output)
            self._charge_built(layer)
        self._cost[id(model)] = self._ledger.work - work_before, self._ledger.steps - steps_before

    def _functional(self, config: dict[str, Any], depth: int) -> keras.Model:
        made: dict[str, Calls] = {}
        for entry in clean.members(config.get("layers"), "the list of layers", MAX_LAYERS + 1):
            record = clean.layer_record(entry)
            name = clean.name_of(record.get("name"))
            if name in made:
                raise ModelRefused(None, f"this model has two layers called {clean.label(name)!r}")
            nodes = clean.members(record.get("inbound_nodes"), "the list of calls", MAX_LAYERS)
            layer = self._layer(record, depth)
            made[name] = Calls(layer, [clean.table(node, "a call") for node in nodes])
            if isinstance(layer, layers.InputLayer):
                made[name].outputs.append(layer.output)
        self._run(made)
        inputs = tensors(config.get("input_layers"), made)
        outputs = tensors(config.get("output_layers"), made)
        model = keras.Model(inputs, outputs, name=clean.name_of(config.get("name")))
        self._inside[id(model)] = sum(self._calls_in(c.layer) * len(c.outputs) for c in made.values())
        return model

    def _run(self, made: dict[str, Calls]) -> None:
        """Calls every layer as soon as its inputs exist."""
        waiting = [calls for calls in made.values() if calls.pending]
        for _ in range(MAX_LAYERS + 1):
            if not waiting:
                return
            for calls in waiting:
                self._call_while_possible(calls, made)
            still = [calls for calls in waiting if calls.pending]
            waiting = still
        raise ModelRefused(None, "the layers of this model are not connected")

    def _call_while_possible(self, calls: Calls, made: dict[str, Calls]) -> None:
        while calls.pending:
            node = calls.pending[0]
            try:
                args = [argument(a, made) for a in clean.members(node.get("args"), "a call")]
                given = clean.table(node.get("kwargs", {}), "a call")
                kwargs = {clean.label(k): argument(v, made) for k, v in given.items()}
            except NotYet:
                return
            calls.pending.pop(0)
            self._ledger.charge_layer()
            self._ledger.charge_calls(self._calls_in(calls.layer))
            inputs = [*args, *kwargs.values()]
            self._ledger.charge_steps(timesteps(calls.layer, inputs))
            if calls.outputs:  # a model's first call was charged when it was built
                inside, steps = self._cost.get(id(calls.layer), (0, 0))
                self._ledger.charge_work(inside)
                self._ledger.charge_steps(steps)
            output = calls.layer(*args, **kwargs)
            _refuse_counting(calls.layer, inputs, output)
            self._ledger.charge_call(*work(calls.layer, inputs), output)
            self._charge_built(calls.layer)
            calls.outputs.append(output)

    def _layer(self, record: dict[str, Any], depth: int) -> Any:
        kind = record["class_name"]
        if kind in ("Sequential", "Functional", "Model"):
            return self.model(record, depth + 1)
        module = record.get("module")
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
        self._weighted.append(layer)
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
        return self._layer(entry, depth + 1)

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

    def fill(self, arrays: list[Any]) -> None:
        """Sets all weights; they come layer by layer in the order of the config."""
        rest = list(arrays)
        for layer in self._weighted:
            wanted = [tuple(w.shape) for w in layer.weights]
            given, rest = rest[: len(wanted)], rest[len(wanted) :]
            if [np.shape(g) if isinstance(g, np.ndarray) else None for g in given] != wanted:
                raise ModelRefused(None, f"the weights of layer {layer.name} do not fit it")
            if not all(g.dtype.kind in "biuf" and np.isfinite(g).all() for g in given):
                raise ModelRefused(
                    "model.weights-not-finite", "weights that are NaN or infinite", layer=layer.name
                )
            layer.set_weights(given)
            if isinstance(layer, layers.Normalization):
                layer.finalize_state()
        if rest:
            raise ModelRefused(None, "more weights than this model has room for")


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


def _refuse_counting(layer: Any, inputs: list[Any], output: Any) -> None:
    """No model needs to add up over its samples; one that does may be right for small batches alone."""
    if isinstance(layer, Operation) and layer.function is ops.sum:
        given = [tensor for tensor in inputs if hasattr(tensor, "shape")]
        if any(None in tensor.shape for tensor in given) and None not in output.shape:
            message = (
                "this model adds up over all samples of a batch, so its answer for one depends on the others"
            )
            raise ModelRefused(None, message)


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
