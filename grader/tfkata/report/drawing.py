"""Where things are in the drawings of an HTML report: curves, a confusion matrix, a model. Numbers only, no markup."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 460, 220
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 12, 34
SHADES = 8
LARGEST, DIGITS = (
    1e280,
    12,
)  # beyond these the steps of a scale cannot be computed, or are one and the same number


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Curve:
    name: str
    points: str
    last: tuple[float, float]
    value: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One diagram: curves of one quantity by epoch, in a box of WIDTH × HEIGHT."""

    name: str
    curves: list[Curve]
    epochs: list[Tick]
    values: list[Tick]


def charts(series: dict[str, list[float]]) -> list[Chart]:
    """A diagram a quantity: `loss` and `val_loss` share one, `accuracy` has its own."""
    groups: dict[str, dict[str, list[float]]] = {}
    for name, values in series.items():
        groups.setdefault(name.removeprefix("val_"), {})[name] = values
    return [_chart(name, group) for name, group in groups.items() if any(group.values())]


def _chart(name: str, group: dict[str, list[float]]) -> Chart:
    group = {title: [_drawable(value) for value in values] for title, values in group.items()}
    every = [value for values in group.values() for value in values if math.isfinite(value)] or [0.0]
    steps = _steps(min(every), max(every))
    low, high = steps[0], steps[-1]
    length = max(len(values) for values in group.values())

    def x(epoch: int) -> float:
        share = (epoch - 1) / (length - 1) if length > 1 else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    curves = []
    for title, values in group.items():
        at = [(x(i), y(v)) for i, v in enumerate(values, start=1) if math.isfinite(v)]
        if at:
            points = " ".join(f"{a},{b}" for a, b in at)
            curves.append(Curve(title, points, at[-1], f"{values[-1]:.4g}"))
    shown = sorted({1, length, *range(1, length + 1, max(1, math.ceil(length / 8)))})
    kept = [e for e in shown if e in (1, length) or length - e >= max(1, math.ceil(length / 8)) / 2]
    epochs = [Tick(x(epoch), str(epoch)) for epoch in kept]
    return Chart(name, curves, epochs, [Tick(y(value), f"{value:.6g}") for value in steps])


def _drawable(value: float) -> float:
    """Curves may come from a learner's code, and hold any number there is."""
    return 0.0 if abs(value) < 1 / LARGEST else max(-LARGEST, min(LARGEST, value))


def _steps(low: float, high: float) -> list[float]:
    """About five round values that enclose both."""
    largest = max(abs(low), abs(high))
    span = high - low if high - low > largest * 10.0**-DIGITS else largest or 1.0
    raw = span / 4
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= raw * (1 - 1e-9))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [k * step for k in range(first, max(last, first + 1) + 1)]


@dataclass(frozen=True, slots=True)
class Matrix:
    """`rows`: a class and, for every predicted class, the count and its shade from 0 to SHADES within the row."""

    classes: list[str]
    rows: list[tuple[str, list[tuple[int, int]]]]


def matrix(classes: list[str], counts: list[list[int]]) -> Matrix:
    rows = []
    for name, row in zip(classes, counts, strict=False):
        total = sum(row) or 1
        rows.append((name, [(count, _shade(count / total)) for count in row]))
    return Matrix(classes, rows)


def _shade(share: float) -> int:
    return 0 if share <= 0 else min(SHADES, 1 + int(share * SHADES))


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: `family` decides the colour; height and width of its block stand for image size and channels."""

    name: str
    kind: str
    shape: str
    parameters: int
    share: float
    family: str
    height: float
    width: float


_FAMILIES = {
    "conv": ("Conv", "SeparableConv", "DepthwiseConv"),
    "pool": ("MaxPool", "AveragePool", "GlobalMax", "GlobalAverage"),
    "dense": ("Dense",),
    "regular": ("Dropout", "BatchNorm", "SpatialDropout", "Gaussian", "LayerNorm"),
}


def layers(rows: list[dict[str, Any]]) -> list[Layer]:
    """The blocks of a model, from the rows of its summary."""
    total = sum(max(0, int(row["parameters"])) for row in rows) or 1
    return [_layer(row, total) for row in rows]


def _layer(row: dict[str, Any], total: int) -> Layer:
    name, _, rest = str(row["layer"]).rpartition(" (")
    kind = rest.rstrip(")") if name else str(row["layer"])
    family = next((f for f, starts in _FAMILIES.items() if kind.startswith(starts)), "other")
    sizes = list(_sizes(str(row["shape"])))
    channels = sizes[-1] if sizes else 1
    side = sizes[0] if len(sizes) > 1 else 1
    return Layer(
        name=name or kind, kind=kind, shape=str(row["shape"]), parameters=int(row["parameters"]),
        share=round(100 * max(0, int(row["parameters"])) / total, 1), family=family,
        height=round(6 + min(26.0, 6.5 * math.log2(1 + side) / 1.25), 1),
        width=round(8 + min(48.0, 5.0 * math.log2(1 + channels)), 1),
    )  # fmt: skip


def _sizes(shape: str) -> Iterator[int]:
    for part in shape.strip("()").split(","):
        if part.strip().isdigit():
            yield min(int(part.strip()[:9]), 10**6)
