"""What looks at windows of an image or a sequence: convolutions, poolings, and the zeros around them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from tfkata.architecture.graph import PADDING, Shape, Step
from tfkata.architecture.op import Op, activation, made, other, reshape


def conv(index: int, step: Step) -> list[Op]:
    """A convolution of one or two axes and its activation."""
    layer = step.layer
    if layer.data_format != "channels_last":
        return other(index, step)
    spec = made(
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
    return [spec, *activation(index, step, layer.activation, inside=True)]


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


def pads_of(op: Op, padding: str) -> Any:
    """The zeros that this word would mean for this convolution or pooling."""
    dilation = dict(op.attributes).get("dilation", (1,) * len(op["strides"]))
    kernel = dict(op.attributes).get("kernel", dict(op.attributes).get("size"))
    return _pads(op.in_shape, kernel, op["strides"], dilation, padding)


def pool(index: int, step: Step, how: str) -> list[Op]:
    """A pooling layer; `how` is "max" or "average"."""
    layer = step.layer
    if layer.data_format != "channels_last":
        return other(index, step)
    dilation = (1,) * len(layer.pool_size)
    pads = _pads(step.in_shape, layer.pool_size, layer.strides, dilation, layer.padding)
    return _pooled(index, step, how, tuple(layer.pool_size), tuple(layer.strides), pads)


def _pooled(index: int, step: Step, how: str, size: Any, strides: Any, pads: Any) -> list[Op]:
    if set(size) == set(strides) == {1}:
        return []
    return [
        made("pool", index, step.in_shape, step.out_shape, how=how, size=size, strides=strides, pads=pads)
    ]


def global_pool(index: int, step: Step, how: str) -> list[Op]:
    """One number for each channel; over a single place it changes the shape alone."""
    if all(n == 1 for n in step.in_shape[1:-1]):
        return reshape(index, step.in_shape, step.out_shape)
    how = (
        f"{how} of what is not masked"
        if how == "global average" and len(step.in_shape) == 3 and step.mask == PADDING
        else how
    )
    return [made("pool", index, step.in_shape, step.out_shape, how=how, size=(), strides=(), pads=())]


def zero_padding(index: int, step: Step) -> list[Op]:
    """Zeros around images or before and after a sequence; nothing where there are none."""
    padding = step.layer.padding
    pads = (tuple(padding),) if isinstance(padding[0], int) else tuple(tuple(pair) for pair in padding)
    if step.layer.data_format != "channels_last":
        return other(index, step)
    return [made("pad", index, step.in_shape, step.out_shape, pads=pads)] if any(map(any, pads)) else []


def operation_pool(index: int, step: Step, how: str) -> list[Op]:
    """A pooling by a function of `keras.ops`."""
    layer = step.layer
    if layer.data_format not in (None, "channels_last") or len(step.in_shape) != 4:
        return other(index, step)
    size = _pair(layer.pool_size)
    strides = size if layer.strides is None else _pair(layer.strides)
    return _pooled(
        index, step, how, size, strides, _pads(step.in_shape, size, strides, (1, 1), layer.padding)
    )


def _pair(value: Any) -> tuple[int, int]:
    return (value, value) if isinstance(value, int) else (value[0], value[-1])


def operation_reduce(index: int, step: Step, how: str) -> list[Op]:
    """A mean or maximum over all places, by a function of `keras.ops`, which knows of no mask."""
    axes = step.layer.axis
    axes = [axes] if isinstance(axes, int) else list(axes or [])
    if len(step.in_shape) == 4 and sorted(a % 4 for a in axes) == [1, 2]:
        return global_pool(index, step, how)
    if len(step.in_shape) == 3 and [a % 3 for a in axes] == [1]:
        return global_pool(index, replace(step, mask=""), how)
    return other(index, step)
