"""Tables for people: a model's layers, and two models side by side. Plain data first, text from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras

from grader.architecture import activations
from grader.architecture.alignment import align
from grader.architecture.chain import canonical, shape_text
from grader.architecture.diagnosis import Difference
from grader.architecture.graph import Graph, Step, read

WIDTH = 100
_TEXT, _SHAPE, _COUNT = 29, 9, 10


@dataclass(frozen=True)
class Row:
    """One layer: what it is, e.g. "Conv2D(32, 2×2, same, relu)", the shape it gives, its parameters."""

    text: str
    shape: str
    parameters: int


@dataclass(frozen=True)
class Place:
    """One line of the comparison: the answer's layer, the wanted one, and whether they differ here."""

    answer: Row | None
    wanted: Row | None
    mark: bool = False


def summary_table(model: keras.Model) -> list[tuple[str, str, int]]:
    """The rows of Keras's own summary: ("conv2d (Conv2D)", "(None, 28, 28, 32)", 160), models unfolded.

    Example:
        >>> summary_table(model)[-1]
        ('dense_1 (Dense)', '(None, 10)', 1290)
    """
    return [(f"{s.layer.name} ({s.kind})", str(s.out_shape), s.parameters) for s in read(model).steps]


def rows(graph: Graph) -> list[Row]:
    return [Row(_text(step), shape_text(step.out_shape), step.parameters) for step in graph.steps]


def side_by_side(
    answer: keras.Model, wanted: keras.Model, difference: Difference | None = None
) -> list[Place]:
    """Both models line by line, layers that correspond on one line, the line of `difference` marked."""
    graphs = read(answer), read(wanted)
    left, right = rows(graphs[0]), rows(graphs[1])
    places, i, j = [], 0, 0
    for a, w in [*_partners(*graphs), (len(left), len(right))]:
        places += [_place(i + k, None, left, right, difference) for k in range(a - i)]
        places += [_place(None, j + k, left, right, difference) for k in range(w - j)]
        if a < len(left) and w < len(right):
            places.append(_place(a, w, left, right, difference))
        i, j = a + 1, w + 1
    return places


def render(places: list[Place], left: str = "your model", right: str = "the summary") -> str:
    """The comparison as text of at most `WIDTH` columns; the marked line begins with ">"."""
    half = _TEXT + _SHAPE + _COUNT
    lines = [f"  {left:<{half}}  {right}".rstrip()]
    for place in places:
        cells = f"{_cell(place.answer):<{half}}  {_cell(place.wanted)}"
        lines.append(f"{'>' if place.mark else ' '} {cells}".rstrip())
    totals = [sum(r.parameters for r in side if r) for side in _sides(places)]
    lines.append(f"  {f'{totals[0]:,} parameters':>{half}}  {f'{totals[1]:,} parameters':>{half}}")
    return "\n".join(lines)


def _sides(places: list[Place]) -> tuple[list[Row | None], list[Row | None]]:
    return [p.answer for p in places], [p.wanted for p in places]


def _cell(row: Row | None) -> str:
    if row is None:
        return ""
    text = row.text if len(row.text) < _TEXT else row.text[: _TEXT - 2] + "…"
    return f"{text:<{_TEXT}}{row.shape:>{_SHAPE}}{row.parameters:>{_COUNT},}"


def _place(
    a: int | None, w: int | None, left: list[Row], right: list[Row], difference: Difference | None
) -> Place:
    mark = False
    if difference is not None:
        on_wanted = difference.wanted_step is not None
        mark = w == difference.wanted_step if on_wanted else a is not None and a == difference.answer_step
    return Place(left[a] if a is not None else None, right[w] if w is not None else None, mark)


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
        parts += [name] if name != "linear" or step.kind == "Activation" else []
    return f"{step.kind}({', '.join(parts)})" if parts else step.kind


def _nothing(layer: Any) -> list[str]:
    return []


def _conv(layer: Any) -> list[str]:
    strides = f"strides {_times(layer.strides)}" if set(layer.strides) != {1} else ""
    dilation = f"dilation {_times(layer.dilation_rate)}" if set(layer.dilation_rate) != {1} else ""
    bias = "" if layer.use_bias else "no bias"
    return [str(layer.filters), _times(layer.kernel_size), layer.padding, strides, dilation, bias]


def _pool(layer: Any) -> list[str]:
    strides = f"strides {_times(layer.strides)}" if tuple(layer.strides) != tuple(layer.pool_size) else ""
    return [_times(layer.pool_size), strides, "same" if layer.padding == "same" else ""]


def _dense(layer: Any) -> list[str]:
    return [str(layer.units), "" if layer.use_bias else "no bias"]


def _rate(layer: Any) -> list[str]:
    return [f"{layer.rate:g}"]


def _times(numbers: Any) -> str:
    return "×".join(str(n) for n in numbers)


_PARTS: dict[str, Any] = {
    "Conv2D": _conv,
    "Dense": _dense,
    "MaxPooling2D": _pool,
    "AveragePooling2D": _pool,
    "Rescaling": lambda layer: [f"{layer.scale:.4g}"],
    **dict.fromkeys(("Dropout", "SpatialDropout2D", "AlphaDropout", "GaussianDropout"), _rate),
}
