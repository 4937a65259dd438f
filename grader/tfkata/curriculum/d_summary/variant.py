"""Which model a seed stands for. What its table and the text below it say fits no other model of these layers."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from tfkata.curriculum.d_summary.layers import (
    AVERAGE_POOL,
    CONV,
    DENSE,
    DROPOUT,
    FLATTEN,
    GLOBAL_POOL,
    MAX_POOL,
    POOLS,
    Layer,
    Shape,
    parameters,
    shape_after,
    shapes,
)

KERNELS, STRIDES, PADDINGS = range(1, 9), (1, 2, 3), ("valid", "same")
LARGEST = 400_000
"""Parameters: a model of a drill is built and tried within a second."""


class Wanted(NamedTuple):
    """The layers, and the shape of one sample."""

    stack: tuple[Layer, ...]
    shape: Shape


def wanted(seed: int) -> Wanted:
    """The model of a seed: its last three bits are the level, the rest is the variant."""
    chance = random.Random(seed)
    while True:
        drawn = _LEVELS[seed % 8](chance)
        if _fits(drawn):
            return drawn


def build(seed: int) -> Any:
    """The Keras model of a seed."""
    import keras

    stack, shape = wanted(seed)
    return keras.Sequential([keras.Input(shape), *(_keras(layer) for layer in stack)])


def _keras(layer: Layer) -> Any:
    from keras import layers

    made: dict[str, Callable[[], Any]] = {
        CONV: lambda: layers.Conv2D(
            layer.size,
            layer.window,
            layer.steps,
            layer.padding,
            activation=layer.activation,
            use_bias=layer.bias,
        ),
        DENSE: lambda: layers.Dense(layer.size, layer.activation),
        MAX_POOL: lambda: layers.MaxPooling2D(layer.window),
        AVERAGE_POOL: lambda: layers.AveragePooling2D(layer.window),
        FLATTEN: layers.Flatten,
        GLOBAL_POOL: layers.GlobalAveragePooling2D,
        DROPOUT: lambda: layers.Dropout(layer.rate),
    }
    return made[layer.kind]()


# --- one model for one table


def _fits(drawn: Wanted) -> bool:
    """Whether it can be built, is small, and its table is that of no other."""
    try:
        after = [drawn.shape, *shapes(drawn.stack, drawn.shape)]
    except ValueError:
        return False
    count = sum(parameters(layer, shape) for layer, shape in zip(drawn.stack, after, strict=False))
    return count <= LARGEST and all(
        len(list(readings(layer, shape))) == 1 for layer, shape in zip(drawn.stack, after, strict=False)
    )


def readings(layer: Layer, shape: Shape) -> Iterator[Layer]:
    """Every layer of this kind that would have the same line in the table, up to what computes the same."""
    after, count = shape_after(layer, shape), parameters(layer, shape)
    seen = set()
    for other in _with_count(layer, shape, count):
        if shape_after(other, shape) == after:
            meant = replace(other, padding="valid") if _padding_is_idle(other, shape) else other
            if meant not in seen:
                seen.add(meant)
                yield other


def _with_count(layer: Layer, shape: Shape, count: int) -> Iterator[Layer]:
    """The layers of this kind with so many parameters, in every form that a learner might think of."""
    if layer.kind == CONV:
        for kernel, bias in itertools.product(KERNELS, (True, False)):
            sized = replace(layer, window=(kernel, kernel), bias=bias)
            if parameters(sized, shape) == count:
                for step, padding in itertools.product(STRIDES, PADDINGS):
                    yield replace(sized, strides=(step, step) if step > 1 else None, padding=padding)
    elif layer.kind in POOLS:
        for size in KERNELS:
            yield replace(layer, window=(size, size))
    else:
        yield layer


def _padding_is_idle(layer: Layer, shape: Shape) -> bool:
    """A window of one pixel is never padded; nor is one that ends at the edge by itself."""
    if layer.kind != CONV:
        return False
    side, kernel, step = shape[0], layer.window[0], layer.steps[0]
    return max((-(-side // step) - 1) * step + kernel - side, 0) == 0


# --- levels


def _first(chance: random.Random) -> Wanted:
    """Dense layers on a list."""
    inputs = chance.choice((8, 13, 20, 30, 64, 100, 196, 256, 400, 784))
    hidden = [_dense(chance) for _ in range(chance.randint(1, 3))]
    return Wanted((*hidden, _head(chance)), (inputs,))


def _second(chance: random.Random) -> Wanted:
    """One convolution, or an image as a list."""
    body = [Layer(FLATTEN), _dense(chance), _dense(chance)]
    if chance.random() < 0.7:
        body = [_conv(chance), *([_pool(chance)] if chance.random() < 0.5 else []), Layer(FLATTEN)]
    return Wanted((*body, _head(chance)), _image(chance))


def _third(chance: random.Random) -> Wanted:
    """Two blocks and a dense layer, with either padding."""
    blocks = [layer for _ in range(2) for layer in (_conv(chance), _pool(chance))]
    return Wanted((*blocks, Layer(FLATTEN), _dense(chance), _head(chance)), _image(chance))


def _fourth(chance: random.Random) -> Wanted:
    """Strides instead of a pooling, dropout, an average at the end."""
    end = (
        [Layer(GLOBAL_POOL)] if chance.random() < 0.5 else [Layer(FLATTEN), _dense(chance), _dropout(chance)]
    )
    return Wanted(
        (_conv(chance), _pool(chance), _conv(chance, strides=True), *end, _head(chance)), _image(chance)
    )


def _fifth(chance: random.Random) -> Wanted:
    """Everything, with convolutions that have no bias."""
    body = [
        _conv(chance, bias=False),
        _conv(chance, strides=chance.random() < 0.6),
        _pool(chance, average=True),
        *([_dropout(chance)] if chance.random() < 0.5 else []),
        _conv(chance, strides=chance.random() < 0.4, bias=chance.random() < 0.5),
    ]
    end = [Layer(GLOBAL_POOL)] if chance.random() < 0.5 else [Layer(FLATTEN), _dense(chance)]
    return Wanted((*body, *end, _head(chance)), _image(chance))


_LEVELS: dict[int, Callable[[random.Random], Wanted]] = {
    1: _first,
    2: _second,
    3: _third,
    4: _fourth,
    5: _fifth,
}


def _image(chance: random.Random) -> Shape:
    side = chance.choice((16, 20, 24, 28, 28, 30, 32, 32, 36, 40))
    return side, side, chance.choice((1, 3))


def _conv(chance: random.Random, *, strides: bool = False, bias: bool = True) -> Layer:
    kernel = chance.choice((2, 3, 3, 4, 5, 5, 7))
    steps = chance.choice(((2, 2), (2, 2), (3, 3))) if strides else None
    size = chance.choice((4, 6, 8, 10, 12, 16, 20, 24, 32))
    return Layer(CONV, size, (kernel, kernel), steps, chance.choice(PADDINGS), bias, activation="relu")


def _pool(chance: random.Random, *, average: bool = False) -> Layer:
    size = chance.choice((2, 2, 2, 3))
    return Layer(AVERAGE_POOL if average and chance.random() < 0.6 else MAX_POOL, 0, (size, size))


def _dropout(chance: random.Random) -> Layer:
    return Layer(DROPOUT, rate=chance.choice((0.1, 0.2, 0.25, 0.3, 0.4, 0.5)))


def _dense(chance: random.Random) -> Layer:
    return Layer(DENSE, chance.choice((16, 20, 24, 32, 40, 48, 50, 64, 80, 100, 128)), activation="relu")


def _head(chance: random.Random) -> Layer:
    return Layer(DENSE, chance.randint(3, 20), activation="softmax")
