"""e20_curves: two figures, judged by what a reader sees in them (`tfkata.candidate.describe_figure`).

Legend entries are matched to lines by the style of their little sample, as an eye does it, and only where that
does not tell by the label or the order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Answer, Candidate, Described, Foreign, Function, Mistake, Mistakes

Axes = dict[str, Any]
HISTORY = {
    "loss": [0.9, 0.55, 0.4, 0.3, 0.25],
    "accuracy": [0.7, 0.81, 0.86, 0.89, 0.91],
    "val_loss": [0.8, 0.6, 0.52, 0.56, 0.65],
    "val_accuracy": [0.74, 0.79, 0.83, 0.82, 0.82],
}
SHORT = {"loss": [1.2, 0.75, 0.625], "val_loss": [1.1, 0.875, 0.95]}
SERIES = {"loss": "train", "val_loss": "val"}
TEN = np.array([0.02, 0.05, 0.01, 0.5, 0.03, 0.2, 0.04, 0.06, 0.07, 0.02])
THREE = np.array([0.125, 0.625, 0.25])

plot_history, plot_prediction = Function("plot_history"), Function("plot_prediction")

# --- what came back

STYLE = {"color": str, "linestyle": str, "marker": str, "label": str}
ENTRY = {"text": str, **STYLE}


def is_row(value: Any) -> bool:
    """Numbers in a row."""
    return isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "biuf"


def is_table(value: Any) -> bool:
    """Numbers in rows and columns, or several of them in each place."""
    known = isinstance(value, np.ndarray) and value.dtype.kind in "biuf"
    return known and value.size > 0 and value.ndim in (1, 2, 3)


LINE = {"x": is_row, "y": is_row, "visible": bool, **STYLE}
AXES = {
    "xlabel": str,
    "ylabel": str,
    "position": [float],
    "ylim": (float, float),
    "xticks": [(float, str)],
    "yticks": [(float, str)],
    "lines": [LINE],
    "legend_entries": [ENTRY],
    "bars": [{"place": float, "value": float, "orientation": str}],
    "images": [{"array": is_table, "extent": (float, float, float, float), "cmap": str, "grey": bool}],
}
FIGURE = {"axes": [AXES], "legends": [[ENTRY]], "xlabel": str, "ylabel": str}


def figure(answer: Answer) -> dict[str, Any]:
    got = answer.value
    if isinstance(got, Described) and got.kind == "figure" and fits(got.data, FIGURE):
        if not got.data["axes"]:
            kit.fail("curves.empty", call=answer.call, function=answer.function.name)
        return got.data
    answer.fail("curves.not-returned", function=answer.function.name, found=kind(got))


def fits(value: Any, pattern: Any) -> bool:
    """Whether what came from the candidate has the parts that are read here.

    A list of one pattern fits lists of any length, a tuple of patterns as many values in a list or tuple.
    """
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(fits(value.get(key), part) for key, part in pattern.items())
    if isinstance(pattern, list):
        return isinstance(value, list) and all(fits(part, pattern[0]) for part in value)
    if isinstance(pattern, tuple):
        many = isinstance(value, list | tuple) and len(value) == len(pattern)
        return many and all(map(fits, value, pattern))
    return isinstance(value, pattern) if isinstance(pattern, type) else bool(pattern(value))


def kind(value: Any) -> str:
    """What was returned instead of a Figure, in a learner's words."""
    if isinstance(value, Foreign):
        name = value.type_name.rpartition(".")[2]
        return {"Axes": "the Axes (one plot of the Figure)", "module": "a module"}.get(name, f"a {name}")
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {', '.join(kind(part) for part in value[:3])}"
    if isinstance(value, Described):
        return f"a {value.kind.capitalize()}"
    return "None" if value is None else f"a value of type {type(value).__name__}"


# --- curves


class Line(NamedTuple):
    """One that can be seen, with the series of the history that it shows along each axis."""

    axes: Axes
    data: dict[str, Any]
    key: str | None
    turned: str | None

    @property
    def place(self) -> tuple[float, ...]:
        """Twins lie on each other and are one plot to the eye."""
        return tuple(self.axes["position"])

    @property
    def x(self) -> np.ndarray:
        return np.asarray(self.data["x"])

    def by_epoch(self) -> bool:
        return any(np.allclose(self.x, np.arange(len(self.x)) + first) for first in (0, 1))


class Curves:
    """What a figure shows of a history."""

    def __init__(self, answer: Answer, history: dict[str, list[float]]) -> None:
        self.call, self.history, self.figure = answer.call, history, figure(answer)
        self.lines = [
            Line(axes, line, self._series(line["y"]), self._series(line["x"]))
            for axes in self.figure["axes"]
            for line in axes["lines"]
            if line["visible"] and line["color"] and has_ink(line) and line["x"].shape == line["y"].shape
        ]
        self.drawn = {key: [line for line in self.lines if line.key == key] for key in history}
        self.missing = [key for key in SERIES if not self.drawn[key]]
        places = [tuple(axes["position"]) for axes in self.figure["axes"]]
        self.place = max(places, key=self._shown_at)
        self.plot = [axes for axes, at in zip(self.figure["axes"], places, strict=True) if at == self.place]
        entries = [*(axes["legend_entries"] for axes in self.plot), *self.figure["legends"]]
        self.entries = [entry for legend in entries for entry in legend]
        self.texts = [entry["text"] for entry in self.entries]

    def _series(self, values: np.ndarray) -> str | None:
        fitting = (
            k for k, v in self.history.items() if len(v) == len(values) and np.allclose(values, v, rtol=1e-5)
        )
        return next(fitting, None)

    def _shown_at(self, place: tuple[float, ...]) -> tuple[int, int]:
        """How many of the two series, and of all lines, are drawn there."""
        keys = [line.key for line in self.lines if line.place == place]
        return len({*SERIES} & {*keys}), len(keys)

    def pairs(self) -> Iterator[tuple[Line, Line]]:
        """Both series in one plot."""
        train, val = (self.drawn[key] for key in SERIES)
        return ((one, other) for one in train for other in val if one.place == other.place)

    def shows_both(self) -> bool:
        """By epoch, counted alike, on one scale: twin axes with different limits make them look alike or apart."""
        return any(
            one.by_epoch()
            and np.allclose(one.x, other.x)
            and np.allclose(one.axes["ylim"], other.axes["ylim"])
            for one, other in self.pairs()
        )

    def extra(self) -> str:
        """Other series have no business on the scale of the losses; a mark at an epoch may be there."""
        scales = [id(line.axes) for line in self.drawn["loss"]]
        shown = {line.key for line in self.lines if id(line.axes) in scales}
        return " and ".join(key for key in self.history if key in shown and key not in SERIES)

    def turned(self) -> dict[str, str] | None:
        turned = [key for key in self.missing if any(line.turned == key for line in self.lines)]
        return {"series": " and ".join(turned)} if turned else None

    def instead(self) -> str:
        others = [key for key in self.history if key not in SERIES and self.drawn[key]]
        return f", {' and '.join(others)} instead" if others else ""

    def off(self) -> dict[str, str] | None:
        both = [line for key in SERIES for line in self.drawn[key]]
        off = next((line for line in both if not line.by_epoch()), None)
        if off is not None:
            return {"found": kit.show([float(x) for x in off.x])}
        alike = len({round(float(line.x[0])) for line in both}) == 1
        return None if alike else {"found": "0, 1, … for one line and 1, 2, … for the other"}

    def labels(self) -> str:
        named = [line["label"] for axes in self.plot for line in axes["lines"] if line["label"][:1] != "_"]
        return f"the lines have the labels {' and '.join(named)}" if named else "the lines have no labels"

    def swapped(self) -> dict[str, str] | None:
        """Where a series is not drawn at all, the two texts are enough: the curves have been judged."""
        for key, text in SERIES.items():
            shown = self._series_of(self.texts.index(text))
            if shown not in (key, None):
                return {"text": text, "shown": shown or ""}
        return None

    def _series_of(self, place: int) -> str | None:
        """Which of the two series a legend entry stands for; None where nothing tells."""
        lines = [line for line in self.lines if line.place == self.place and line.key in SERIES]
        if {line.key for line in lines} != {*SERIES}:
            return None
        entry = self.entries[place]
        for traits in (("color", "linestyle", "marker"), ("color",), ("linestyle",), ("marker",), ("label",)):
            fitting = {line.key for line in lines if all(line.data[t] == entry[t] for t in traits)}
            if len(fitting) == 1:
                return fitting.pop()
        return lines[place].key if len(lines) == len(self.entries) else None

    def label(self, letter: str) -> str:
        """What an axis says; a label of the whole figure counts."""
        own = " ".join(filter(None, [axes[f"{letter}label"] for axes in self.plot]))
        return own or self.figure[f"{letter}label"]

    def unlabelled(self) -> dict[str, str] | None:
        missing = [f"the {letter} axis" for letter in "xy" if not self.label(letter)]
        return {"missing": " and ".join(missing)} if missing else None


def has_ink(line: dict[str, Any]) -> bool:
    """A line style or a marker; matplotlib calls neither of them "None"."""
    return any(line[part].lower() not in ("none", "") for part in ("linestyle", "marker"))


def short(candidate: Candidate) -> Iterator[Curves]:
    yield candidate.once("short", lambda: Curves(plot_history.ask(candidate, SHORT), SHORT))


def histories(candidate: Candidate) -> Iterator[Curves]:
    yield from short(candidate)
    yield candidate.once("long", lambda: Curves(plot_history.ask(candidate, HISTORY), HISTORY))
    yield candidate.once("longer", lambda: longer(candidate))


def longer(candidate: Candidate) -> Curves:
    """More epochs than anybody writes down."""
    random = np.random.default_rng([candidate.seed, 20])
    epochs = int(random.integers(21, 90))
    history = {key: random.uniform(0.1, 2, epochs).round(3).tolist() for key in HISTORY}
    typed = f"plot_history(history) with {epochs} epochs, the first loss {history['loss'][0]:g}"
    return Curves(plot_history.ask(candidate, history, typed=typed), history)


# fmt: off
CURVES = Mistakes(
    Mistake("curves.wrong-series", lambda c: c.shows_both() and c.extra(), found=lambda c: f"it also shows {c.extra()}"),
    Mistake(None, Curves.shows_both),
    Mistake("curves.wrong-series", lambda c: not c.lines, found="there is no line in it"),
    Mistake("curves.axes-swapped", Curves.turned, "series"),
    Mistake("curves.wrong-series", lambda c: c.missing, found=lambda c: f"no line shows {' or '.join(c.missing)}{c.instead()}"),
    Mistake("curves.wrong-epochs", Curves.off, "found"),
    Mistake("curves.two-scales", lambda c: any(c.pairs())),
    Mistake("curves.two-plots", lambda c: True),
)
LEGEND = Mistakes(
    Mistake("curves.no-legend", lambda c: not c.entries, found=Curves.labels),
    Mistake("curves.legend-texts", lambda c: not {*SERIES.values()} <= {*c.texts}, found=lambda c: ", ".join(map(repr, c.texts))),
    Mistake("curves.legend-swapped", Curves.swapped, "text shown"),
)
AXIS_LABELS = Mistakes(
    Mistake("curves.unlabelled", Curves.unlabelled, "missing"),
    Mistake("curves.labels-swapped", lambda c: "loss" in c.label("x").lower() and "epoch" in c.label("y").lower(),
            x=lambda c: c.label("x"), y=lambda c: c.label("y")),
)
# fmt: on


# --- one prediction


class Prediction:
    """What a figure shows of an image and its probabilities."""

    def __init__(self, answer: Answer) -> None:
        self.call, (self.picture, self.probabilities) = answer.call, answer.arguments
        self.axes = figure(answer)["axes"]
        self.images = [image for axes in self.axes for image in axes["images"]]
        self.same = [image for image in self.images if is_picture(image["array"], self.picture)]
        self.bars = [(axes, bar) for axes in self.axes for bar in axes["bars"]]
        found = sorted({(round(bar["place"], 3), round(bar["value"], 6)) for _, bar in self.bars})
        self.places, self.heights = (np.array([pair[i] for pair in found]) for i in (0, 1))
        self.classes, self.last = len(self.probabilities), len(self.probabilities) - 1

    @property
    def shift(self) -> np.ndarray:
        return np.abs(self.places - np.arange(self.classes))

    def right_heights(self) -> bool:
        return any(np.allclose(self.heights, self.probabilities * unit, rtol=1e-3) for unit in (1, 100))

    def mislabelled(self) -> dict[str, str] | None:
        """Tick labels that are numbers name the class under which they stand."""
        axes, bar = self.bars[0]
        for place, text in axes["xticks" if bar["orientation"] == "vertical" else "yticks"]:
            under = round(place) if np.isfinite(place) else -1
            stands = 0 <= under < self.classes and abs(place - under) < 0.25
            if stands and re.fullmatch(r"\d{1,9}", text) and int(text) != under:
                return {"found": f"the bar of class {under} is labelled {text}"}
        return None

    def lies_on_image(self) -> bool:
        """In one plot and over each other: there the axis that measures the bars counts pixels."""
        return any(overlap(bar, image["extent"]) for axes, bar in self.bars for image in axes["images"])


def overlap(bar: dict[str, Any], extent: tuple[float, float, float, float]) -> bool:
    left, right, bottom, top = extent
    place, height = (bar["place"], bar["place"]), (0.0, bar["value"])
    (x0, x1), (y0, y1) = (place, height) if bar["orientation"] == "vertical" else (height, place)
    return bool(x0 < right and x1 > left and y0 < top and y1 > bottom)


def is_picture(array: np.ndarray, picture: np.ndarray) -> bool:
    """The same picture, however bright or inverted; grey values may stand in three equal channels."""
    plane = (array[..., 0] if array.ndim == 3 else array).astype(np.float64)
    if plane.shape != picture.shape or not np.isfinite(plane).all() or np.ptp(plane) == 0:
        return False
    return bool(abs(np.corrcoef(plane.ravel(), picture.ravel())[0, 1]) > 0.999)


def picture(shape: tuple[int, int]) -> np.ndarray:
    return np.random.default_rng(0).random(shape)


def predictions(candidate: Candidate) -> Iterator[Prediction]:
    """A digit-sized image with ten classes, an oblong one with three, and one of a drawn size with more classes."""
    random = np.random.default_rng([candidate.seed, 21])
    (height, width), classes = (
        random.permutation(np.arange(30, 50))[:2].tolist(),
        int(random.integers(11, 24)),
    )
    shares = random.permutation(np.arange(1, classes + 1))
    many = np.round(shares / shares.sum(), 4)
    for shape, probabilities in (((28, 28), TEN), ((6, 9), THREE), ((height, width), many)):
        image = picture(shape)
        typed = f"plot_prediction(np.random.default_rng(0).random({shape}), {kit.show(probabilities)})"
        ask = partial(plot_prediction.ask, candidate, image, probabilities, typed=typed)
        yield Prediction(candidate.once(typed, ask))


# fmt: off
IMAGE = Mistakes(
    Mistake("bars.missing-image", lambda p: not p.images, found="there is no image in it"),
    Mistake("bars.upside-down", lambda p: not p.same and any(is_picture(i["array"][::-1], p.picture) for i in p.images)),
    Mistake("bars.missing-image", lambda p: not p.same,
            found=lambda p: f"the image drawn, of shape {np.shape(p.images[0]['array'])}, shows something else"),
    Mistake("bars.not-grey", lambda p: not any(image["grey"] for image in p.same), cmap=lambda p: p.same[0]["cmap"]),
)
WANTED: dict[str, Any] = {"wanted": lambda p: p.last}
HEIGHTS: dict[str, Any] = {"returned": lambda p: p.heights, "expected": lambda p: p.probabilities}
BARS = Mistakes(
    Mistake("bars.wrong-count", lambda p: len(p.places) != p.classes, found=lambda p: len(p.places) or "no", wanted=lambda p: p.classes),
    Mistake("bars.off-by-one", lambda p: np.all(np.abs(p.shift - 1) < 0.45),
            found=lambda p: f"the first bar is at {p.places[0]:g}", **WANTED),
    Mistake("bars.wrong-places", lambda p: not np.all(p.shift <= 0.5), found=lambda p: ", ".join(f"{x:g}" for x in p.places), **WANTED),
    Mistake("bars.sorted", lambda p: not p.right_heights() and np.allclose(sorted(p.heights), sorted(p.probabilities), rtol=1e-3), **HEIGHTS),
    Mistake("bars.wrong-heights", lambda p: not p.right_heights(), found=lambda p: kit.show(p.heights), **HEIGHTS),
    Mistake("bars.off-by-one", Prediction.mislabelled, "found", **WANTED),
    Mistake("bars.on-the-image", Prediction.lies_on_image, height=lambda p: f"{p.heights.max():g}"),
)

kit.checks(__name__, {
    "curves": [CURVES.none_in(histories), plot_history.leaves_alone(forms=[(SHORT,), (HISTORY,)])],
    "legend": LEGEND.none_in(histories),
    "axis_labels": AXIS_LABELS.none_in(short),
    "image": IMAGE.none_in(predictions),
    "bars": [
        BARS.none_in(predictions),
        plot_prediction.leaves_alone(forms=[(picture((6, 9)), THREE), (picture((28, 28)).astype(np.float32), TEN.astype(np.float32))]),
    ],
})
