"""Values as a learner would type them, short enough to read.

Scalars of NumPy are shown as plain numbers. Where the type or the last digits are what a message is about, `apart` tells two
values apart.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from tfkata.wire.codec import Described, Foreign

MAX_CHARACTERS = 400
MAX_ELEMENTS = 64
TOO_LONG = " that begins "


def show(value: Any) -> str:
    """The value as Python source, or a description where that would be long or impossible; inf and nan by these names."""
    if isinstance(value, np.floating | float) and not np.isfinite(value):
        return str(float(value))
    return _line(_show(value))


def show_call(function: str, arguments: tuple[Any, ...]) -> str:
    """The call as a learner would type it: ``one_hot(np.array([1, 0]), 3)``."""
    return f"{function}({', '.join(_line(_show(argument)) for argument in arguments)})"


def in_quotes(value: Any) -> Any:
    """A text that a function returned, as Python writes it: otherwise "the cat " would look like "the cat". Anything else as it is."""
    return show(value) if isinstance(value, str) else value


def _line(text: str) -> str:
    text = " ".join(part.strip() for part in text.split("\n"))
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 2] + " …"


def apart(got: Any, want: Any) -> tuple[str, str]:
    """Both values, never as the same text: all digits, else the types, are shown where these are what differs."""
    shown = (show(got), show(want))
    if shown[0] != shown[1]:
        return shown
    exact = (_exact(got), _exact(want))
    if exact[0] != exact[1]:
        return _line(exact[0]), _line(exact[1])
    if _type_of(got) == _type_of(want):
        return shown
    return f"{exact[0]} ({_type_of(got)})", f"{exact[1]} ({_type_of(want)})"


def _exact(value: Any) -> str:
    """A number with all of its digits, and what else `show` makes of the value."""
    if isinstance(value, np.floating | float):
        return repr(value.item() if isinstance(value, np.generic) else value)
    if isinstance(value, np.ndarray) and value.size <= MAX_ELEMENTS:
        return f"np.array({value.tolist()!r}, dtype=np.{value.dtype.name})"
    if isinstance(value, tuple | list):
        parts = ", ".join(map(_exact, value))
        return f"[{parts}]" if isinstance(value, list) else f"({parts}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_show(k)}: {_exact(v)}" for k, v in value.items()) + "}"
    return show(value)


def _type_of(value: Any) -> str:
    if isinstance(value, np.generic):
        return f"of type np.{value.dtype.name}"
    return f"of type {type(value).__name__}"


def _show(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, np.floating):
        return _float(float(value))
    if isinstance(value, np.generic):
        return repr(value.item())
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
