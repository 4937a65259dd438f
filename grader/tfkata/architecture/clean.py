"""Hostile JSON -> checked plain values: every size and kind is bounded before Keras sees anything.

Knows the shape of Keras's config format and no Keras. What is not on a list here is refused.
"""

from __future__ import annotations

import json
import math
from typing import Any

MAX_TEXT = 4_000_000
MAX_NUMBER = 2**20
MAX_WINDOW = 512
MAX_DILATION = 32
MAX_LIST = 256
MAX_NAME = 120
DTYPES = frozenset(["float32", "float64", "float16", "bfloat16", "int32", "int64", "uint8", "bool"])

_WINDOWS = frozenset(["pool_size", "strides", "kernel_size", "padding", "cropping", "size"])
_DROPPED = frozenset(["quantization_config", "lora_rank", "lora_alpha", "unroll", "synchronized", "seed"])
_LAYER_KEYS = frozenset(
    ["module", "class_name", "config", "registered_name", "name", "inbound_nodes", "build_config"]
)
_NEVER = frozenset(["compile_config", "shared_object_id"])


class ModelRefused(Exception):
    """A model that will not be rebuilt.

    `code` is a misconception's code or None, `message` says why in plain words, `values` fill the text
    of the code.
    """

    def __init__(self, code: str | None, message: str, **values: Any) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.values = values


def parse(text: Any) -> dict[str, Any]:
    """The JSON object in `text`.

    Raises:
        ModelRefused: not text, too long, too deep, not JSON, NaN or infinite numbers, or not an object.
    """
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise ModelRefused("model.too-large", "the description of this model is too long", found="its config")
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise ModelRefused(None, f"the description of this model cannot be read ({error})"[:300]) from None
    if not isinstance(value, dict):
        raise ModelRefused(None, "the description of this model is not one of a model")
    return value


def label(value: Any, limit: int = 60) -> str:
    """A hostile name, as text that may be shown: printable, one line, short."""
    text = value if isinstance(value, str) else type(value).__name__
    return "".join(c if c.isprintable() else "?" for c in text[:limit])


def name_of(value: Any) -> str:
    """A layer's or model's name, checked."""
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= MAX_NAME
        or "/" in value
        or not value.isprintable()
    ):
        raise ModelRefused(None, f"a layer of this model has an odd name: {label(value)!r}")
    return value


def members(value: Any, what: str, limit: int = MAX_LIST) -> list[Any]:
    """A list of at most `limit` items."""
    if not isinstance(value, list) or len(value) > limit:
        raise ModelRefused(None, f"{what} of this model is not a list of at most {limit}")
    return value


def table(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > MAX_LIST:
        raise ModelRefused(None, f"{what} of this model cannot be read")
    return value


def layer_record(value: Any) -> dict[str, Any]:
    """One entry of a config's `layers`: only the keys Keras writes are there."""
    record = table(value, "a layer")
    unknown = set(record) - _LAYER_KEYS - _NEVER
    if unknown or "class_name" not in record:
        raise ModelRefused(
            None, f"a layer of this model has unknown parts: {label(next(iter(unknown), '?'))}"
        )
    return record


def plain(value: Any, key: str = "", depth: int = 0) -> Any:
    """A checked number, text, None or (nested) list of these."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _integer(value, key)
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 1e12:
            raise ModelRefused(None, f"a layer of this model has {key} = {value}")
        return value
    if isinstance(value, str) and len(value) <= 200:
        return value
    if isinstance(value, list) and len(value) <= MAX_LIST and depth < 4:
        return [plain(part, key, depth + 1) for part in value]
    raise ModelRefused(None, f"a layer of this model has a {label(key)} that the grader cannot read")


def layer_config(config: Any) -> dict[str, Any]:
    """A layer's config without what the judge ignores; nested objects are left for the caller to check."""
    return {
        _key(key): value if isinstance(value, dict) else plain(value, key)
        for key, value in table(config, "a layer's config").items()
        if key not in _DROPPED
    }


def _key(key: Any) -> str:
    if not isinstance(key, str) or not key.isidentifier() or key.startswith("_"):
        raise ModelRefused(None, f"a layer of this model has an unknown option {label(key)}")
    return key


def _integer(value: int, key: str) -> int:
    limit = MAX_DILATION if key == "dilation_rate" else MAX_WINDOW if key in _WINDOWS else MAX_NUMBER
    if abs(value) > limit:
        what = f"{label(key)} = {value}" if abs(value) < 10**18 else f"an enormous {label(key)}"
        raise ModelRefused("model.too-large", f"a layer of this model has {what}", found=what)
    return value


def _no_constant(text: str) -> Any:
    raise ValueError(f"the number {text}")
