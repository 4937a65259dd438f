"""What reads words or values one after the other: embeddings, masks, recurrent layers with their cells."""

from __future__ import annotations

from typing import Any

from tfkata.architecture import activations
from tfkata.architecture.graph import NOTHING, Shape, Step
from tfkata.architecture.op import Op, made, other


def embedding(index: int, step: Step) -> list[Op]:
    """A table; whether it makes a mask is said of the layer that takes it."""
    layer = step.layer
    sizes = {"vocabulary": layer.input_dim, "dimension": layer.output_dim}
    return [made("embed", index, step.in_shape, step.out_shape, **sizes)]


def masking(index: int, step: Step) -> list[Op]:
    """Nothing in itself when it masks zeros or never anything: the layer that takes the mask says what becomes of it."""
    return [] if step.layer.mask_value == 0 or step.mask == NOTHING else other(index, step)


def recurrent(index: int, step: Step) -> list[Op]:
    """A recurrent layer with its cell, or with one for each direction."""
    layer = step.layer
    both = step.kind == "Bidirectional"
    inside = [layer.forward_layer, layer.backward_layer] if both else [layer]
    stacks = [getattr(one.cell, "cells", [one.cell]) for one in inside]
    if len(stacks[0]) > 1:
        return _stack(index, step, stacks[0]) if not both else other(index, step)
    cells = [stack[0] for stack in stacks]
    if both and _of_cell(cells[0]) != _of_cell(cells[1]):
        return other(index, step)
    way = "both ways" if both else "backwards" if layer.go_backwards else "forwards"
    options = {
        "way": way,
        "merge": layer.merge_mode if both else "",
        "sequences": bool(inside[0].return_sequences),
    }
    return [_rnn(index, step, cells[0], step.out_shape, options)]


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
            {
                "way": way if place == 0 else "forwards",
                "merge": "",
                "sequences": place < last or bool(step.layer.return_sequences),
            },
        )
        for place, cell in enumerate(cells)
    ]


def _rnn(index: int, step: Step, cell: Any, out_shape: Shape, options: dict[str, Any]) -> Op:
    return made("rnn", index, step.in_shape, out_shape, **_of_cell(cell), **options, mask=step.mask)


def _of_cell(cell: Any) -> dict[str, Any]:
    functions = (getattr(cell, name, None) for name in ("activation", "recurrent_activation"))
    return {
        "cell": type(cell).__name__.removesuffix("Cell"),
        "units": cell.units,
        "functions": tuple(activations.name_of(function) for function in functions if callable(function)),
        "bias": cell.use_bias,
        "reset_after": getattr(cell, "reset_after", None),
    }
