"""Tables for people: a model's layers, and two models side by side. Plain data first, text from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras

from tfkata.architecture import activations
from tfkata.architecture.alignment import align
from tfkata.architecture.chain import canonical
from tfkata.architecture.diagnosis import Difference
from tfkata.architecture.graph import Graph, Shape, Step, cells, read

MAX_TEXT = 26


@dataclass(frozen=True)
class Row:
    """One layer: what it is, e.g. "Conv2D 32 2×2 same relu", the shape it gives, its parameters."""

    text: str
    shape: str
    parameters: int


def summary_table(model: keras.Model) -> list[tuple[str, str, int]]:
    """The rows of Keras's own summary: ("conv2d (Conv2D)", "(None, 28, 28, 32)", 160), models unfolded.

    Example:
        >>> summary_table(model)[-1]
        ('dense_1 (Dense)', '(None, 10)', 1290)
    """
    return [(f"{s.layer.name} ({s.kind})", str(s.out_shape), s.parameters) for s in read(model).steps]


def rows(model: keras.Model) -> list[Row]:
    return _rows(read(model))


def side_by_side(
    answer: keras.Model, wanted: keras.Model, difference: Difference | None = None
) -> list[dict[str, str]]:
    """Both models line by line: dicts of `left` (the answer's layer), `right` (the wanted one) and `mark`.

    Layers that correspond stand on one line; `mark` is ">" where `difference` is. Columns inside a cell are
    aligned with blanks; both cells together stay below 90 columns for the models of the exercises.
    """
    graphs = read(answer), read(wanted)
    left, right = _cells(_rows(graphs[0])), _cells(_rows(graphs[1]))
    lines = []
    for a, w in _places(_partners(*graphs), len(graphs[0].steps), len(graphs[1].steps)):
        mark = ">" if difference is not None and _is_at(difference, a, w) else ""
        lines.append({"mark": mark, "left": _at(left, a), "right": _at(right, w)})
    return [*lines, {"mark": "", "left": left[-1], "right": right[-1]}]


def _rows(graph: Graph) -> list[Row]:
    return [Row(_text(step), shape_text(step.out_shape), step.parameters) for step in graph.steps]


def _cells(rows: list[Row]) -> list[str]:
    """One text for each row, columns aligned, and one for the sum of the parameters."""
    total = f"{sum(row.parameters for row in rows):,}"
    widths = [
        max((len(part) for part in column), default=0) for column in zip(*map(_parts, rows), strict=True)
    ]
    text, shape, count = widths or [0, 0, 0]
    count = max(count, len(total))
    cells = [f"{t:<{text}} {s:>{shape}} {c:>{count}}" for t, s, c in map(_parts, rows)]
    return [*cells, f"{'parameters':<{text}} {'':>{shape}} {total:>{count}}"]


def _parts(row: Row) -> tuple[str, str, str]:
    text = row.text if len(row.text) <= MAX_TEXT else row.text[: MAX_TEXT - 1] + "…"
    return text, row.shape, f"{row.parameters:,}"


def _at(cells: list[str], index: int | None) -> str:
    return "" if index is None else cells[index]


def _is_at(difference: Difference, a: int | None, w: int | None) -> bool:
    if difference.wanted_step is not None:
        return w == difference.wanted_step
    return a is not None and a == difference.answer_step


def _places(
    partners: list[tuple[int, int]], answers: int, wanteds: int
) -> Iterator[tuple[int | None, int | None]]:
    """The lines: steps that correspond together, those between them alone, the answer's first."""
    i = j = 0
    for a, w in [*partners, (answers, wanteds)]:
        yield from ((k, None) for k in range(i, a))
        yield from ((None, k) for k in range(j, w))
        if (a, w) != (answers, wanteds):
            yield a, w
        i, j = a + 1, w + 1


def _partners(answer: Graph, wanted: Graph) -> list[tuple[int, int]]:
    """Steps that correspond, by their operations, ascending on both sides."""
    chains = canonical(answer), canonical(wanted)
    found: list[tuple[int, int]] = []
    for pair in align(*chains):
        if pair.answer is None or pair.wanted is None:
            continue
        a, w = chains[0][pair.answer].step, chains[1][pair.wanted].step
        if not found or (a > found[-1][0] and w > found[-1][1]):
            found.append((a, w))
    return found


def _text(step: Step) -> str:
    parts = [p for p in _PARTS.get(step.kind, _nothing)(step.layer) if p]
    function = getattr(step.layer, "activation", None)
    if callable(function):
        name = activations.name_of(function)
        usual = "tanh" if cells(step.layer) else "linear"
        parts += [name] if name != usual or step.kind == "Activation" else []
    return " ".join([step.kind, *parts])


def shape_text(shape: Shape) -> str:
    return "×".join("?" if n is None else str(n) for n in shape[1:])


def _nothing(layer: Any) -> list[str]:
    return []


def _conv(layer: Any) -> list[str]:
    strides = f"/{_times(layer.strides)}" if set(layer.strides) != {1} else ""
    dilation = f"dilated {_times(layer.dilation_rate)}" if set(layer.dilation_rate) != {1} else ""
    bias = "" if layer.use_bias else "no-bias"
    return [str(layer.filters), _times(layer.kernel_size), layer.padding, strides, dilation, bias]


def _pool(layer: Any) -> list[str]:
    strides = f"/{_times(layer.strides)}" if tuple(layer.strides) != tuple(layer.pool_size) else ""
    return [_times(layer.pool_size), strides, "same" if layer.padding == "same" else ""]


def _dense(layer: Any) -> list[str]:
    return [str(layer.units), "" if layer.use_bias else "no-bias"]


def _embedding(layer: Any) -> list[str]:
    return [str(layer.input_dim), str(layer.output_dim), "mask_zero" if layer.mask_zero else ""]


def _recurrent(layer: Any) -> list[str]:
    """Of a Bidirectional its forward layer; the cells where the name of the layer does not tell them."""
    inside = cells(getattr(layer, "forward_layer", layer))
    named = [] if len(inside) == 1 and type(layer).__name__ in type(inside[0]).__name__ else inside
    kinds = ",".join(type(cell).__name__.removesuffix("Cell") for cell in named)
    back = "backwards" if getattr(layer, "go_backwards", False) else ""
    sequences = "sequences" if layer.return_sequences else ""
    return [kinds, ",".join(str(cell.units) for cell in inside), sequences, back]


def _rate(layer: Any) -> list[str]:
    return [f"{layer.rate:g}"]


def _times(numbers: Any) -> str:
    return "×".join(str(n) for n in numbers)


_PARTS: dict[str, Any] = {
    **dict.fromkeys(("Conv1D", "Conv2D"), _conv),
    "Dense": _dense,
    "Embedding": _embedding,
    **dict.fromkeys(("SimpleRNN", "LSTM", "GRU", "RNN", "Bidirectional"), _recurrent),
    **dict.fromkeys(("MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D"), _pool),
    "Rescaling": lambda layer: [f"{layer.scale:.4g}"],
    **dict.fromkeys(("Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout"), _rate),
}
