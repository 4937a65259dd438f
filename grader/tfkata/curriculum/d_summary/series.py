"""Draws stacks of layers that read sequences: ids of words, or numbers per step. What is drawn may not fit: `stacks` tries again."""

from __future__ import annotations

import random
from dataclasses import replace

from tfkata.curriculum.d_summary.cells import CELLS, GRU, LSTM, SIMPLE_RNN
from tfkata.curriculum.d_summary.layers import (
    AVERAGE_POOL1D,
    CONV1D,
    DENSE,
    EMBEDDING,
    FLATTEN,
    GLOBAL_AVERAGE1D,
    GLOBAL_MAX1D,
    MAX_POOL1D,
    NORM,
    Layer,
    Shape,
)

UNITS = (8, 10, 12, 16, 20, 24, 30, 32, 40, 48, 50, 64)
STEPS = (12, 14, 15, 20, 24, 25, 28, 30, 36, 40, 48, 50, 60, 64, 80, 90, 100, 120)
VOCABULARIES = (100, 200, 250, 400, 500, 800, 1000, 2000, 5000, 8000, 10000)
PADDINGS = ("valid", "same", "causal")
Drawn = tuple[list[Layer], Shape]


def first(chance: random.Random) -> Drawn:
    """One layer that reads: a convolution or a plain cell; or a table of rows and their mean."""
    way = chance.randrange(3)
    if way == 0:
        return _after_ids([Layer(chance.choice((GLOBAL_AVERAGE1D, GLOBAL_MAX1D)))], chance)
    return [conv(chance) if way == 1 else cell(chance, SIMPLE_RNN)], numbers(chance)


def second(chance: random.Random) -> Drawn:
    """Convolutions and what is pooled of them, or a cell after an embedding."""
    if chance.random() < 0.5:
        return [conv(chance), pool(chance), conv(chance)], numbers(chance)
    reader = cell(chance, chance.choice(tuple(CELLS)))
    return _after_ids([reader, dense(chance)], chance)


def third(chance: random.Random) -> Drawn:
    """Strides, and cells that hand on every state."""
    kinds = [chance.choice((GRU, LSTM)) for _ in range(2)]
    if chance.random() < 0.5:
        body = [conv(chance, strides=chance.random() < 0.6), pool(chance), cell(chance, kinds[0])]
        return [*body, dense(chance)], numbers(chance)
    ends = ([cell(chance, kinds[1])], [Layer(FLATTEN)], [Layer(GLOBAL_MAX1D)])
    body = [cell(chance, kinds[0], every_step=True), *chance.choice(ends), dense(chance)]
    return _after_ids(body, chance) if chance.random() < 0.5 else (body, numbers(chance))


def fourth(chance: random.Random) -> Drawn:
    """Both directions, layers without a bias."""
    kind = chance.choice(tuple(CELLS))
    every_step = chance.random() < 0.6
    body = [cell(chance, kind, every_step=every_step, both_ways=True, bias=chance.random() < 0.7)]
    if every_step:
        ends = ([cell(chance, kind, both_ways=True)], [Layer(FLATTEN)], [Layer(GLOBAL_AVERAGE1D)])
        body += chance.choice(ends)
    body.append(dense(chance))
    if chance.random() < 0.4:
        return [conv(chance, strides=True, bias=False), *body], numbers(chance)
    return _after_ids(body, chance)


def fifth(chance: random.Random) -> Drawn:
    """Layers with a count of their own: a GRU of either kind, a normalization, poolings with strides."""
    body = [conv(chance, strides=chance.random() < 0.5, bias=False), Layer(NORM), pool(chance, strides=True)]
    every_step = chance.random() < 0.5
    gru = replace(
        cell(chance, GRU, every_step=every_step, both_ways=chance.random() < 0.5),
        reset_after=chance.random() < 0.5,
    )
    ends = ([dense(chance)], [Layer(FLATTEN), dense(chance)]) if every_step else ([dense(chance)],)
    body += [gru, *chance.choice(ends)]
    return _after_ids(body, chance) if chance.random() < 0.4 else (body, numbers(chance))


def _after_ids(body: list[Layer], chance: random.Random) -> Drawn:
    return [embedding(chance), *body], (chance.choice(STEPS),)


def embedding(chance: random.Random) -> Layer:
    return Layer(EMBEDDING, chance.choice((4, 8, 10, 12, 16, 20, 32)), vocabulary=chance.choice(VOCABULARIES))


def numbers(chance: random.Random) -> Shape:
    """A series: how many steps, and how many numbers each has."""
    return chance.choice(STEPS), chance.choice((1, 1, 2, 3, 4, 6, 7, 9))


def conv(
    chance: random.Random,
    *,
    strides: bool = False,
    bias: bool = True,
    paddings: tuple[str, ...] = PADDINGS,
    activation: str = "",
) -> Layer:
    steps = (chance.choice((2, 2, 3)),) if strides else None
    window = (chance.choice((2, 3, 3, 4, 5, 5, 7)),)
    return Layer(CONV1D, chance.choice(UNITS), window, steps, chance.choice(paddings), bias, activation)


def pool(chance: random.Random, *, strides: bool = False) -> Layer:
    window = (chance.choice((2, 2, 3, 4)),)
    steps = chance.choice((None, (1,), (2,), (3,))) if strides else None
    padding = chance.choice(("valid", "same")) if strides else "valid"
    kind = chance.choice((MAX_POOL1D, MAX_POOL1D, AVERAGE_POOL1D))
    return Layer(kind, 0, window, None if steps == window else steps, padding)


def cell(
    chance: random.Random, kind: str, *, every_step: bool = False, both_ways: bool = False, bias: bool = True
) -> Layer:
    return Layer(kind, chance.choice(UNITS), bias=bias, every_step=every_step, both_ways=both_ways)


def dense(chance: random.Random) -> Layer:
    return Layer(DENSE, chance.choice((1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32)))
