"""The family *shapes*: what comes out of a layer, or of a whole stack, by hand."""

from __future__ import annotations

import random

from tfkata.curriculum.d_summary import layers
from tfkata.curriculum.d_summary.layers import Layer, Shape, model_code, shown, table
from tfkata.curriculum.d_summary.stacks import draw
from tfkata.drills import words
from tfkata.drills.drill import Drill, Question, Slip
from tfkata.drills.judging import slips

NAME = "shapes"
OF_A_STACK = (
    "shape.ignores-padding",
    "shape.ignores-strides",
    "shape.pool-strides-default",
    "shape.pool-keeps-size",
    "shape.valid-off-by-one",
    "shape.rounds-up",
    "shape.rounds-down",
    "shape.same-is-unchanged",
    "shape.swapped-axes",
    "shape.keeps-channels",
    "shape.multiplies-channels",
    "shape.flatten-keeps-axes",
    "shape.flatten-forgets-channels",
    "shape.global-pool-keeps-axes",
    "shape.dense-flattens",
    "shape.causal-shortens",
    "sequence.last-state-only",
    "sequence.returns-sequences",
    "shape.bidirectional-keeps-units",
    "shape.embedding-drops-steps",
    "shape.embedding-as-one-hot",
    "shape.global-pool-keeps-steps",
)
BATCHES = (16, 20, 32, 50, 64, 100, 128, 200, 256)


def make(level: int, _: int, chance: random.Random) -> Question:
    """The shape after the last layer, or after one before it; of a batch of known size from level 3 on."""
    stack, shape = draw(level, chance, lists=False)
    after = layers.shapes(stack, shape)
    index = len(stack) - 1 if chance.random() < 0.5 else chance.randrange(len(stack))
    batch = chance.choice(BATCHES) if level > 2 and chance.random() < 0.4 else None
    answer = shown(after[index], batch)
    where = words.text(NAME, "after", place=words.place(index + 1), code=layers.code(stack[index]))
    asked = words.text(NAME, "summary" if batch is None else "batch", after=where, n=batch)
    return Question(
        note=f"{model_code(stack, shape)} {index} {batch}",
        statement=words.text(NAME, "statement", model=model_code(stack, shape), asked=asked),
        kind="typed",
        form="shape",
        answer=answer,
        slips=slips(answer, *_of_batch(after[index], batch), *_slips(stack, shape, index, batch)),
        working=words.text(NAME, "working", table=table(stack, shape)),
    )


def _of_batch(after: Shape, batch: int | None) -> list[Slip]:
    """The first axis: a number where it is open, or none where it is known."""
    if batch is None:
        return [Slip(shown(after, 1), "shape.batch-is-open")]
    return [
        Slip(shown(after, None), "shape.batch-is-known", {"n": str(batch)}),
        Slip(str(after), "shape.batch-left-out", {"n": str(batch)}),
        Slip(shown(after, 1), "shape.batch-is-known", {"n": str(batch)}),
    ]


def _slips(stack: list[Layer], shape: Shape, index: int, batch: int | None) -> list[Slip]:
    found = []
    for slip in OF_A_STACK:
        try:
            found.append(Slip(shown(layers.shapes(stack[: index + 1], shape, slip)[index], batch), slip))
        except ValueError:
            continue
    return found


def spelled(drill: Drill, typed: str) -> str:
    """A summary's shape may be typed without its first axis: `(26, 26, 32)` for `(None, 26, 26, 32)`."""
    known = {drill.answer, *(slip.answer for slip in drill.slips)}
    with_it = f"(None, {typed[1:]}".replace(",)", ")")
    return with_it if typed not in known and with_it in known else typed
