"""The untrusted side: what a value is, in a few words, without running a line of the learner's code.

Only values of exactly known classes are looked into; of all others the class is named, no more. A `__repr__`, `__len__` or
`__getattr__` of the learner's own may raise, loop or lie, so none is called. Imports nothing of tfkata, and no TensorFlow: a
value of one of its types exists only where it is loaded already.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

LONGEST, LONGEST_TEXT, SHOWN, LOOKED_AT = 160, 40, 6, 200
_TENSORS = {"Tensor", "KerasTensor", "Variable", "BaseResourceVariable"}
_WORDS = {"EagerTensor": "tensor", "ResourceVariable": "variable", "SymbolicTensor": "symbolic tensor"}


def described(value: Any) -> str:
    """Such as "an int64 array of shape (3,)" or "a Sequential model of 3 layers, not built"; at most `LONGEST` characters."""
    known = _EXACTLY.get(id(type(value)), _other)
    text = known(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def class_name(cls: type) -> str:
    """The name of a class, whatever its metaclass would say."""
    return _text(type.__dict__["__name__"].__get__(cls))


def class_module(cls: type) -> str:
    """The name of the module that a class is of, "" where that is no text."""
    name = type.__dict__["__module__"].__get__(cls)
    return name if type(name) is str else ""


def ancestors(cls: type) -> tuple[type, ...]:
    """The classes that a class descends from, itself first, whatever its metaclass would say."""
    found: tuple[type, ...] = type.__dict__["__mro__"].__get__(cls)
    return found


def _other(value: Any) -> str:
    """An object of any other class: its name, and what Keras and TensorFlow say of their own objects."""
    kind = type(value)
    if issubclass(kind, type):
        return f"the class {class_name(value)}"
    name = class_name(kind)
    try:
        told = _of_library(value, name) if _is_of_keras_or_tensorflow(kind) else ""
    except Exception:  # noqa: BLE001  (a tensor without a known rank, say)
        told = ""
    return _with_article(told or f"{name.strip('_')} object")


def is_library_object(value: Any) -> bool:
    """Whether it is a layer, a model or another object of Keras's or TensorFlow's own classes: no class, no function."""
    kind = type(value)
    return not issubclass(kind, type) and _is_of_keras_or_tensorflow(kind)


def _is_of_keras_or_tensorflow(cls: type) -> bool:
    """Whether a class is the one that these libraries keep under its name: one derived from it may run anything."""
    module = class_module(cls)
    home = sys.modules.get(module) if module.partition(".")[0] in ("keras", "tensorflow") else None
    return home is not None and vars(home).get(class_name(cls)) is cls


def _of_library(value: Any, name: str) -> str:
    """A tensor, a variable, a model or a layer, without the article; "" for anything else."""
    bases = set(map(class_name, ancestors(type(value))))
    if bases & _TENSORS:
        shape = tuple(None if length is None else int(length) for length in value.shape)
        dtype = getattr(value.dtype, "name", value.dtype)
        return f"{dtype} {_WORDS.get(name, name)} of shape {shape}"
    if "Layer" not in bases:
        return ""
    if "Model" not in bases:
        return f"{name} layer" + ("" if value.built else " that has not been called")
    lacks = [word for word in ("built", "compiled") if not getattr(value, word)]
    count = len(value.layers)
    return f"{name} model of {_counted(count, 'layer')}" + (
        f", not {' and not '.join(lacks)}" if lacks else ""
    )


def _int(value: int) -> str:
    return repr(value) if value.bit_length() <= 128 else f"a whole number of {value.bit_length():,} bits"


def _str(value: str) -> str:
    if len(value) <= LONGEST_TEXT:
        return repr(value)
    return f"a string of {len(value):,} characters that begins {value[:LONGEST_TEXT]!r}"


def _number(value: np.generic) -> str:
    return f"np.{class_name(type(value))}({value.item()!r})"


def _array(value: np.ndarray[Any, Any]) -> str:
    kind = value.dtype.kind
    word = {"O": "object", "U": "string", "S": "bytes", "V": "structured"}.get(kind, value.dtype.name)
    text = _with_article(f"{word} array of shape {value.shape}")
    if value.ndim <= 1 and 0 < value.size <= SHOWN and kind in "biuf":
        text += f": {', '.join(f'{number:.4g}' if kind == 'f' else repr(number) for number in value.ravel().tolist())}"
    return text


def _sequence(value: list[Any] | tuple[Any, ...]) -> str:
    count, name = len(value), class_name(type(value))
    first = [value[place] for place in range(min(count, LOOKED_AT))]
    if count <= SHOWN and all(map(_is_plain, first)):
        inside = ", ".join(map(described, first))
        return f"[{inside}]" if name == "list" else f"({inside}{',' * (count == 1)})"
    arrays = [part for part in first if type(part) is np.ndarray]
    if len(arrays) < len(first):
        return f"a {name} of {count:,}: {_first(dict.fromkeys(map(_kind, first)))}"
    shapes = dict.fromkeys(str(part.shape) for part in arrays)
    different = "shape" if len(shapes) == 1 else "different shapes:"
    return f"a {name} of {_counted(count, 'array')} of {different} {_first(shapes)}"


def _kind(value: Any) -> str:
    return "None" if value is None else class_name(value if issubclass(type(value), type) else type(value))


def _dict(value: dict[Any, Any]) -> str:
    keys = [key for key, _ in zip(value, range(SHOWN + 1), strict=False)]
    shown = _first(
        {number: described(key) if _is_plain(key) else _kind(key) for number, key in enumerate(keys)}.values()
    )
    return f"a dict with {_counted(len(value), 'key')}" + (f": {shown}" if keys else "")


def _first(texts: Any) -> str:
    """The first texts of some, with … where there are more."""
    texts = list(texts)
    return ", ".join([*texts[:SHOWN], *(["…"] if len(texts) > SHOWN else [])])


def _set(value: Any) -> str:
    return f"a {class_name(type(value))} of {len(value):,}"


def _function(value: Any) -> str:
    name = _text(value.__name__)
    return "a lambda" if name == "<lambda>" else f"the function {name}"


def _text(name: str) -> str:
    """A name that is no more than a text: a class derived from `str` can say other things when it is written out."""
    return str.__str__(name)


def _is_plain(value: Any) -> bool:
    return id(type(value)) in _PLAIN


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _with_article(words: str) -> str:
    """Some words behind an article, as it sounds: "an int64", "a uint8"."""
    vowel = words[:1].lower() in "aeio" or (words[:1] == "u" and words[:4] not in ("uint", "unif", "unit"))
    return f"{'an' if vowel and words[:3].lower() != 'one' else 'a'} {words}"


_NUMBERS = {np.dtype(code).type: _number for code in np.typecodes["All"] if code not in "SUVOmM"}
_KNOWN: dict[type, Callable[[Any], str]] = {
    type(None): repr,
    bool: repr,
    float: repr,
    int: _int,
    str: _str,
    range: repr,
    bytes: lambda value: f"{len(value):,} bytes",
    np.ndarray: _array,
    list: _sequence,
    tuple: _sequence,
    dict: _dict,
    set: _set,
    frozenset: _set,
    types.FunctionType: _function,
    types.BuiltinFunctionType: _function,
    types.MethodType: lambda _: "a method",
    **_NUMBERS,
}
_EXACTLY = {
    id(kind): words for kind, words in _KNOWN.items()
}  # by identity: a metaclass can have a hash of its own
_PLAIN = {id(kind) for kind in (type(None), bool, int, float, str, *_NUMBERS)}
