"""Shapes and parameter counts of stacks of layers, by exact arithmetic of our own; and what each usual slip would give.

`tests/drills/test_layers.py` holds the arithmetic to Keras. A slip is the code of a misconception, given to `shape_after`
and `parameters` as `slip`: they then calculate as those do who have it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tfkata.curriculum.d_summary.cells import CELLS, of_cell, of_embedding

Shape = tuple[int, ...]
Window = tuple[int, ...]
"""One number per direction: two on an image, one on a sequence."""

DENSE, CONV, MAX_POOL, AVERAGE_POOL = "Dense", "Conv2D", "MaxPooling2D", "AveragePooling2D"
FLATTEN, GLOBAL_POOL, DROPOUT, NORM = "Flatten", "GlobalAveragePooling2D", "Dropout", "BatchNormalization"
DEPTHWISE, SEPARABLE = "DepthwiseConv2D", "SeparableConv2D"
EMBEDDING, CONV1D, MAX_POOL1D, AVERAGE_POOL1D = "Embedding", "Conv1D", "MaxPooling1D", "AveragePooling1D"
GLOBAL_AVERAGE1D, GLOBAL_MAX1D = "GlobalAveragePooling1D", "GlobalMaxPooling1D"
POOLS = (MAX_POOL, AVERAGE_POOL, MAX_POOL1D, AVERAGE_POOL1D)
GLOBAL_POOLS = (GLOBAL_POOL, GLOBAL_AVERAGE1D, GLOBAL_MAX1D)
CONVOLUTIONS = (CONV, DEPTHWISE, SEPARABLE, CONV1D)
OF_IMAGES = (CONV, DEPTHWISE, SEPARABLE, MAX_POOL, AVERAGE_POOL, GLOBAL_POOL)
OF_SEQUENCES = (CONV1D, MAX_POOL1D, AVERAGE_POOL1D, GLOBAL_AVERAGE1D, GLOBAL_MAX1D, *CELLS)
TAKES = {EMBEDDING: 1, **dict.fromkeys(OF_SEQUENCES, 2), **dict.fromkeys(OF_IMAGES, 3)}
"""How many axes one sample must have for a layer."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer. `size` is its number of units, filters or numbers per id; `strides` None means those of a plain call.

    Of a recurrent layer, `every_step` is `return_sequences`, and `both_ways` says that it is inside a `Bidirectional`.
    """

    kind: str
    size: int = 0
    window: Window = (1, 1)
    strides: Window | None = None
    padding: str = "valid"
    bias: bool = True
    activation: str = ""
    rate: float = 0.0
    vocabulary: int = 0
    every_step: bool = False
    both_ways: bool = False
    reset_after: bool = True

    @property
    def steps(self) -> Window:
        if self.strides is not None:
            return self.strides
        return self.window if self.kind in POOLS else (1,) * len(self.window)

    @property
    def title(self) -> str:
        """What a summary calls it."""
        return "Bidirectional" if self.both_ways else self.kind


def shape_after(layer: Layer, shape: Shape, slip: str = "") -> Shape:
    """The shape of one sample after the layer. With a slip, a size may become 0 or less: there is no such model."""
    if layer.kind == DENSE:
        return (layer.size,) if slip == "shape.dense-flattens" else (*shape[:-1], layer.size)
    if layer.kind == FLATTEN:
        if slip == "shape.flatten-keeps-axes":
            return shape
        return (math.prod(shape[:-1]) if slip == "shape.flatten-forgets-channels" else math.prod(shape),)
    if layer.kind == EMBEDDING:
        return _of_ids(layer, shape, slip)
    if layer.kind in CELLS:
        return _of_states(layer, shape, slip)
    if layer.kind in GLOBAL_POOLS:
        return _of_all_places(layer, shape, slip)
    if layer.kind in POOLS or layer.kind in CONVOLUTIONS:
        return _place_by_place(layer, shape, slip)
    return shape


def _of_ids(layer: Layer, shape: Shape, slip: str) -> Shape:
    if slip == "shape.embedding-drops-steps":
        return (layer.size,)
    return (*shape, layer.vocabulary if slip == "shape.embedding-as-one-hot" else layer.size)


def _of_states(layer: Layer, shape: Shape, slip: str) -> Shape:
    twice = layer.both_ways and slip != "shape.bidirectional-keeps-units"
    state = layer.size * (2 if twice else 1)
    wrong = "sequence.last-state-only" if layer.every_step else "sequence.returns-sequences"
    every_step = layer.every_step != (slip == wrong)
    return (shape[0], state) if every_step else (state,)


def _of_all_places(layer: Layer, shape: Shape, slip: str) -> Shape:
    if slip == "shape.global-pool-keeps-steps" and layer.kind != GLOBAL_POOL:
        return shape[:1]
    keeps = slip == "shape.global-pool-keeps-axes"
    return (*[1] * (len(shape) - 1), shape[-1]) if keeps else shape[-1:]


def _place_by_place(layer: Layer, shape: Shape, slip: str) -> Shape:
    is_pool = layer.kind in POOLS
    if is_pool and slip == "shape.pool-keeps-size":
        return shape
    steps, padding = layer.steps, layer.padding
    if is_pool and layer.strides is None and slip == "shape.pool-strides-default":
        steps = (1,) * len(steps)
    if not is_pool and slip == "shape.ignores-strides":
        steps = (1,) * len(steps)
    if slip == "shape.ignores-padding" and padding != "causal":
        padding = "same" if padding == "valid" else "valid"
    if slip == "shape.causal-shortens" and padding == "causal":
        padding = "valid"
    sizes = [places(*one, padding, slip) for one in zip(shape[:-1], layer.window, steps, strict=True)]
    if slip == "shape.swapped-axes":
        sizes.reverse()
    return (*sizes, _channels(layer, shape[-1], slip))


def _channels(layer: Layer, channels: int, slip: str) -> int:
    if layer.kind in POOLS or layer.kind == DEPTHWISE:
        return channels
    if slip == "shape.keeps-channels":
        return channels
    return layer.size * channels if slip == "shape.multiplies-channels" else layer.size


def places(size: int, window: int, stride: int, padding: str, slip: str = "") -> int:
    """How many places a window can start at, in one direction. What is padded, and on which side, makes no difference."""
    if padding in ("same", "causal"):
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
    if layer.kind == EMBEDDING:
        return of_embedding(layer.vocabulary, layer.size, shape[0], slip)
    if layer.kind in CELLS:
        directions = 2 if layer.both_ways and slip != "params.forgets-direction" else 1
        return directions * of_cell(layer.kind, shape, layer.size, bias, layer.reset_after, slip)
    return 0


def _of_convolution(layer: Layer, channels: int, bias: int, slip: str) -> int:
    cells = _cells(layer, slip)
    if layer.kind in (CONV, CONV1D) or slip == "params.separable-as-convolution":
        size = layer.size if layer.kind != DEPTHWISE else channels
        seen = 1 if slip == "params.forgets-channels" else channels
        filters = 1 if slip == "params.forgets-filters" else size
        return _with_biases(cells * seen * filters, bias * filters, slip)
    if layer.kind == DEPTHWISE:
        return _with_biases(cells * channels, bias * channels, slip)
    return _with_biases(cells * channels + channels * layer.size, bias * layer.size, slip)


def _cells(layer: Layer, slip: str) -> int:
    """How many places a window covers."""
    side = layer.window[0]
    if layer.kind != CONV1D:
        return side if slip == "params.kernel-not-squared" else math.prod(layer.window)
    return {"params.kernel-squared": side * side, "params.forgets-kernel": 1}.get(slip, side)


def _with_biases(weights: int, biases: int, slip: str) -> int:
    if slip == "params.bias-per-weight" and biases:
        return weights * 2
    return weights + (min(biases, 1) if slip == "params.too-few-biases" else biases)


Stack = Sequence[Layer]


def shapes(stack: Stack, shape: Shape, slip: str = "") -> list[Shape]:
    """The shape of one sample after each layer.

    Raises:
        ValueError: there is no such model: a window is larger than what it moves over, or an image meets a layer for lists.
    """
    found = []
    for layer in stack:
        if TAKES.get(layer.kind, len(shape)) != len(shape):
            needed = {1: "a list of ids", 2: "a sequence", 3: "an image"}[TAKES[layer.kind]]
            raise ValueError(f"{layer.kind} needs {needed}")
        shape = shape_after(layer, shape, slip)
        if min(shape) < 1:
            raise ValueError("a window is larger than what it moves over")
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
    parts = [str(layer.vocabulary)] if layer.kind == EMBEDDING else []
    if layer.kind in (DENSE, CONV, SEPARABLE, CONV1D, EMBEDDING, *CELLS):
        parts.append(str(layer.size))
    if layer.kind in CONVOLUTIONS or layer.kind in POOLS:
        parts.append(_window(layer.window))
    if layer.kind == DROPOUT:
        parts.append(f"{layer.rate:g}")
    if layer.strides is not None:
        parts.append(f"strides={_window(layer.strides)}")
    if layer.padding != "valid":
        parts.append(f'padding="{layer.padding}"')
    if layer.activation:
        parts.append(f'activation="{layer.activation}"')
    if not layer.bias:
        parts.append("use_bias=False")
    if layer.every_step:
        parts.append("return_sequences=True")
    if not layer.reset_after:
        parts.append("reset_after=False")
    written = f"{layer.kind}({', '.join(parts)})"
    return f"Bidirectional(keras.layers.{written})" if layer.both_ways else written


def _window(value: Window) -> str:
    return str(value[0]) if len(set(value)) == 1 else str(value)


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
        rows.append((layer.title, shown(after), f"{count:,}"))
    rows.append(("", "total", f"{sum(every):,}"))
    first, second, third = (max(map(len, column)) for column in zip(*rows, strict=True))
    lines = [f"| {a:<{first}} | {b:<{second}} | {c:>{third}} |" for a, b, c in rows]
    return "\n".join(
        [lines[0], f"|{'-' * (first + 2)}|{'-' * (second + 2)}|{'-' * (third + 1)}:|", *lines[1:]]
    )


def shown(shape: Shape, batch: int | None = None) -> str:
    """A shape with its first axis, as Keras writes it: None where the number of samples is open."""
    return str((batch, *shape))
