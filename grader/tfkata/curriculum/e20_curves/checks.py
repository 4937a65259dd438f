"""e20_curves: two figures, judged by what a reader sees in them (`tfkata.candidate.describe_figure`).

Legend entries are matched to lines by the style of their little sample, as an eye does it, and only where that
does not tell by the label or the order.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, Described, Foreign, check, fail

Axes = dict[str, Any]
HISTORY = {
    "loss": [0.9, 0.55, 0.4, 0.3, 0.25],
    "accuracy": [0.7, 0.81, 0.86, 0.89, 0.91],
    "val_loss": [0.8, 0.6, 0.52, 0.56, 0.65],
    "val_accuracy": [0.74, 0.79, 0.83, 0.82, 0.82],
}
SHORT = {"loss": [1.2, 0.75, 0.625], "val_loss": [1.1, 0.875, 0.95]}
SERIES = {"loss": "train", "val_loss": "val"}

_STYLE = {"color": str, "linestyle": str, "marker": str, "label": str}
_ENTRY = {"text": str, **_STYLE}


def _is_row(value: Any) -> bool:
    """Numbers in a row."""
    return isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind in "biuf"


def _is_table(value: Any) -> bool:
    """Numbers in rows and columns, or several of them in each place."""
    known = isinstance(value, np.ndarray) and value.dtype.kind in "biuf"
    return known and value.size > 0 and value.ndim in (1, 2, 3)


_LINE = {"x": _is_row, "y": _is_row, "visible": bool, **_STYLE}
_AXES = {
    "xlabel": str,
    "ylabel": str,
    "position": [float],
    "ylim": (float, float),
    "xticks": [(float, str)],
    "yticks": [(float, str)],
    "lines": [_LINE],
    "legend_entries": [_ENTRY],
    "bars": [{"place": float, "value": float, "orientation": str}],
    "images": [{"array": _is_table, "extent": (float, float, float, float), "cmap": str, "grey": bool}],
}
FIGURE = {"axes": [_AXES], "legends": [[_ENTRY]], "xlabel": str, "ylabel": str}


@check("curves")
def curves(candidate: Candidate) -> None:
    for history in (SHORT, HISTORY):
        plots = _plots(_figure(candidate, "plot_history", history))
        if any(_shows_both(plot, history) for plot in plots):
            _judge_extras(plots, history)
        else:
            _explain_curves(plots, history)


@check("legend")
def legend(candidate: Candidate) -> None:
    """Where a series is not drawn at all, the two texts are enough: the curves have been judged."""
    for history in (SHORT, HISTORY):
        figure = _figure(candidate, "plot_history", history)
        plot, call = _main_plot(figure, history), _call_history(history)
        entries = [entry for axes in plot for entry in axes["legend_entries"]]
        entries += [entry for shown in figure["legends"] for entry in shown]
        texts = [entry["text"] for entry in entries]
        if not entries:
            named = [
                line["label"] for axes in plot for line in axes["lines"] if not line["label"].startswith("_")
            ]
            found = (
                f"the lines have the labels {' and '.join(named)}" if named else "the lines have no labels"
            )
            fail("curves.no-legend", call=call, found=found)
        if not set(SERIES.values()) <= set(texts):
            fail("curves.legend-texts", call=call, found=", ".join(map(repr, texts)))
        for key, text in SERIES.items():
            shown = _series_of(entries[texts.index(text)], entries, plot, history)
            if shown not in (key, None):
                fail("curves.legend-swapped", call=call, text=text, shown=shown)


@check("axis_labels")
def axis_labels(candidate: Candidate) -> None:
    figure = _figure(candidate, "plot_history", SHORT)
    plot = _main_plot(figure, SHORT)
    labels = {
        letter: " ".join(filter(None, [axes[f"{letter}label"] for axes in plot])) or figure[f"{letter}label"]
        for letter in "xy"
    }
    missing = [f"the {letter} axis" for letter, label in labels.items() if not label]
    if missing:
        fail("curves.unlabelled", call=_call_history(SHORT), missing=" and ".join(missing))
    if "loss" in labels["x"].lower() and "epoch" in labels["y"].lower():
        fail("curves.labels-swapped", call=_call_history(SHORT), x=labels["x"], y=labels["y"])


@check("image")
def image(candidate: Candidate) -> None:
    for picture, probabilities in _predictions():
        figure = _figure(candidate, "plot_prediction", picture, probabilities)
        images = [image for axes in figure["axes"] for image in axes["images"]]
        call = f"plot_prediction(image, probabilities) with an image of shape {picture.shape}"
        if not images:
            fail("bars.missing-image", call=call, found="there is no image in it")
        same = [image for image in images if _is_picture(image["array"], picture)]
        if any(_is_picture(image["array"][::-1], picture) for image in images) and not same:
            fail("bars.upside-down", call=call)
        if not same:
            shape = np.shape(images[0]["array"])
            fail(
                "bars.missing-image",
                call=call,
                found=f"the image drawn, of shape {shape}, shows something else",
            )
        if not any(image["grey"] is True for image in same):
            fail("bars.not-grey", call=call, cmap=same[0]["cmap"])


@check("bars")
def bars(candidate: Candidate) -> None:
    for picture, probabilities in _predictions():
        figure = _figure(candidate, "plot_prediction", picture, probabilities)
        call = f"plot_prediction(image, {kit.show(probabilities)})"
        drawn = [(axes, bar) for axes in figure["axes"] for bar in axes["bars"]]
        found = sorted({(round(bar["place"], 3), round(bar["value"], 6)) for _, bar in drawn})
        wanted = len(probabilities)
        if len(found) != wanted:
            fail("bars.wrong-count", call=call, found=len(found) or "no", wanted=wanted)
        shift = np.array([place for place, _ in found]) - np.arange(wanted)
        if np.all(np.abs(np.abs(shift) - 1) < 0.45):
            fail(
                "bars.off-by-one",
                call=call,
                found=f"the first bar stands at {found[0][0]:g}",
                wanted=wanted - 1,
            )
        if not np.all(np.abs(shift) <= 0.5):
            fail(
                "bars.wrong-places",
                call=call,
                found=", ".join(f"{place:g}" for place, _ in found),
                wanted=wanted - 1,
            )
        _judge_heights(np.array([value for _, value in found]), probabilities, call)
        _judge_ticks(drawn[0][0], drawn[0][1]["orientation"], wanted, call)
        if any(_lies_on_image(bar, image) for axes, bar in drawn for image in axes["images"]):
            fail("bars.on-the-image", call=call, height=f"{max(value for _, value in found):g}")


# --- asking ---------------------------------------------------------------------------------------


def _figure(candidate: Candidate, function: str, *arguments: Any) -> dict[str, Any]:
    key = f"{function} {np.shape(arguments[0]) or len(arguments[0]['loss'])}"
    got = candidate.once(key, lambda: candidate.call(function, *arguments))
    if isinstance(got, Described) and got.kind == "figure" and _fits(got.data, FIGURE):
        if not got.data["axes"]:
            fail("curves.empty", call=f"{function}(…)", function=function)
        return got.data
    fail("curves.not-returned", call=f"{function}(…)", returned=got, function=function, found=_kind(got))


def _fits(value: Any, pattern: Any) -> bool:
    """Whether what came from the candidate has the parts that are read here.

    A list of one pattern fits lists of any length, a tuple of patterns as many values in a list or tuple.
    """
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(_fits(value.get(key), part) for key, part in pattern.items())
    if isinstance(pattern, list):
        return isinstance(value, list) and all(_fits(part, pattern[0]) for part in value)
    if isinstance(pattern, tuple):
        many = isinstance(value, list | tuple) and len(value) == len(pattern)
        return many and all(map(_fits, value, pattern))
    return isinstance(value, pattern) if isinstance(pattern, type) else bool(pattern(value))


def _kind(value: Any) -> str:
    """What was returned instead of a Figure, in a learner's words."""
    if isinstance(value, Foreign):
        name = value.type_name.rpartition(".")[2]
        return {"Axes": "the Axes (one plot of the Figure)", "module": "a module"}.get(name, f"a {name}")
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {', '.join(_kind(part) for part in value[:3])}"
    if isinstance(value, Described):
        return f"a {value.kind.capitalize()}"
    return "None" if value is None else f"a value of type {type(value).__name__}"


def _predictions() -> list[tuple[np.ndarray, np.ndarray]]:
    """A digit-sized image with ten classes, and an oblong one with three."""
    rng = np.random.default_rng(0)
    ten = np.array([0.02, 0.05, 0.01, 0.5, 0.03, 0.2, 0.04, 0.06, 0.07, 0.02])
    return [(rng.random((28, 28)), ten), (rng.random((6, 9)), np.array([0.125, 0.625, 0.25]))]


def _call_history(history: dict[str, list[float]]) -> str:
    return f"plot_history({kit.show(history)})"


# --- curves ---------------------------------------------------------------------------------------


def _plots(figure: dict[str, Any]) -> list[list[Axes]]:
    """Axes by their place: twins lie on each other and are one plot to the eye."""
    places: dict[tuple[float, ...], list[Axes]] = {}
    for axes in figure["axes"]:
        places.setdefault(tuple(axes["position"]), []).append(axes)
    return list(places.values())


def _lines(axes: Axes) -> list[dict[str, Any]]:
    drawn = [line for line in axes["lines"] if line["visible"] and line["color"] and _has_ink(line)]
    return [line for line in drawn if line["x"].shape == line["y"].shape]


def _has_ink(line: dict[str, Any]) -> bool:
    """A line style or a marker; matplotlib calls neither of them "None"."""
    return any(line[part].lower() not in ("none", "") for part in ("linestyle", "marker"))


def _is_series(line: dict[str, Any], values: list[float]) -> bool:
    return line["y"].shape == (len(values),) and bool(np.allclose(line["y"], values, rtol=1e-5))


def _by_epoch(line: dict[str, Any]) -> bool:
    epochs = np.arange(len(line["x"]))
    return any(np.allclose(line["x"], epochs + first) for first in (0, 1))


def _drawn(plot: list[Axes], values: list[float]) -> list[tuple[Axes, dict[str, Any]]]:
    return [(axes, line) for axes in plot for line in _lines(axes) if _is_series(line, values)]


def _shows_both(plot: list[Axes], history: dict[str, list[float]]) -> bool:
    """Both series by epoch, counted alike, on one scale: twin axes with different limits make them look alike or apart."""
    train, val = ([pair for pair in _drawn(plot, history[key]) if _by_epoch(pair[1])] for key in SERIES)
    return any(
        np.allclose(a["ylim"], b["ylim"]) and np.allclose(one["x"], other["x"])
        for a, one in train
        for b, other in val
    )


def _main_plot(figure: dict[str, Any], history: dict[str, list[float]]) -> list[Axes]:
    """The plot with the most of the two series, else the one with most lines."""
    plots = _plots(figure)
    return max(
        plots,
        key=lambda plot: (
            sum(bool(_drawn(plot, history[key])) for key in SERIES),
            sum(len(_lines(a)) for a in plot),
        ),
        default=[],
    )


def _judge_extras(plots: list[list[Axes]], history: dict[str, list[float]]) -> None:
    """Other series of the history have no business on the scale of the losses; a mark at an epoch may be there."""
    others = [key for key in history if key not in SERIES]
    for axes in (axes for plot in plots for axes in plot if _drawn([axes], history["loss"])):
        extra = [key for key in others if _drawn([axes], history[key])]
        if extra:
            found = f"it also shows {' and '.join(extra)}"
            fail("curves.wrong-series", call=_call_history(history), found=found)


def _explain_curves(plots: list[list[Axes]], history: dict[str, list[float]]) -> None:
    call = _call_history(history)
    everywhere = [axes for plot in plots for axes in plot]
    lines = [line for axes in everywhere for line in _lines(axes)]
    drawn = {key: _drawn(everywhere, history[key]) for key in SERIES}
    if not lines:
        fail("curves.wrong-series", call=call, found="there is no line in it")
    missing = [key for key, pairs in drawn.items() if not pairs]
    turned = [key for key in missing if any(_is_series({"y": line["x"]}, history[key]) for line in lines)]
    if turned:
        fail("curves.axes-swapped", call=call, series=" and ".join(turned))
    if missing:
        others = [key for key in history if key not in SERIES and _drawn(everywhere, history[key])]
        shown = f", {' and '.join(others)} instead" if others else ""
        fail("curves.wrong-series", call=call, found=f"no line shows {' or '.join(missing)}{shown}")
    off = [line for pairs in drawn.values() for _, line in pairs if not _by_epoch(line)]
    if off:
        fail("curves.wrong-epochs", call=call, found=kit.show([float(x) for x in off[0]["x"]]))
    starts = {round(float(line["x"][0])) for pairs in drawn.values() for _, line in pairs}
    if len(starts) > 1:
        fail("curves.wrong-epochs", call=call, found="0, 1, … for one line and 1, 2, … for the other")
    together = any(all(_drawn(plot, history[key]) for key in SERIES) for plot in plots)
    fail("curves.two-scales" if together else "curves.two-plots", call=call)


# --- legend ---------------------------------------------------------------------------------------


def _series_of(
    entry: dict[str, str], entries: list[dict[str, str]], plot: list[Axes], history: dict[str, list[float]]
) -> str | None:
    """Which of the two series a legend entry stands for; None where nothing tells."""
    drawn = {key: [line for _, line in _drawn(plot, history[key])] for key in SERIES}
    if not all(drawn.values()):
        return None
    for traits in (("color", "linestyle", "marker"), ("color",), ("linestyle",), ("marker",), ("label",)):
        fitting = [
            key
            for key, lines in drawn.items()
            if any(all(line[t] == entry[t] for t in traits) for line in lines)
        ]
        if len(fitting) == 1:
            return fitting[0]
    order = [
        key for axes in plot for line in _lines(axes) for key in SERIES if _is_series(line, history[key])
    ]
    place = entries.index(entry)
    return order[place] if len(order) == len(entries) else None


# --- one prediction -------------------------------------------------------------------------------


def _is_picture(array: np.ndarray, picture: np.ndarray) -> bool:
    """The same picture, however bright or inverted; grey values may stand in three equal channels."""
    plane = (array[..., 0] if array.ndim == 3 else array).astype(np.float64)
    if plane.shape != picture.shape or not np.isfinite(plane).all() or np.ptp(plane) == 0:
        return False
    return bool(abs(np.corrcoef(plane.ravel(), picture.ravel())[0, 1]) > 0.999)


def _lies_on_image(bar: dict[str, Any], image: dict[str, Any]) -> bool:
    """In one plot and over each other: there the axis that measures the bars counts pixels."""
    left, right, bottom, top = image["extent"]
    sides = {"place": (bar["place"], bar["place"]), "value": (0.0, bar["value"])}
    along = ("place", "value") if bar["orientation"] == "vertical" else ("value", "place")
    (x0, x1), (y0, y1) = (sides[side] for side in along)
    return bool(x0 < right and x1 > left and y0 < top and y1 > bottom)


def _judge_heights(heights: np.ndarray, probabilities: np.ndarray, call: str) -> None:
    if any(np.allclose(heights, probabilities * unit, rtol=1e-3) for unit in (1, 100)):
        return
    code = (
        "bars.sorted"
        if np.allclose(sorted(heights), sorted(probabilities), rtol=1e-3)
        else "bars.wrong-heights"
    )
    fail(code, call=call, returned=heights, expected=probabilities, found=kit.show(heights))


def _judge_ticks(axes: Axes, orientation: str, classes: int, call: str) -> None:
    """Tick labels that are numbers name the class under which they stand."""
    for place, text in axes["xticks" if orientation == "vertical" else "yticks"]:
        under = round(place) if np.isfinite(place) else -1
        if (
            re.fullmatch(r"\d{1,9}", text)
            and 0 <= under < classes
            and abs(place - under) < 0.25
            and int(text) != under
        ):
            found = f"the bar of class {under} is labelled {text}"
            fail("bars.off-by-one", call=call, found=found, wanted=classes - 1)
