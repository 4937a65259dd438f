"""The untrusted side: a matplotlib Figure as plain data, read from what is drawn and not from how it was drawn.

Imports no matplotlib: a figure exists only where the learner's code brought it in. The examiner believes
a description no further than the figure itself: a reader's eyes are what it stands for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

MAX_AXES, MAX_ARTISTS, MAX_TICKS, MAX_TEXT = 20, 200, 60, 200
_GREY_TOLERANCE = 0.02


def describe_figure(figure: Any) -> dict[str, Any]:
    """What a figure shows.

    Returns:
        {"axes": [...], "legends": [[entry, ...], ...] (those of the figure itself), "title", "xlabel", "ylabel"}.
        Each of the axes: ``title``, ``xlabel``, ``ylabel`` (texts, "" if none), ``position`` (left, bottom,
        width, height), ``ylim``, ``xticks``, ``yticks`` ([(place, label), ...]) and lists of what is visible:

        - ``lines``: ``x``, ``y`` (float arrays), ``label``, ``visible`` and the style: ``color``, ``linestyle``, ``marker``
        - ``legend``: the texts, or None where no legend is shown; ``legend_entries``: ``text``, ``label`` (that of
          the thing it belongs to) and the style of its little sample
        - ``bars``: ``x`` (centre), ``y``, ``width``, ``height``, ``orientation``, ``place`` on the axis of the
          categories and ``value`` on the other
        - ``images``: ``array`` (as it is seen: the first row on top, the first column on the left), ``extent`` (left,
          right, bottom, top, on the axes), ``cmap``, ``grey`` (whether it is shown in shades of grey)

    The figure is closed for pyplot, so that the next call does not draw into it.
    """
    described = {
        "axes": [_axes(axes) for axes in figure.axes[:MAX_AXES] if axes.get_visible()],
        "legends": [
            _entries(legend) for part in _parts(figure) for legend in part.legends if legend.get_visible()
        ],
        "title": _text(figure.get_suptitle()),
        "xlabel": _text(figure.get_supxlabel()),
        "ylabel": _text(figure.get_supylabel()),
    }
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(figure)
    return described


def _parts(figure: Any) -> Iterator[Any]:
    yield figure
    for part in figure.subfigs:
        yield from _parts(part)


def _axes(axes: Any) -> dict[str, Any]:
    legend = axes.get_legend()
    entries = _entries(legend) if legend is not None and legend.get_visible() else None
    return {
        "title": _text(axes.get_title()),
        "xlabel": _text(axes.get_xlabel()) if axes.xaxis.label.get_visible() else "",
        "ylabel": _text(axes.get_ylabel()) if axes.yaxis.label.get_visible() else "",
        "position": [round(float(part), 4) for part in axes.get_position().bounds],
        "ylim": [float(end) for end in axes.get_ylim()],
        "xticks": _ticks(axes.xaxis),
        "yticks": _ticks(axes.yaxis),
        "lines": [_line(line) for line in axes.lines[:MAX_ARTISTS]],
        "legend": None if entries is None else [entry["text"] for entry in entries],
        "legend_entries": entries or [],
        "bars": list(_bars(axes))[:MAX_ARTISTS],
        "images": [_image(image, axes) for image in _pictures(axes) if image.get_visible()],
    }


def _text(text: Any) -> str:
    return str(text)[:MAX_TEXT].strip()


def _numbers(values: Any) -> np.ndarray:
    """Floats of a plain array; what is masked becomes NaN."""
    return np.ma.filled(np.ma.asarray(values).astype(np.float64), np.nan)


def _ticks(axis: Any) -> list[tuple[float, str]]:
    places = [float(place) for place in axis.get_ticklocs()[:MAX_TICKS]]
    try:
        labels = axis.get_major_formatter().format_ticks(places)
    except Exception:  # noqa: BLE001  (a learner's own formatter may raise anything)
        labels = [""] * len(places)
    return [(place, _text(label)) for place, label in zip(places, labels, strict=False)]


def _line(line: Any) -> dict[str, Any]:
    return {
        "x": _numbers(line.get_xdata(orig=False)),
        "y": _numbers(line.get_ydata(orig=False)),
        "label": _text(line.get_label()),
        "visible": bool(line.get_visible()) and line.get_alpha() != 0,
        **_style(line),
    }


def _style(artist: Any) -> dict[str, str]:
    """Colour as #rrggbb, line style and marker: what a reader matches a legend entry by."""
    color = _first(artist, "get_color", "get_facecolor")
    return {
        "color": _hex(color),
        "linestyle": _text(_first(artist, "get_linestyle")),
        "marker": _text(_first(artist, "get_marker")),
    }


def _first(artist: Any, *getters: str) -> Any:
    return next((getattr(artist, getter)() for getter in getters if hasattr(artist, getter)), "")


def _hex(color: Any) -> str:
    """Patches give one RGBA, collections an array of them, lines whatever was passed in."""
    try:
        rgba = np.atleast_2d(sys.modules["matplotlib.colors"].to_rgba_array(color))[0]
    except (ValueError, TypeError, IndexError):
        return _text(color)
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in rgba[:3])


def _entries(legend: Any) -> list[dict[str, str]]:
    pairs = zip(legend.legend_handles, legend.get_texts(), strict=False)
    return [
        {"text": _text(text.get_text()), "label": _text(_first(handle, "get_label")), **_style(handle)}
        for handle, text in list(pairs)[:MAX_ARTISTS]
    ]


def _bars(axes: Any) -> Iterator[dict[str, Any]]:
    for container in axes.containers:
        orientation = getattr(container, "orientation", None)
        if orientation not in ("vertical", "horizontal"):
            continue
        for bar in container.patches:
            if bar.get_visible():
                yield _bar(bar, orientation)


def _bar(bar: Any, orientation: str) -> dict[str, Any]:
    left, bottom = float(bar.get_x()), float(bar.get_y())
    width, height = float(bar.get_width()), float(bar.get_height())
    centre = (left + width / 2, bottom + height / 2)
    vertical = orientation == "vertical"
    return {
        "x": centre[0],
        "y": bottom,
        "width": width,
        "height": height,
        "orientation": orientation,
        "place": centre[0] if vertical else centre[1],
        "value": height if vertical else width,
    }


def _pictures(axes: Any) -> Iterator[Any]:
    """Images, and colour meshes, which are images drawn cell by cell."""
    yield from axes.images
    for collection in axes.collections:
        if type(collection).__name__ == "QuadMesh":
            yield collection


def _image(image: Any, axes: Any) -> dict[str, Any]:
    array = _numbers(image.get_array())
    flat = array.ndim == 2
    grey = _is_grey(image.get_cmap()(np.linspace(0, 1, 16))[:, :3] if flat else array[..., :3])
    columns, rows = _ends(image)
    if array.ndim > 1 and _runs_on(rows, axes.get_ylim()):
        array = array[::-1]  # rows count upwards
    if array.ndim > 1 and not _runs_on(columns, axes.get_xlim()):
        array = array[:, ::-1]
    extent = (*sorted(columns), *sorted(rows))
    return {"array": array, "extent": extent, "cmap": _text(image.get_cmap().name), "grey": grey}


def _ends(image: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the first and the last column lie on the x axis, and the first and the last row on the y axis."""
    if hasattr(image, "get_coordinates"):
        corners = np.asarray(image.get_coordinates(), np.float64)
        (left, first), (right, last) = corners[0, 0], corners[-1, -1]
    else:
        left, right, bottom, top = image.get_extent()
        first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    return (float(left), float(right)), (float(first), float(last))


def _runs_on(ends: tuple[float, float], limits: tuple[float, float]) -> bool:
    """Whether the direction is that of the axis: to the right, or upwards."""
    return bool((ends[1] - ends[0]) * (limits[1] - limits[0]) > 0)


def _is_grey(colors: np.ndarray) -> bool:
    """Red, green and blue alike, and not the same everywhere."""
    scale = max(float(np.nanmax(np.abs(colors), initial=0)), 1e-12)
    return bool(np.ptp(colors, axis=-1).max(initial=0) <= _GREY_TOLERANCE * scale)
