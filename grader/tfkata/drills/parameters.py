"""The family *parameters*: how many weights and biases a layer has, or a whole stack, by hand."""

from __future__ import annotations

import random

from tfkata.curriculum.d_summary.cells import CELLS
from tfkata.curriculum.d_summary.layers import EMBEDDING, Layer, Shape, code, counts, model_code, table
from tfkata.curriculum.d_summary.stacks import draw
from tfkata.drills import words
from tfkata.drills.drill import Question, Slip
from tfkata.drills.judging import slips

NAME = "parameters"
OF_A_LAYER = (
    "params.forgets-bias",
    "params.bias-without-use-bias",
    "params.forgets-channels",
    "params.kernel-not-squared",
    "params.forgets-filters",
    "params.too-few-biases",
    "params.norm-without-statistics",
    "params.separable-as-convolution",
    "shape.ignores-padding",
    "shape.valid-off-by-one",
    "shape.rounds-up",
    "shape.rounds-down",
    "shape.ignores-strides",
    "shape.pool-keeps-size",
    "shape.pool-strides-default",
    "shape.flatten-forgets-channels",
    "params.forgets-direction",
    "params.one-bias",
    "params.ignores-reset-after",
    "params.forgets-recurrent",
    "params.forgets-gates",
    "params.other-cell",
    "params.inputs-for-units",
    "params.weights-per-step",
    "params.embedding-bias",
    "params.embedding-of-the-length",
    "params.kernel-squared",
    "params.forgets-kernel",
    "shape.causal-shortens",
    "shape.bidirectional-keeps-units",
    "shape.global-pool-keeps-steps",
    "sequence.last-state-only",
    "params.bias-per-weight",
)
LAST = -1


def make(level: int, _: int, chance: random.Random) -> Question:
    """A layer's parameters; from level 2 on, sometimes those of all layers together."""
    stack, shape = draw(level, chance)
    each = counts(stack, shape)
    weighted = [index for index, count in enumerate(each) if count]
    whole = len(weighted) > 1 and level > 1 and chance.random() < 0.4
    index = LAST if whole else chance.choice(weighted[-2:] if level > 2 else weighted)
    answer = str(sum(each) if whole else each[index])
    named = words.text(NAME, "whole") if whole else _named(stack, index)
    return Question(
        note=f"{model_code(stack, shape)} {index}",
        statement=words.text(NAME, "statement", model=model_code(stack, shape), asked=named),
        kind="typed",
        form="number",
        answer=answer,
        slips=slips(answer, *_slips(stack, shape, index), *(_partial(each, whole))),
        working=words.text(NAME, _working(stack), table=table(stack, shape)),
    )


def _working(stack: list[Layer]) -> str:
    return "working-sequences" if any(layer.kind in (EMBEDDING, *CELLS) for layer in stack) else "working"


def _named(stack: list[Layer], index: int) -> str:
    return words.text(NAME, "layer", place=words.place(index + 1), code=code(stack[index]))


def _slips(stack: list[Layer], shape: Shape, index: int) -> list[Slip]:
    """What each misconception would count."""
    found = []
    for slip in OF_A_LAYER:
        try:
            each = counts(stack, shape, slip)
        except ValueError:
            continue
        found.append(Slip(str(sum(each) if index == LAST else each[index]), slip))
    return found


def _partial(each: list[int], whole: bool) -> list[Slip]:
    """One layer for all, or all for one."""
    if whole:
        return [Slip(str(count), "params.one-layer-for-all") for count in each if count]
    return [Slip(str(sum(each)), "params.all-for-one-layer")]
