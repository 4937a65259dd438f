"""An error about a name that a library no longer has -> what has taken its place.

A library that has lost a name seldom says so itself. The names are in `removed_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tfkata.checks.removed_names import ARGUMENTS, METHODS, NAMES

_OWNERS = re.compile(
    r"Sequential|Functional|Model|Dataset|Encoder|Vectorizer|Scaler|Transformer", re.IGNORECASE
)
"""Whose methods these are."""

_ATTRIBUTE = re.compile(r"^module '([\w.]+)' has no attribute '(\w+)'")
_IMPORT = re.compile(r"cannot import name '(\w+)' from (?:partially initialized module )?'([\w.]+)'")
_MODULE = re.compile(r"^No module named '([\w.]+)'")
_OF_OBJECT = re.compile(r"^'([\w.]+)' object has no attribute '(\w+)'")
_RATE = re.compile(r"\bopt\w*\.lr\b")
_GONE_FROM_NUMPY = re.compile(r"^`np\.(\w+)` was removed")
_UNSUPPORTED = re.compile(r"^`(keras\.[\w.]+)` is not supported in Keras 3")
_EXTRA = re.compile(r"(?:(?:[A-Z]\w*\.\w+|to_categorical)\(\) got an unexpected keyword argument '(\w+)'|(?:Unrecognized keyword arguments passed to|Argument\(s\) not recognized:?)[^{]*\{(.*))", re.DOTALL)  # fmt: skip
_KEY = re.compile(r"'(\w+)':")
_LACKING = re.compile(r"missing \d+ required positional arguments?")
_SAME_KERAS = re.compile(
    r"^(?:keras\._tf_keras\.keras|tensorflow\.keras|keras\.api|keras\.src|tf_keras)(?=\.|$)"
)


@dataclass(frozen=True, slots=True)
class Removed:
    """What a library had once. `kind` is "name", "method" or "argument"; `now` is empty where nothing took its place."""

    kind: str
    old: str
    now: str

    def values(self) -> dict[str, str]:
        """For the texts: both names as people write them."""
        return {"old": _usual(self.old), "now": _usual(self.now)}


def find(message: str, traceback: str = "") -> Removed | None:
    """What an error says of a removed name, or None.

    Args:
        message: what the library said when it raised.
        traceback: the learner's own part of the traceback, which shows the arguments where the message does not.
    """
    for name in _names(message):
        if name in NAMES:
            return Removed("name", name, NAMES[name])
    method = _OF_OBJECT.match(message)
    if method and method[2] == "lr" and _RATE.search(traceback.rpartition("File ")[2]):
        return Removed("name", *(f"optimizer.{name}" for name in ("lr", "learning_rate")))
    if method and method[2] in METHODS and _OWNERS.search(method[1]):
        return Removed("method", method[2], METHODS[method[2]])
    argument = next((name for name in _arguments(message, traceback) if name in ARGUMENTS), None)
    return Removed("argument", argument, ARGUMENTS[argument]) if argument is not None else None


def _names(message: str) -> Iterator[str]:
    """The full names that a message calls missing, the longest first, each as Keras itself would spell it."""
    attribute, imported, module = _ATTRIBUTE.match(message), _IMPORT.search(message), _MODULE.match(message)
    gone, unsupported = _GONE_FROM_NUMPY.match(message), _UNSUPPORTED.match(message)
    if attribute:
        yield _spelled(f"{attribute[1]}.{attribute[2]}")
    if imported:
        yield _spelled(f"{imported[2]}.{imported[1]}")
    if gone:
        yield f"numpy.{gone[1]}"
    if unsupported:
        yield unsupported[1]
    parts = _spelled(module[1]).split(".") if module else []
    yield from (".".join(parts[:length]) for length in range(len(parts), 1, -1))


def _spelled(name: str) -> str:
    return _SAME_KERAS.sub("keras", name.replace("tensorflow._api.v2.", "tensorflow."))


def _usual(name: str) -> str:
    return re.sub(r"\bnumpy\.", "np.", re.sub(r"^tensorflow\.", "tf.", name))


def _arguments(message: str, traceback: str) -> Iterator[str]:
    extra = _EXTRA.search(message)
    if extra:
        yield from [extra[1]] if extra[1] else _KEY.findall(extra[2])
    elif _LACKING.search(message):
        yield from re.findall(r"[(,]\s*(\w+)\s*=(?!=)", traceback)
