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
_OF_A_CLASS = re.compile(r"(?P<owner>[A-Z]\w*)\.\w+\(\) got an unexpected keyword argument '(?P<name>\w+)'")
_OF_A_FUNCTION = re.compile(r"(?P<owner>\w+)\(\) got an unexpected keyword argument '(?P<name>\w+)'")
_OF_NOBODY = re.compile(r"^(?P<got>[Gg]ot) an unexpected keyword argument '(?P<name>\w+)'")
"""TensorFlow begins with a capital, scikit-learn does not; neither says which of its functions was called."""
_LISTED = re.compile(r"(?:Unrecognized keyword arguments passed to (?P<owner>\w+)|Argument(?:\(s\)|s)? not recognized:?)[^{]*\{(?P<names>.*)", re.DOTALL)  # fmt: skip
_UNSUPPORTED_HERE = re.compile(r"argument\(s\) are not supported: \[(?P<names>[^\]]*)\]")
_KEY = re.compile(r"'(\w+)':")
_LACKING = re.compile(r"(?:(?P<owner>\w+)(?:\.__init__)?\(\) )?missing \d+ required positional arguments?")
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
    argument = next((key for key in _arguments(message, traceback) if key in ARGUMENTS), None)
    if argument is None:
        return None
    return Removed("argument", argument.rpartition(".")[2], ARGUMENTS[argument])


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
    """The arguments that a message refuses, as keys of the table: those of the owner alone, then those of any class."""
    last = traceback.rpartition("File ")[2]
    found = _OF_A_CLASS.search(message) or _OF_A_FUNCTION.search(message)
    nobody, listed, lacking = _OF_NOBODY.match(message), _LISTED.search(message), _LACKING.search(message)
    unsupported = _UNSUPPORTED_HERE.search(message)
    if found:
        yield f"{found['owner']}.{found['name']}"
        if found.re is _OF_A_CLASS or found["owner"] == "to_categorical":
            yield found["name"]
    elif nobody:
        owners = [*re.findall(r"(\w+)\(", last), *(["tensorflow"] if nobody["got"] == "Got" else [])]
        yield from (f"{owner}.{nobody['name']}" for owner in owners)
    elif listed:
        yield from _of(listed["owner"], _KEY.findall(listed["names"]))
    elif unsupported:
        yield from re.findall(r"\w+", unsupported["names"])
    elif lacking:
        yield from _of(lacking["owner"], re.findall(r"[(,]\s*(\w+)\s*=(?!=)", last))


def _of(owner: str | None, names: list[str]) -> Iterator[str]:
    yield from (f"{owner}.{name}" for name in names)
    yield from names
