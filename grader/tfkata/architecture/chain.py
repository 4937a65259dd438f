"""The calls of a model -> a chain of canonical operations, so that equivalent spellings become one.

A convolution with `activation="relu"` is a convolution and a relu; a ReLU after a maximum pool stands
before it; "same" padding, a ZeroPadding2D and none at all are numbers of zeros on each side; what changes
nothing (Dropout(0), a linear activation, a Reshape to the same shape) is gone. Used for the diagnosis;
the verdict is by function.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tfkata.architecture import activations
from tfkata.architecture.graph import Graph, Shape, Step

CHANNELS_FIRST = " with data_format channels_first"
"""Ends the name of a layer that takes its channels for the axis before height and width."""


@dataclass(frozen=True)
class Op:
    """One operation. Two ops are the same one if `kind` and `attributes` agree.

    kinds: conv, dense, embed, rnn, norm, act, pool, flatten, reshape, dropout, pad, scale, other.
    """

    kind: str
    attributes: tuple[tuple[str, Any], ...]
    step: int
    in_shape: Shape
    out_shape: Shape
    inside: bool = False  # an activation given as a layer's argument

    def __getitem__(self, key: str) -> Any:
        return dict(self.attributes)[key]

    @property
    def key(self) -> tuple[str, tuple[tuple[str, Any], ...]]:
        return self.kind, self.attributes

    @property
    def has_weights(self) -> bool:
        if self.kind in ("other", "scale"):
            return bool(self["parameters"])
        return self.kind in ("conv", "dense", "embed", "rnn", "norm")


def canonical(graph: Graph) -> list[Op]:
    """The chain of a graph. Where the graph branches, its operations in topological order."""
    ops = [op for index, step in enumerate(graph.steps) for op in _ops(index, step)]
    changed = True
    while changed:
        ops, changed = _rewrite_once(ops)
    return ops


def forms(ops: list[Op]) -> list[list[Op]]:
    """The chain with every Dropout before the Flatten it commutes with, and with every one behind it.

    Neither is better: what a Dropout stands next to decides whether it looks misplaced.
    """
    early, late = list(ops), list(ops)
    for _ in ops:
        for chain, first in ((early, "dropout"), (late, "flatten")):
            for i in range(len(chain) - 1):
                pair = chain[i : i + 2]
                kinds = ["flatten" if op.kind == "reshape" else op.kind for op in pair]
                plain = all(op.kind != "dropout" or op["form"] == "Dropout" for op in pair)
                if plain and sorted(kinds) == ["dropout", "flatten"] and kinds[0] != first:
                    chain[i : i + 2] = reversed(pair)
    return [early, late]


def _rewrite_once(ops: list[Op]) -> tuple[list[Op], bool]:
    for i in range(len(ops) - 1):
        replaced = _rewrite_pair(ops[i], ops[i + 1])
        if replaced is not None:
            return [*ops[:i], *replaced, *ops[i + 2 :]], True
    return ops, False


def _rewrite_pair(a: Op, b: Op) -> list[Op] | None:
    """The two in their canonical form, or None if they are in it."""
    if b.kind == "act" and _act_goes_first(a, b["function"]):
        return [b, a]
    if a.kind == "pad" and b.kind == "dropout" and b["form"] == "Dropout":
        return [b, a]
    if a.kind == b.kind == "act" and a["function"] == b["function"] == "relu":
        return [a]
    if a.kind in ("flatten", "reshape") and b.kind in ("flatten", "reshape"):
        return _reshape(b.step, a.in_shape, b.out_shape)
    if a.kind == "pad" and b.kind == "conv":
        pads = tuple((p + q, r + s) for (p, r), (q, s) in zip(a["pads"], b["pads"], strict=True))
        return [_op("conv", b.step, a.in_shape, b.out_shape, **{**dict(b.attributes), "pads": pads})]
    if a.kind == b.kind == "pad":
        pads = tuple((p + q, r + s) for (p, r), (q, s) in zip(a["pads"], b["pads"], strict=True))
        return [_op("pad", b.step, a.in_shape, b.out_shape, pads=pads)]
    return None


def _act_goes_first(a: Op, function: str) -> bool:
    """Whether act(a(x)) == a(act(x)), in training too."""
    if a.kind == "pool":
        return a["how"] == "max" and (function in activations.MONOTONE or activations.is_leaky(function))
    if a.kind in ("flatten", "reshape"):
        return function not in activations.ROWWISE
    if a.kind == "dropout":
        return a["form"] == "Dropout" and (function == "relu" or activations.is_leaky(function))
    if a.kind == "pad":
        return function in activations.ZERO_AT_ZERO or activations.is_leaky(function)
    return False


def _ops(index: int, step: Step) -> list[Op]:
    make = _MAKERS.get(step.kind)
    if make is None or len(step.sources) != 1:
        return _other(index, step)
    return list(make(index, step))


def _op(kind: str, index: int, in_shape: Shape, out_shape: Shape, **attributes: Any) -> Op:
    return Op(kind, tuple(attributes.items()), index, in_shape, out_shape)


def _other(index: int, step: Step) -> list[Op]:
    first = getattr(step.layer, "data_format", None) == "channels_first"
    spec = _op(
        "other",
        index,
        step.in_shape,
        step.out_shape,
        name=step.kind + CHANNELS_FIRST * first,
        shape=step.out_shape,
        parameters=step.parameters,
    )
    function = getattr(step.layer, "activation", None)
    return [spec, *(_act(index, step, function, inside=True) if callable(function) else [])]


def _act(index: int, step: Step, function: Any, *, inside: bool = False, name: str | None = None) -> list[Op]:
    name = name or activations.name_of(function)
    if name == "linear":
        return []
    return [Op("act", (("function", name),), index, step.out_shape, step.out_shape, inside)]


def _conv(index: int, step: Step) -> list[Op]:
    layer = step.layer
    if layer.data_format != "channels_last":
        return _other(index, step)
    spec = _op(
        "conv",
        index,
        step.in_shape,
        step.out_shape,
        axes=len(layer.kernel_size),
        filters=layer.filters,
        kernel=tuple(layer.kernel_size),
        strides=tuple(layer.strides),
        dilation=tuple(layer.dilation_rate),
        groups=layer.groups,
        pads=_pads(step.in_shape, layer.kernel_size, layer.strides, layer.dilation_rate, layer.padding),
        bias=layer.use_bias,
    )
    return [spec, *_act(index, step, layer.activation, inside=True)]


def _pads(shape: Shape, kernel: Any, strides: Any, dilation: Any, padding: str) -> Any:
    """Zeros before and after, for height and width or for time, as TensorFlow places them."""
    return tuple(
        _pads_of_one(n or 64, k, s, d, padding)
        for n, k, s, d in zip(shape[1:-1], kernel, strides, dilation, strict=True)
    )


def _pads_of_one(size: int, kernel: int, stride: int, dilation: int, padding: str) -> tuple[int, int]:
    if padding == "causal":
        return (kernel - 1) * dilation, 0
    if padding != "same":
        return 0, 0
    total = max((math.ceil(size / stride) - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def _dense(index: int, step: Step) -> list[Op]:
    layer = step.layer
    spec = _op("dense", index, step.in_shape, step.out_shape, units=layer.units, bias=layer.use_bias)
    return [spec, *_act(index, step, layer.activation, inside=True)]


def _embedding(index: int, step: Step) -> list[Op]:
    layer = step.layer
    sizes = {"vocabulary": layer.input_dim, "dimension": layer.output_dim}
    return [_op("embed", index, step.in_shape, step.out_shape, **sizes)]


def _recurrent(index: int, step: Step) -> list[Op]:
    """A recurrent layer with its cell, or with one for each direction."""
    layer = step.layer
    both = step.kind == "Bidirectional"
    inside = [layer.forward_layer, layer.backward_layer] if both else [layer]
    stacks = [getattr(one.cell, "cells", [one.cell]) for one in inside]
    if len(stacks[0]) > 1:
        return _stack(index, step, stacks[0]) if not both else _other(index, step)
    cells = [stack[0] for stack in stacks]
    if both and _of_cell(cells[0]) != _of_cell(cells[1]):
        return _other(index, step)
    way = "both ways" if both else "backwards" if layer.go_backwards else "forwards"
    options = {
        "way": way,
        "merge": layer.merge_mode if both else "",
        "sequences": bool(inside[0].return_sequences),
    }
    return [_rnn(index, step, cells[0], step.out_shape, step.masked, options)]


def _stack(index: int, step: Step, cells: list[Any]) -> list[Op]:
    """Cells on top of each other are layers that hand on whole sequences."""
    way = "backwards" if step.layer.go_backwards else "forwards"
    last = len(cells) - 1
    return [
        _rnn(
            index,
            step,
            cell,
            step.out_shape if place == last else (*step.in_shape[:2], cell.units),
            step.masked,
            {
                "way": way if place == 0 else "forwards",
                "merge": "",
                "sequences": place < last or bool(step.layer.return_sequences),
            },
        )
        for place, cell in enumerate(cells)
    ]


def _rnn(index: int, step: Step, cell: Any, out_shape: Shape, masked: bool, options: dict[str, Any]) -> Op:
    return _op("rnn", index, step.in_shape, out_shape, **_of_cell(cell), **options, masked=masked)


def _of_cell(cell: Any) -> dict[str, Any]:
    functions = (getattr(cell, name, None) for name in ("activation", "recurrent_activation"))
    return {
        "cell": type(cell).__name__.removesuffix("Cell"),
        "units": cell.units,
        "functions": tuple(activations.name_of(function) for function in functions if callable(function)),
        "bias": cell.use_bias,
        "reset_after": getattr(cell, "reset_after", None),
    }


def _normalized(index: int, step: Step) -> list[Op]:
    """A BatchNormalization over the last axis; whether it learns is asked elsewhere."""
    layer = step.layer
    axis = layer.axis[0] if isinstance(layer.axis, list | tuple) else layer.axis
    if axis not in (-1, len(step.out_shape) - 1):
        return _other(index, step)
    spec = {"epsilon": round(float(layer.epsilon), 9), "center": layer.center, "scale": layer.scale}
    return [_op("norm", index, step.in_shape, step.out_shape, **spec)]


def _time_distributed(index: int, step: Step) -> list[Op]:
    inner = type(step.layer.layer).__name__
    if inner not in ("Dense", "Activation", "ReLU", "Softmax"):
        return _other(index, step)
    return list(_MAKERS[inner](index, replace(step, layer=step.layer.layer)))


def _masking(index: int, step: Step) -> list[Op]:
    """Nothing in itself when it masks zeros: what becomes of the mask is the business of the layer that takes it."""
    return [] if step.layer.mask_value == 0 else _other(index, step)


def _activation(index: int, step: Step) -> list[Op]:
    return _act(index, step, step.layer.activation)


def _activation_step(index: int, step: Step) -> list[Op]:
    """A ReLU or Softmax layer, or an activation of `keras.ops`: both can be called on any array."""
    axis = getattr(step.layer, "axis", None)
    if axis is None:
        return _act(index, step, step.layer)
    last = axis in (-1, len(step.out_shape) - 1)
    name = "log_softmax" if step.kind == "LogSoftmax" else "softmax"
    return _act(index, step, None, name=name if last else f"{name} over axis {axis}")


def _pool(index: int, step: Step, how: str) -> list[Op]:
    layer = step.layer
    if layer.data_format != "channels_last":
        return _other(index, step)
    dilation = (1,) * len(layer.pool_size)
    pads = _pads(step.in_shape, layer.pool_size, layer.strides, dilation, layer.padding)
    return _pooled(index, step, how, tuple(layer.pool_size), tuple(layer.strides), pads)


def _pooled(index: int, step: Step, how: str, size: Any, strides: Any, pads: Any) -> list[Op]:
    if set(size) == set(strides) == {1}:
        return []
    return [_op("pool", index, step.in_shape, step.out_shape, how=how, size=size, strides=strides, pads=pads)]


def _global_pool(index: int, step: Step, how: str) -> list[Op]:
    if all(n == 1 for n in step.in_shape[1:-1]):
        return _reshape(index, step.in_shape, step.out_shape)
    how = (
        f"{how} of what is not masked"
        if how == "global average" and len(step.in_shape) == 3 and step.masked
        else how
    )
    return [_op("pool", index, step.in_shape, step.out_shape, how=how, size=(), strides=(), pads=())]


def _flatten(index: int, step: Step) -> list[Op]:
    if step.layer.data_format != "channels_last" and len(step.in_shape) > 2:
        return _other(index, step)
    return _reshape(index, step.in_shape, step.out_shape)


def _reshaped(index: int, step: Step) -> list[Op]:
    return _reshape(index, step.in_shape, step.out_shape)


def _reshape(index: int, in_shape: Shape, out_shape: Shape) -> list[Op]:
    if in_shape == out_shape:
        return []
    if len(out_shape) == 2:
        return [_op("flatten", index, in_shape, out_shape)]
    return [_op("reshape", index, in_shape, out_shape, target=out_shape[1:])]


def _permute(index: int, step: Step) -> list[Op]:
    return [] if list(step.layer.dims) == sorted(step.layer.dims) else _other(index, step)


def _zero_padding(index: int, step: Step) -> list[Op]:
    padding = step.layer.padding
    pads = (tuple(padding),) if isinstance(padding[0], int) else tuple(tuple(pair) for pair in padding)
    if step.layer.data_format != "channels_last":
        return _other(index, step)
    return [_op("pad", index, step.in_shape, step.out_shape, pads=pads)] if any(map(any, pads)) else []


def _dropout(index: int, step: Step) -> list[Op]:
    layer = step.layer
    rate = getattr(layer, "rate", 0)
    if not rate:
        return []
    form = step.kind
    if getattr(layer, "noise_shape", None) is not None:
        form = "Dropout with a noise_shape"
    if step.training:  # the call has fixed it; fixed to False it changes nothing, fit overrules it
        form = f"{form} that never stops"
    return [_op("dropout", index, step.in_shape, step.out_shape, rate=round(rate, 6), form=form)]


def _scale(index: int, step: Step) -> list[Op]:
    layer = step.layer
    harmless = step.kind == "Rescaling" and layer.scale == 1 and layer.offset == 0
    if harmless:
        return []
    return [_op("scale", index, step.in_shape, step.out_shape, name=step.kind, parameters=step.parameters)]


def _nothing(index: int, step: Step) -> list[Op]:
    return []


def _constant(step: Step) -> float | None:
    """The number that a two-sided operation takes beside the tensor."""
    numbers = [c for c in step.constants if isinstance(c, (int, float))]
    return float(numbers[0]) if len(numbers) == len(step.constants) == 1 else None


def _maximum(index: int, step: Step) -> list[Op]:
    return _act(index, step, None, name="relu") if _constant(step) == 0 else _other(index, step)


def _arithmetic(index: int, step: Step) -> list[Op]:
    number = _constant(step)
    neutral = 1.0 if step.kind in ("Multiply", "TrueDivide", "Divide") else 0.0
    if number is None or not (step.tensor_first or step.kind in ("Multiply", "Add")):
        return _other(index, step)
    return (
        []
        if number == neutral
        else [_op("scale", index, step.in_shape, step.out_shape, name=step.kind, parameters=0)]
    )


def _operation_pool(index: int, step: Step, how: str) -> list[Op]:
    layer = step.layer
    if layer.data_format not in (None, "channels_last") or len(step.in_shape) != 4:
        return _other(index, step)
    size = _pair(layer.pool_size)
    strides = size if layer.strides is None else _pair(layer.strides)
    return _pooled(
        index, step, how, size, strides, _pads(step.in_shape, size, strides, (1, 1), layer.padding)
    )


def _pair(value: Any) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[-1])


def _operation_reduce(index: int, step: Step, how: str) -> list[Op]:
    axes = step.layer.axis
    axes = [axes] if isinstance(axes, int) else list(axes or [])
    if len(step.in_shape) == 4 and sorted(a % 4 for a in axes) == [1, 2]:
        return _global_pool(index, step, how)
    if len(step.in_shape) == 3 and [a % 3 for a in axes] == [1]:
        return _global_pool(index, replace(step, masked=False), how)
    return _other(index, step)


_MAKERS: dict[str, Any] = {
    "Conv1D": _conv,
    "Conv2D": _conv,
    "Dense": _dense,
    "Embedding": _embedding,
    **dict.fromkeys(("SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"), _recurrent),
    "BatchNormalization": _normalized,
    "TimeDistributed": _time_distributed,
    "Masking": _masking,
    "MaxPooling1D": partial(_pool, how="max"),
    "AveragePooling1D": partial(_pool, how="average"),
    "GlobalMaxPooling1D": partial(_global_pool, how="global max"),
    "GlobalAveragePooling1D": partial(_global_pool, how="global average"),
    "ZeroPadding1D": _zero_padding,
    "Activation": _activation,
    "MaxPooling2D": partial(_pool, how="max"),
    "AveragePooling2D": partial(_pool, how="average"),
    "GlobalMaxPooling2D": partial(_global_pool, how="global max"),
    "GlobalAveragePooling2D": partial(_global_pool, how="global average"),
    "Flatten": _flatten,
    "Permute": _permute,
    "ZeroPadding2D": _zero_padding,
    "Identity": _nothing,
    "ActivityRegularization": _nothing,
    "Maximum": _maximum,
    "MaxPool": partial(_operation_pool, how="max"),
    "AveragePool": partial(_operation_pool, how="average"),
    "Mean": partial(_operation_reduce, how="global average"),
    "Max": partial(_operation_reduce, how="global max"),
    **dict.fromkeys(("Reshape", "ExpandDims", "Squeeze"), _reshaped),
    **dict.fromkeys(("ReLU", "LeakyReLU", "ELU", "Softmax", "LogSoftmax"), _activation_step),
    **dict.fromkeys(("Multiply", "TrueDivide", "Divide", "Add", "Subtract"), _arithmetic),
    **dict.fromkeys(("Rescaling", "Normalization"), _scale),
    **dict.fromkeys(
        [
            "Dropout",
            "SpatialDropout1D",
            "SpatialDropout2D",
            "SpatialDropout3D",
            "AlphaDropout",
            "GaussianDropout",
        ],
        _dropout,
    ),
    **dict.fromkeys(
        [
            "Relu",
            "Relu6",
            "LeakyRelu",
            "Elu",
            "Selu",
            "Gelu",
            "Silu",
            "Sigmoid",
            "HardSigmoid",
            "Softplus",
            "Softsign",
            "Tanh",
        ],
        _activation_step,
    ),
}


def pads_of(op: Op, padding: str) -> Any:
    """The zeros that this word would mean for this convolution or pooling."""
    dilation = dict(op.attributes).get("dilation", (1,) * len(op["strides"]))
    kernel = dict(op.attributes).get("kernel", dict(op.attributes).get("size"))
    return _pads(op.in_shape, kernel, op["strides"], dilation, padding)


def shape_text(shape: Shape) -> str:
    return "×".join("?" if n is None else str(n) for n in shape[1:])
