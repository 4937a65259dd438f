"""Draws stacks of layers, a little harder with each level. What is drawn can be built."""

from __future__ import annotations

import random
from collections.abc import Callable

from tfkata.curriculum.d_summary import series
from tfkata.curriculum.d_summary.layers import (
    AVERAGE_POOL,
    CONV,
    DENSE,
    DEPTHWISE,
    DROPOUT,
    FLATTEN,
    GLOBAL_POOL,
    MAX_POOL,
    NORM,
    SEPARABLE,
    Layer,
    Shape,
    Window,
    shapes,
)

UNITS = (8, 10, 12, 16, 20, 24, 25, 30, 32, 40, 48, 50, 60, 64, 80, 96, 100, 120, 128)
FILTERS = (4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64)
SIDES = (20, 24, 25, 27, 28, 30, 31, 32, 36, 40, 45, 48, 50, 56, 60, 63, 64, 75, 80, 96, 100)
CHANNELS = (1, 1, 3, 3, 4)
SEQUENCES = 0.4
"""How often a stack reads sequences."""
Drawn = tuple[list[Layer], Shape]


def draw(level: int, chance: random.Random, *, lists: bool = True) -> Drawn:
    """A stack and the shape of its samples; `lists` says whether level 1 may be about lists of numbers."""
    of_a_sequence = chance.random() < SEQUENCES
    while True:
        stack, shape = _SEQUENCES[level](chance) if of_a_sequence else _LEVELS[level](chance, lists)
        try:
            shapes(stack, shape)
        except ValueError:
            continue
        return stack, shape


def _first(chance: random.Random, lists: bool) -> Drawn:
    """Two dense layers, or one convolution."""
    if lists and chance.random() < 0.5:
        shape: Shape = (chance.choice((4, 5, 6, 8, 9, 12, 13, 16, 20, 30, 64, 100, 196, 256, 400, 784)),)
        return [_dense(chance), _dense(chance)], shape
    return [_conv(chance, strides=False)], _square(chance)


def _second(chance: random.Random, lists: bool) -> Drawn:
    """Convolutions and a pooling between them."""
    stack = [_conv(chance, strides=False), _pool(chance), _conv(chance, strides=False)]
    return stack[: chance.choice((2, 3))] if not lists else stack, _square(chance)


def _third(chance: random.Random, lists: bool) -> Drawn:
    """Strides, and a list at the end."""
    body = [_conv(chance, strides=chance.random() < 0.6), _pool(chance)]
    if chance.random() < 0.6:
        body.append(_conv(chance, strides=chance.random() < 0.3))
    return [*body, Layer(FLATTEN), _dense(chance)], _square(chance)


def _fourth(chance: random.Random, lists: bool) -> Drawn:
    """Two directions that differ, poolings with strides, layers without a bias."""
    first = _conv(chance, strides=True, pairs=True, bias=chance.random() < 0.5)
    second = _conv(chance, strides=chance.random() < 0.4, pairs=True, bias=chance.random() < 0.5)
    body = [first, _pool(chance, strides=True, pairs=True), second]
    if chance.random() < 0.5:
        body.append(Layer(DROPOUT, rate=chance.choice((0.2, 0.25, 0.3, 0.5))))
    shape = (chance.choice(SIDES), chance.choice(SIDES), chance.choice(CHANNELS))
    return [*body, Layer(FLATTEN), _dense(chance, bias=chance.random() < 0.5)], shape


def _fifth(chance: random.Random, lists: bool) -> Drawn:
    """Layers with a count of their own, and ends without Flatten."""
    special = chance.choice((DEPTHWISE, SEPARABLE, NORM))
    body = [_conv(chance, strides=True), _special(chance, special), _pool(chance, strides=True)]
    if special != NORM and chance.random() < 0.5:
        body.insert(1, Layer(NORM))
    ends: list[Callable[[], list[Layer]]] = [
        lambda: [Layer(GLOBAL_POOL), _dense(chance)],
        lambda: [Layer(FLATTEN), _dense(chance)],
        lambda: [_dense(chance)],
    ]
    return [*body, *chance.choice(ends)()], _square(chance)


_LEVELS: dict[int, Callable[[random.Random, bool], Drawn]] = {
    1: _first,
    2: _second,
    3: _third,
    4: _fourth,
    5: _fifth,
}
_SEQUENCES: dict[int, Callable[[random.Random], Drawn]] = {
    1: series.first,
    2: series.second,
    3: series.third,
    4: series.fourth,
    5: series.fifth,
}


def _square(chance: random.Random) -> Shape:
    side = chance.choice(SIDES)
    return side, side, chance.choice(CHANNELS)


def _window(chance: random.Random, pairs: bool) -> Window:
    if pairs and chance.random() < 0.6:
        first, second = chance.sample((2, 3, 4, 5), 2)
        return first, second
    side = chance.choice((2, 3, 3, 4, 5, 5, 7))
    return side, side


def _conv(chance: random.Random, *, strides: bool, pairs: bool = False, bias: bool = True) -> Layer:
    return Layer(
        CONV,
        chance.choice(FILTERS),
        _window(chance, pairs),
        _steps(chance, pairs) if strides else None,
        chance.choice(("valid", "same")),
        bias,
    )


def _steps(chance: random.Random, pairs: bool) -> Window:
    if pairs and chance.random() < 0.4:
        return chance.choice(((1, 2), (2, 1), (2, 3), (3, 2)))
    return chance.choice(((2, 2), (2, 2), (3, 3), (4, 4)))


def _pool(chance: random.Random, *, strides: bool = False, pairs: bool = False) -> Layer:
    window = chance.choice(((2, 2), (2, 2), (3, 3))) if not pairs else chance.choice(((2, 2), (2, 3), (3, 2)))
    steps = chance.choice((None, (1, 1), (2, 2), (3, 3))) if strides else None
    steps = None if steps == window else steps
    padding = chance.choice(("valid", "same")) if strides else "valid"
    return Layer(chance.choice((MAX_POOL, MAX_POOL, AVERAGE_POOL)), 0, window, steps, padding)


def _special(chance: random.Random, kind: str) -> Layer:
    if kind == NORM:
        return Layer(NORM)
    size = chance.choice(FILTERS) if kind == SEPARABLE else 0
    return Layer(kind, size, _window(chance, False), None, chance.choice(("valid", "same")))


def _dense(chance: random.Random, *, bias: bool = True) -> Layer:
    return Layer(DENSE, chance.choice(UNITS), bias=bias)
