"""Which model a seed stands for. What its table and the text below it say fits no other model of these layers."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from tfkata.curriculum.d_summary import series
from tfkata.curriculum.d_summary.cells import CELLS, GRU, LSTM
from tfkata.curriculum.d_summary.layers import (
    AVERAGE_POOL,
    CONV,
    CONV1D,
    DENSE,
    DROPOUT,
    EMBEDDING,
    FLATTEN,
    GLOBAL_AVERAGE1D,
    GLOBAL_MAX1D,
    GLOBAL_POOL,
    MAX_POOL,
    NORM,
    POOLS,
    Layer,
    Shape,
    parameters,
    shape_after,
    shapes,
)

KERNELS, STRIDES, PADDINGS = range(1, 9), (1, 2, 3), ("valid", "same")
CAUSAL = ("causal",)
SEQUENCES = 0.4
"""How often a model reads sequences."""
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
        levels = _SEQUENCES if chance.random() < SEQUENCES else _LEVELS
        drawn = levels[seed % 8](chance)
        if _fits(drawn):
            return drawn


def build(seed: int) -> Any:
    """The Keras model of a seed."""
    import keras

    stack, shape = wanted(seed)
    return keras.Sequential([keras.Input(shape), *(_keras(layer) for layer in stack)])


def _keras(layer: Layer) -> Any:
    from keras import layers

    given: dict[str, Any] = {}
    if layer.kind in (CONV, CONV1D, DENSE, *CELLS):
        given["use_bias"] = layer.bias
    if layer.kind in CELLS:
        given["return_sequences"] = layer.every_step
    if layer.kind == GRU:
        given["reset_after"] = layer.reset_after
    if layer.activation:
        given["activation"] = layer.activation
    made: dict[str, tuple[Any, ...]] = {
        CONV: (layer.size, layer.window, layer.steps, layer.padding),
        CONV1D: (layer.size, layer.window, layer.steps, layer.padding),
        EMBEDDING: (layer.vocabulary, layer.size),
        DROPOUT: (layer.rate,),
        **dict.fromkeys(POOLS, (layer.window,)),
        **dict.fromkeys((DENSE, *CELLS), (layer.size,)),
    }
    built = getattr(layers, layer.kind)(*made.get(layer.kind, ()), **given)
    return layers.Bidirectional(built) if layer.both_ways else built


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
    axes = len(layer.window)
    if layer.kind in (CONV, CONV1D):
        paddings = CAUSAL if layer.padding in CAUSAL else PADDINGS  # the text says whether it looks ahead
        for kernel, bias in itertools.product(KERNELS, (True, False)):
            sized = replace(layer, window=(kernel,) * axes, bias=bias)
            if parameters(sized, shape) == count:
                for step, padding in itertools.product(STRIDES, paddings):
                    yield replace(sized, strides=(step,) * axes if step > 1 else None, padding=padding)
    elif layer.kind in POOLS:
        for size in KERNELS:
            yield replace(layer, window=(size,) * axes)
    elif layer.kind in CELLS:
        yield from (other for other in _cells(layer) if parameters(other, shape) == count)
    else:
        yield layer


def _cells(layer: Layer) -> Iterator[Layer]:
    """With and without what changes a count; a table does not name the cell inside a `Bidirectional`."""
    for kind, bias in itertools.product(CELLS if layer.both_ways else (layer.kind,), (True, False)):
        for reset_after in (True, False) if kind == GRU and bias else (True,):
            yield replace(layer, kind=kind, bias=bias, reset_after=reset_after)


def _padding_is_idle(layer: Layer, shape: Shape) -> bool:
    """A window of one pixel is never padded; nor is one that ends at the edge by itself."""
    if layer.kind not in (CONV, CONV1D) or layer.padding in CAUSAL:
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


def _first_of_ids(chance: random.Random) -> Wanted:
    """A table of rows, and one number of each column."""
    body = [Layer(chance.choice((GLOBAL_AVERAGE1D, GLOBAL_MAX1D)))]
    return _of_ids([*body, *([_dense(chance)] if chance.random() < 0.6 else []), _head(chance)], chance)


def _second_of_ids(chance: random.Random) -> Wanted:
    """A convolution or a cell over the rows."""
    ends = [series.cell(chance, chance.choice(tuple(CELLS)))]
    if chance.random() < 0.5:
        ends = [_conv1d(chance, _sides(chance)), Layer(chance.choice((GLOBAL_AVERAGE1D, GLOBAL_MAX1D)))]
    return _of_ids([*ends, _head(chance)], chance)


def _third_of_steps(chance: random.Random) -> Wanted:
    """Two convolutions with a pooling between them, and a cell at the end."""
    sides = _sides(chance)
    body = [_conv1d(chance, sides), series.pool(chance), _conv1d(chance, sides)]
    end = chance.choice((series.cell(chance, chance.choice((GRU, LSTM))), Layer(FLATTEN)))
    return Wanted((*body, end, _dense(chance), _head(chance)), series.numbers(chance))


def _fourth_of_ids(chance: random.Random) -> Wanted:
    """Cells upon cells, and both directions."""
    kind = chance.choice(tuple(CELLS))
    both = chance.random() < 0.6
    ends = (series.cell(chance, kind, both_ways=both), Layer(FLATTEN), Layer(GLOBAL_MAX1D))
    body = [series.cell(chance, kind, every_step=True, both_ways=both), chance.choice(ends)]
    return _of_ids([*body, _dropout(chance), _head(chance)], chance)


def _fifth_of_steps(chance: random.Random) -> Wanted:
    """A GRU of either kind, a normalization, strides, convolutions that have no bias."""
    sides = _sides(chance)
    body = [_conv1d(chance, sides, bias=False), Layer(NORM), series.pool(chance)]
    body += (
        [_conv1d(chance, sides, strides=True, bias=chance.random() < 0.5)] if chance.random() < 0.5 else []
    )
    gru = series.cell(chance, GRU, every_step=chance.random() < 0.5, both_ways=chance.random() < 0.6)
    body.append(replace(gru, reset_after=chance.random() < 0.5))
    body += [Layer(GLOBAL_AVERAGE1D)] if gru.every_step else []
    return Wanted((*body, _dense(chance), _head(chance)), series.numbers(chance))


_SEQUENCES: dict[int, Callable[[random.Random], Wanted]] = {
    1: _first_of_ids,
    2: _second_of_ids,
    3: _third_of_steps,
    4: _fourth_of_ids,
    5: _fifth_of_steps,
}


def _of_ids(body: list[Layer], chance: random.Random) -> Wanted:
    return Wanted((series.embedding(chance), *body), (chance.choice(series.STEPS),))


def _sides(chance: random.Random) -> tuple[str, ...]:
    """The paddings of all convolutions of a model: either none looks ahead, or all do."""
    return chance.choice((PADDINGS, CAUSAL))


def _conv1d(
    chance: random.Random, paddings: tuple[str, ...], *, strides: bool = False, bias: bool = True
) -> Layer:
    return series.conv(chance, paddings=paddings, strides=strides, bias=bias, activation="relu")


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
