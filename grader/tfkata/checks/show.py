"""Values as a learner would type them, short enough to read."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from tfkata.wire.codec import Described, Foreign

MAX_CHARACTERS = 400
MAX_ELEMENTS = 64
TOO_LONG = " that begins "


def show(value: Any) -> str:
    """The value as Python source, or a description where that would be long or impossible."""
    text = " ".join(part.strip() for part in _show(value).split("\n"))
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 2] + " …"


def show_call(function: str, arguments: tuple[Any, ...]) -> str:
    """The call as a learner would type it: ``one_hot(np.array([1, 0]), 3)``."""
    return f"{function}({', '.join(show(argument) for argument in arguments)})"


def _show(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.floating):
        return f"np.{value.dtype.name}({float(value):.8g})"
    if isinstance(value, np.generic):
        return f"np.{value.dtype.name}({value.item()!r})"
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, Described):
        return _described(value)
    if isinstance(value, Foreign):
        said = re.sub(r" at 0x[0-9a-fA-F]+", "", value.text)
        return f"a value of type {value.type_name}" + (f" ({said})" if said else "")
    if isinstance(value, tuple | list):
        parts = ", ".join(_show(part) for part in value[:20]) + (", …" if len(value) > 20 else "")
        if isinstance(value, list):
            return f"[{parts}]"
        return f"({parts},)" if len(value) == 1 else f"({parts})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_show(k)}: {_show(v)}" for k, v in list(value.items())[:20]) + "}"
    return repr(value)


def _float(value: float) -> str:
    """Six digits, and a whole one with its ".0": that it is no int may be all that is wrong with it."""
    if value != value or abs(value) == float("inf"):
        return f'float("{value}")'
    text = f"{value:.6g}"
    return f"{text}.0" if text.lstrip("-").isdigit() else text


def _array(array: np.ndarray) -> str:
    if array.size == 0:
        return f"np.zeros({array.shape}, dtype=np.{array.dtype.name})"
    if array.size > MAX_ELEMENTS:
        first = np.array2string(array.ravel()[:8], separator=", ", precision=4)[1:-1]
        return f"a {array.dtype.name} array of shape {array.shape}{TOO_LONG}{first}, …"
    body = np.array2string(
        array, separator=", ", precision=6, threshold=MAX_ELEMENTS + 1, max_line_width=10**6
    )
    body = " ".join(body.split()).replace("[ ", "[")
    plain = array.dtype.name in ("int64", "float64", "bool")
    return f"np.array({body})" if plain else f"np.array({body}, dtype=np.{array.dtype.name})"


def _described(value: Described) -> str:
    if value.kind == "model":
        return f"a Keras model named '{value.data.get('name', '?')}'"
    names = [value.data.get(key) for key in ("class_name", "name")]
    name = next((name for name in names if isinstance(name, str) and name), "")
    article = "an" if value.kind.startswith(tuple("aeio")) else "a"
    return f"{article} {value.kind}" + (f" ({name})" if name else "")
