"""A hostile description of a model -> a Keras model, built by the examiner from Keras's own parts.

The JSON never reaches Keras's deserialiser. Each layer is made by its own class (`layer_maker`) and called on
symbolic tensors in the order the description gives; weights are counted before they are allocated. What the judge does not look
at (initialisers, dtypes, seeds) is replaced.
"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np
from keras import layers, ops

from tfkata.architecture import activations, clean
from tfkata.architecture.allowed import MAX_LAYERS, MAX_NESTING, Ledger
from tfkata.architecture.bounds import Operation, refuse_growth, refuse_hidden_freezing, timesteps, work
from tfkata.architecture.clean import ModelRefused
from tfkata.architecture.connections import Calls, NotYet, argument, tensors
from tfkata.architecture.layer_maker import LayerMaker, Substitutes
from tfkata.candidate.describe_model import probe_grids


def rebuild(description: dict[str, Any], grids: list[np.ndarray] | None = None) -> keras.Model:
    """The model that `tfkata.candidate.describe_model.describe_model` described, with its weights where they were sent.

    `grids` are those on which the candidate was to try its activations, those of `probe_grids` if it was told none.

    Raises:
        ModelRefused: with a misconception's code where one fits, and a sentence for the learner.
    """
    _refuse_obstacles(description)
    record = clean.parse(description.get("config"))
    probes = description.get("activation_probes")
    ledger = Ledger()
    maker = LayerMaker(ledger, _substitutes(probes, probe_grids() if grids is None else grids))
    try:
        model = _Builder(maker, ledger).model(record, depth=0)
        if maker.mixes_samples:
            refuse_growth(model)
        refuse_hidden_freezing(model, description)
        weights = description.get("weights")
        if isinstance(weights, list) and weights:
            _fill(maker.weighted, weights)
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


def _substitutes(probes: Any, grids: list[np.ndarray]) -> Substitutes:
    found = []
    for probe in clean.members([] if probes is None else probes, "the list of activations", MAX_LAYERS):
        entry = clean.table(probe, "an activation")
        substitute = activations.from_values(entry.get("values"), entry.get("rank"), grids)
        found.append((clean.label(entry.get("name")), substitute))
    return found


def _first_line(error: Exception) -> str:
    return clean.label(str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__)


class _Builder:
    """Puts the layers of one description together, models inside models too, and charges what their calls cost."""

    def __init__(self, maker: LayerMaker, ledger: Ledger) -> None:
        self._maker = maker
        self._ledger = ledger
        self._inside: dict[int, int] = {}  # how many calls one call of a model makes, by its id
        self._cost: dict[int, tuple[int, int]] = {}  # work and steps of one call of a model, by its id
        self._open: set[int] = set()  # Sequential models whose shapes are not known yet, by their id

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
        if record["class_name"] in ("Sequential", "Functional", "Model"):
            return self.model(record, depth + 1)
        return self._maker.layer(record, depth)


def _refuse_counting(layer: Any, inputs: list[Any], output: Any) -> None:
    """No model needs to add up over its samples; one that does may be right for small batches alone."""
    if isinstance(layer, Operation) and layer.function is ops.sum:
        given = [tensor for tensor in inputs if hasattr(tensor, "shape")]
        if any(None in tensor.shape for tensor in given) and None not in output.shape:
            message = (
                "this model adds up over all samples of a batch, so its answer for one depends on the others"
            )
            raise ModelRefused(None, message)


def _fill(weighted: list[Any], arrays: list[Any]) -> None:
    """Sets all weights; they come layer by layer in the order of the config."""
    rest = list(arrays)
    for layer in weighted:
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
