"""A Keras model -> the calls it makes, in order, models inside models unfolded. Trusts the model: it is rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import keras

from tfkata.architecture import activations

Shape = tuple[int | None, ...]
INPUT = -1
INSIDE = ("forward_layer", "backward_layer", "layer", "cell")
"""Where a layer keeps the layers that it is made of."""

PADDING, NOTHING = "padding", "nothing"
"""What a mask of time steps skips: those where the input of the model is padding, or, for all that it is a mask, none at all."""

_KEEP_ROWS = frozenset(
    ["ActivityRegularization", "Dropout", "GaussianDropout", "Identity", "Masking", "SpatialDropout1D"]
)
_CUT = ("relu", "relu6", "hard_sigmoid", activations.UNKNOWN)
"""Activations that may make zeros of a whole row."""


@dataclass(frozen=True)
class Step:
    """One call of one layer or operation.

    `sources` are the indices of the steps whose outputs it takes (`INPUT` for the model's own input),
    `constants` the other positional arguments, `training` what the call has fixed, if anything, `mask` what is skipped
    by the mask of time steps that comes with its input, "" where none comes; of a Masking layer, by the mask that it makes.
    """

    layer: Any
    in_shape: Shape
    out_shape: Shape
    sources: tuple[int, ...]
    constants: tuple[Any, ...] = ()
    training: bool | None = None
    tensor_first: bool = True
    mask: str = ""

    @property
    def kind(self) -> str:
        return str(type(self.layer).__name__)

    @property
    def parameters(self) -> int:
        return int(self.layer.count_params()) if isinstance(self.layer, keras.layers.Layer) else 0


@dataclass
class Graph:
    steps: list[Step] = field(default_factory=list)
    outputs: list[int] = field(default_factory=list)

    @property
    def linear(self) -> bool:
        """Whether it is one chain: every step takes the output of the one before, the last is the output."""
        chained = all(step.sources == (index - 1,) for index, step in enumerate(self.steps))
        return chained and self.outputs == [len(self.steps) - 1]

    @property
    def vocabulary(self) -> int | None:
        """How many words the input may name, where the first layer takes the ids of words."""
        first = next((step for step in self.steps if INPUT in step.sources), None)
        return int(first.layer.input_dim) if first is not None and first.kind == "Embedding" else None

    def weighted_layers(self) -> list[Any]:
        """Every layer with weights, once, in the order of its first call."""
        found: list[Any] = []
        for step in self.steps:
            if step.parameters and all(step.layer is not other for other in found):
                found.append(step.layer)
        return found


def read(model: keras.Model) -> Graph:
    """The graph of a built Sequential or Functional model with one input, without what only computes its masks."""
    graph = Graph()
    graph.outputs = _unfold(model, [(INPUT, tuple(model.input_shape))], graph)
    return _without_masks(graph)


def parts(layer: Any) -> Iterator[Any]:
    """A layer and what is inside it: both directions of a Bidirectional, the cells of a recurrent layer."""
    yield layer
    inside = [getattr(layer, name, None) for name in INSIDE]
    for part in [*inside, *(getattr(layer, "cells", None) or [])]:
        if isinstance(part, keras.layers.Layer):
            yield from parts(part)


def cells(layer: Any) -> list[Any]:
    """The cells of a recurrent layer, those of both directions and of a stack; [] for any other."""
    return [part for part in parts(layer) if type(part).__name__.endswith("Cell")]


def weight_role(layer: Any, weight: Any) -> str:
    """What a weight of a layer is for: Keras's name for it, "recurrent_input" for the kernel of a cell."""
    name = str(weight.name)
    return "recurrent_input" if name == "kernel" and cells(layer) else name


def _without_masks(graph: Graph) -> Graph:
    """Keras writes down how a mask is computed like any other call; it is what the layer that makes the mask says."""
    needed, waiting = set(), list(graph.outputs)
    while waiting:
        index = waiting.pop()
        if index != INPUT and index not in needed:
            needed.add(index)
            waiting += graph.steps[index].sources
    kept = sorted(needed)
    if len(kept) == len(graph.steps):
        return graph
    place = {INPUT: INPUT, **{old: new for new, old in enumerate(kept)}}
    steps = [
        replace(graph.steps[old], sources=tuple(place[source] for source in graph.steps[old].sources))
        for old in kept
    ]
    return Graph(steps, [place[output] for output in graph.outputs])


def _unfold(model: Any, ends: list[tuple[int, Shape]], graph: Graph) -> list[int]:
    """Appends the calls of `model` on the given sources; returns where its outputs come from."""
    if isinstance(model, keras.Sequential):
        for layer in model.layers:
            ends = _call(layer, ends, graph)
        return [source for source, _ in ends]
    return _unfold_functional(model, ends, graph)


def _unfold_functional(model: Any, ends: list[tuple[int, Shape]], graph: Graph) -> list[int]:
    config = model.get_config()
    layers = {operation.name: operation for operation in model.operations}
    made: dict[str, list[list[tuple[int, Shape]]]] = {name: [] for name in layers}
    for (name, _, _), end in zip(_leaves(config["input_layers"]), ends, strict=True):
        made[name].append([end])
    waiting = [
        (entry["name"], list(entry["inbound_nodes"])) for entry in config["layers"] if entry["inbound_nodes"]
    ]
    while waiting:
        for name, nodes in waiting:
            while nodes and _ready(nodes[0], made):
                made[name].append(_call_node(layers[name], nodes.pop(0), made, graph))
        waiting = [(name, nodes) for name, nodes in waiting if nodes]
    outputs = []
    for name, node, position in _leaves(config["output_layers"]):
        own_first_call = isinstance(layers[name], keras.Model) and not isinstance(
            layers[name], keras.Sequential
        )
        outputs.append(made[name][node - own_first_call][position][0])
    return outputs


def _leaves(ends: Any) -> list[tuple[str, int, int]]:
    if isinstance(ends, dict):
        return [leaf for end in ends.values() for leaf in _leaves(end)]
    if ends and isinstance(ends[0], str):
        return [tuple(ends)]
    return [leaf for end in ends for leaf in _leaves(end)]


def _histories(value: Any) -> list[dict[str, Any]]:
    """The symbolic tensors among the arguments of a call."""
    if isinstance(value, dict):
        if value.get("class_name") == "__keras_tensor__":
            return [value["config"]]
        return [tensor for part in value.values() for tensor in _histories(part)]
    if isinstance(value, (list, tuple)):
        return [tensor for part in value for tensor in _histories(part)]
    return []


def _ready(node: dict[str, Any], made: dict[str, list[list[tuple[int, Shape]]]]) -> bool:
    return all(len(made[h["keras_history"][0]]) > h["keras_history"][1] for h in _histories(node))


def _call_node(
    layer: Any, node: dict[str, Any], made: dict[str, list[list[tuple[int, Shape]]]], graph: Graph
) -> list[tuple[int, Shape]]:
    given = {key: value for key, value in node["kwargs"].items() if key != "mask"}
    ends = []
    for tensor in _histories([node["args"], given]):
        name, call, position = tensor["keras_history"]
        ends.append((made[name][call][position][0], tuple(tensor["shape"])))
    args = list(node["args"])
    first = bool(args) and bool(_histories(args[0]))
    constants = tuple(a for a in args if not _histories(a))
    masked = bool(_histories(node["kwargs"].get("mask")))
    return _call(layer, ends, graph, constants, given.get("training"), first, masked)


def _call(
    layer: Any,
    ends: list[tuple[int, Shape]],
    graph: Graph,
    constants: tuple[Any, ...] = (),
    training: bool | None = None,
    tensor_first: bool = True,
    masked: bool = False,
) -> list[tuple[int, Shape]]:
    if hasattr(layer, "layers"):
        shapes = _output_shapes(layer, ends)
        return list(zip(_unfold(layer, ends, graph), shapes, strict=True))
    if isinstance(layer, keras.layers.InputLayer):
        return ends
    shapes = _output_shapes(layer, ends)
    sources = tuple(source for source, _ in ends)
    in_shape = ends[0][1] if ends else ()
    mask = (
        _mask_made(graph, sources[0])
        if isinstance(layer, keras.layers.Masking)
        else _mask_that_comes(graph, sources)
    )
    mask = mask or (PADDING if masked else "")
    step = Step(layer, in_shape, shapes[0], sources, constants, training, tensor_first, mask)
    graph.steps.append(step)
    return [(len(graph.steps) - 1, shape) for shape in shapes]


def _mask_that_comes(graph: Graph, sources: tuple[int, ...]) -> str:
    """The mask that the inputs of a call bring along."""
    steps = [graph.steps[source] for source in sources if source != INPUT]
    return next((mask for mask in map(_mask_behind, steps) if mask), "")


def _mask_behind(step: Step) -> str:
    """The mask of what comes out of a call."""
    if getattr(step.layer, "mask_zero", False):
        return PADDING
    carries = step.kind == "Masking" or (
        getattr(step.layer, "supports_masking", False) and len(step.out_shape) > 2
    )
    return step.mask if carries else ""


def _mask_made(graph: Graph, source: int) -> str:
    """The mask of a Masking layer, which takes no other into account: it skips rows that are one value throughout.

    The input of a model has such rows, and a relu may leave them; the numbers that a layer computes with its weights are
    none, not even those that an Embedding has for id 0.
    """
    while source != INPUT and graph.steps[source].kind in _KEEP_ROWS:
        source = graph.steps[source].sources[0]
    if source == INPUT or not graph.steps[source].parameters:
        return PADDING
    function = getattr(graph.steps[source].layer, "activation", None)
    return PADDING if callable(function) and activations.name_of(function) in _CUT else NOTHING


def _output_shapes(layer: Any, ends: list[tuple[int, Shape]]) -> list[Shape]:
    if len(ends) == 1 and isinstance(layer, keras.layers.Layer) and not hasattr(layer, "layers"):
        shapes = layer.compute_output_shape(ends[0][1])
        several = bool(shapes) and isinstance(shapes[0], list | tuple)
        return [tuple(shape) for shape in shapes] if several else [tuple(shapes)]
    output = layer.outputs if hasattr(layer, "outputs") else layer.output
    return [tuple(t.shape) for t in (output if isinstance(output, (list, tuple)) else [output])]
