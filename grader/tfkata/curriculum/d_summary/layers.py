"""Shapes and parameter counts of stacks of layers, by exact arithmetic of our own; and what each usual slip would give.

`tests/drills/test_layers.py` holds the arithmetic to Keras. A slip is the code of a misconception, given to `shape_after`
and `parameters` as `slip`: they then calculate as those do who have it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Shape = tuple[int, ...]
Pair = tuple[int, int]

DENSE, CONV, MAX_POOL, AVERAGE_POOL = "Dense", "Conv2D", "MaxPooling2D", "AveragePooling2D"
FLATTEN, GLOBAL_POOL, DROPOUT, NORM = "Flatten", "GlobalAveragePooling2D", "Dropout", "BatchNormalization"
DEPTHWISE, SEPARABLE = "DepthwiseConv2D", "SeparableConv2D"
POOLS = (MAX_POOL, AVERAGE_POOL)
CONVOLUTIONS = (CONV, DEPTHWISE, SEPARABLE)


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `size` is its number of units or filters; `strides` None means those of a plain call."""

    kind: str
    size: int = 0
    window: Pair = (1, 1)
    strides: Pair | None = None
    padding: str = "valid"
    bias: bool = True
    activation: str = ""
    rate: float = 0.0

    @property
    def steps(self) -> Pair:
        if self.strides is not None:
            return self.strides
        return self.window if self.kind in POOLS else (1, 1)


def shape_after(layer: Layer, shape: Shape, slip: str = "") -> Shape:
    """The shape of one sample after the layer. With a slip, a size may become 0 or less: there is no such model."""
    if layer.kind == DENSE:
        return (layer.size,) if slip == "shape.dense-flattens" else (*shape[:-1], layer.size)
    if layer.kind == FLATTEN:
        if slip == "shape.flatten-keeps-axes":
            return shape
        return (math.prod(shape[:-1]) if slip == "shape.flatten-forgets-channels" else math.prod(shape),)
    if layer.kind == GLOBAL_POOL:
        return (1, 1, shape[-1]) if slip == "shape.global-pool-keeps-axes" else shape[-1:]
    if layer.kind in POOLS or layer.kind in CONVOLUTIONS:
        return _over_the_image(layer, shape, slip)
    return shape


def _over_the_image(layer: Layer, shape: Shape, slip: str) -> Shape:
    height, width, channels = shape
    is_pool = layer.kind in POOLS
    if is_pool and slip == "shape.pool-keeps-size":
        return shape
    (kh, kw), (sh, sw) = layer.window, layer.steps
    if is_pool and layer.strides is None and slip == "shape.pool-strides-default":
        sh, sw = 1, 1
    if not is_pool and slip == "shape.ignores-strides":
        sh, sw = 1, 1
    padding = layer.padding
    if slip == "shape.ignores-padding":
        padding = "same" if padding == "valid" else "valid"
    sizes = places(height, kh, sh, padding, slip), places(width, kw, sw, padding, slip)
    if slip == "shape.swapped-axes":
        sizes = sizes[1], sizes[0]
    return (*sizes, _channels(layer, channels, slip))


def _channels(layer: Layer, channels: int, slip: str) -> int:
    if layer.kind in POOLS or layer.kind == DEPTHWISE:
        return channels
    if slip == "shape.keeps-channels":
        return channels
    return layer.size * channels if slip == "shape.multiplies-channels" else layer.size


def places(size: int, window: int, stride: int, padding: str, slip: str = "") -> int:
    """How many places a window can start at, in one direction."""
    if padding == "same":
        if slip == "shape.same-is-unchanged":
            return size
        return size // stride if slip == "shape.rounds-down" else -(-size // stride)
    if slip == "shape.valid-off-by-one":
        return (size - window) // stride
    if slip == "shape.rounds-up":
        return -(-(size - window) // stride) + 1
    return (size - window) // stride + 1


def parameters(layer: Layer, shape: Shape, slip: str = "") -> int:
    """The number of parameters of the layer, for samples of this shape."""
    bias = int(layer.bias)
    if slip == "params.forgets-bias":
        bias = 0
    if slip == "params.bias-without-use-bias":
        bias = 1
    if layer.kind == DENSE:
        return _with_biases(shape[-1] * layer.size, bias * layer.size, slip)
    if layer.kind == NORM:
        return (2 if slip == "params.norm-without-statistics" else 4) * shape[-1]
    if layer.kind in CONVOLUTIONS:
        return _of_convolution(layer, shape[-1], bias, slip)
    return 0


def _of_convolution(layer: Layer, channels: int, bias: int, slip: str) -> int:
    kh, kw = layer.window
    cells = kh if slip == "params.kernel-not-squared" else kh * kw
    if layer.kind == CONV or slip == "params.separable-as-convolution":
        size = layer.size if layer.kind != DEPTHWISE else channels
        seen = 1 if slip == "params.forgets-channels" else channels
        filters = 1 if slip == "params.forgets-filters" else size
        return _with_biases(cells * seen * filters, bias * filters, slip)
    if layer.kind == DEPTHWISE:
        return _with_biases(cells * channels, bias * channels, slip)
    return _with_biases(cells * channels + channels * layer.size, bias * layer.size, slip)


def _with_biases(weights: int, biases: int, slip: str) -> int:
    if slip == "params.bias-per-weight" and biases:
        return weights * 2
    return weights + (min(biases, 1) if slip == "params.too-few-biases" else biases)


Stack = Sequence[Layer]


def shapes(stack: Stack, shape: Shape, slip: str = "") -> list[Shape]:
    """The shape of one sample after each layer.

    Raises:
        ValueError: there is no such model: a window is larger than the image, or an image meets a layer for lists.
    """
    found = []
    for layer in stack:
        if (layer.kind in POOLS or layer.kind in CONVOLUTIONS or layer.kind == GLOBAL_POOL) and len(
            shape
        ) != 3:
            raise ValueError(f"{layer.kind} needs an image")
        shape = shape_after(layer, shape, slip)
        if min(shape) < 1:
            raise ValueError("a window is larger than the image")
        found.append(shape)
    return found


def counts(stack: Stack, shape: Shape, slip: str = "") -> list[int]:
    """The number of parameters of each layer. A slip about shapes changes what later layers see.

    Raises:
        ValueError: as `shapes`.
    """
    seen = [shape, *shapes(stack, shape, slip)[:-1]]
    return [parameters(layer, one, slip) for layer, one in zip(stack, seen, strict=True)]


# --- as text


def code(layer: Layer) -> str:
    """The layer as Python: `Conv2D(32, 3, padding="same")`."""
    parts: list[str] = []
    if layer.kind in (DENSE, CONV, SEPARABLE):
        parts.append(str(layer.size))
    if layer.kind in CONVOLUTIONS or layer.kind in POOLS:
        parts.append(_pair(layer.window))
    if layer.kind == DROPOUT:
        parts.append(f"{layer.rate:g}")
    if layer.strides is not None:
        parts.append(f"strides={_pair(layer.strides)}")
    if layer.padding != "valid":
        parts.append(f'padding="{layer.padding}"')
    if layer.activation:
        parts.append(f'activation="{layer.activation}"')
    if not layer.bias:
        parts.append("use_bias=False")
    return f"{layer.kind}({', '.join(parts)})"


def _pair(value: Pair) -> str:
    return str(value[0]) if value[0] == value[1] else str(value)


def model_code(stack: Stack, shape: Shape) -> str:
    """The whole stack as a Sequential model."""
    lines = [f"    keras.Input(shape={shape}),"]
    lines += [f"    keras.layers.{code(layer)}," for layer in stack]
    return "\n".join(["model = keras.Sequential([", *lines, "])"])


def table(stack: Stack, shape: Shape) -> str:
    """What `model.summary()` shows, as a Markdown table with aligned columns."""
    every = counts(stack, shape)
    rows = [("layer", "output shape", "parameters")]
    for layer, after, count in zip(stack, shapes(stack, shape), every, strict=True):
        rows.append((layer.kind, shown(after), f"{count:,}"))
    rows.append(("", "total", f"{sum(every):,}"))
    first, second, third = (max(map(len, column)) for column in zip(*rows, strict=True))
    lines = [f"| {a:<{first}} | {b:<{second}} | {c:>{third}} |" for a, b, c in rows]
    return "\n".join(
        [lines[0], f"|{'-' * (first + 2)}|{'-' * (second + 2)}|{'-' * (third + 1)}:|", *lines[1:]]
    )


def shown(shape: Shape, batch: int | None = None) -> str:
    """A shape with its first axis, as Keras writes it: None where the number of samples is open."""
    return str((batch, *shape))
