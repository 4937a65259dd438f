"""Plain data to bytes and back: msgpack with arrays, tuples, described objects and nothing that runs code.

The candidate's side may be hostile, so decoding builds plain data only, checks every size before it
allocates (`tfkata.wire.limits`), and never unpickles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import msgpack
import numpy as np

from tfkata.errors import WireError
from tfkata.wire.limits import MessageLimits, measure

MAX_MESSAGE = 192 * 2**20
MAX_ARRAY = 96 * 2**20
MAX_TEXT = 8 * 2**20
MAX_ITEMS = 200_000
MAX_DEPTH = 32
MAX_DIMENSIONS = 16
DTYPES = frozenset(
    (
        "bool",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float16",
        "float32",
        "float64",
    )
)
_DTYPE_NAMES = {np.dtype(name): name for name in DTYPES}  # NumPy composes a dtype's name each time

_ARRAY, _TUPLE, _BIG_INT, _SCALAR, _DESCRIBED, _FOREIGN = range(1, 7)
_MAX_DIGITS = 309
_MAX_BITS = 1020  # every integer that crosses fits into a float, so that no judge stumbles over one
_MAX_NAME, _MAX_FOREIGN = 200, 2000
_MAX_LENGTH = 2**40
# An array has up to 22 parts on the wire. Few keys, because their hashes may be chosen to be equal.
_MAX_KEYS = 4096
_LIMITS = MessageLimits(
    parts=3 * MAX_ITEMS,
    depth=2 * MAX_DEPTH,
    text=MAX_TEXT,
    keys=_MAX_KEYS,
    copied=3 * MAX_MESSAGE,
    opaque=frozenset([_BIG_INT]),
    composed=frozenset([_ARRAY, _TUPLE, _SCALAR, _DESCRIBED, _FOREIGN]),
)


@dataclass(frozen=True, slots=True)
class Message:
    """Base of all messages but `Reply`. `op` is what the message is called on the wire."""

    op: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Described:
    """A model, Dataset, Figure, History … as plain data: the object itself never crosses."""

    kind: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that cannot cross: only the name of its type and a short text are known."""

    type_name: str
    text: str = ""


def encode(value: Any) -> bytes:
    """Plain data -> bytes.

    Raises:
        WireError: too large, too deep, or a type that does not cross (turn it into `Foreign` before).
    """
    budget = [MAX_ITEMS]
    body: bytes = msgpack.packb(_to_wire(value, 0, budget), use_bin_type=True)
    if len(body) > MAX_MESSAGE:
        raise WireError(f"a message of {megabytes(len(body))} (at most {megabytes(MAX_MESSAGE)} fit)")
    if len(body) >= _MAX_KEYS:  # fewer bytes are fewer parts and keys than any limit, and the depth is known
        measure(body, _LIMITS)
    return body


def decode(body: bytes, *, measured: bool = False) -> Any:
    """Bytes -> plain data: None, bool, int, float, str, bytes, list, tuple, dict, arrays, `Described`, `Foreign`.

    Arrays own their memory and are writable.

    Args:
        measured: for a candidate only, which has nothing to fear from its examiner: `encode` measured it there.

    Raises:
        WireError: not a valid message, or larger or deeper than a message may be.
    """
    if len(body) > MAX_MESSAGE:
        raise WireError(f"a message of {megabytes(len(body))}")
    if not measured:
        measure(body, _LIMITS)
    return _unpack(body)


def megabytes(count: int) -> str:
    return f"{count / 2**20:,.0f} MB" if count >= 2**20 else f"{count:,} bytes"


def _to_wire(value: Any, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        raise WireError("a value nested too deeply" if depth > MAX_DEPTH else "a value of too many parts")
    kind = type(value)
    if value is None or kind in (bool, float, bytes):
        return value
    if kind is int:
        return value if -(2**63) <= value < 2**64 else msgpack.ExtType(_BIG_INT, _digits(value))
    if kind is str:
        return _text(value)
    if kind is list:
        return [_to_wire(item, depth + 1, budget) for item in value]
    if kind is dict:
        return {_key(k): _to_wire(item, depth + 1, budget) for k, item in value.items()}
    return _extension(value, kind, depth, budget)


def _extension(value: Any, kind: type, depth: int, budget: list[int]) -> msgpack.ExtType:
    code: int
    inner: Any
    if kind is tuple:
        code, inner = _TUPLE, [_to_wire(item, depth + 1, budget) for item in value]
    elif kind is np.ndarray:
        code, inner = _ARRAY, _array_to_wire(value)
    elif issubclass(kind, np.generic):
        code, inner = _SCALAR, _array_to_wire(np.asarray(value))
    elif kind is Described:
        code, inner = _DESCRIBED, [_text(value.kind), _to_wire(value.data, depth + 1, budget)]
    elif kind is Foreign:
        code, inner = _FOREIGN, [_text(value.type_name[:_MAX_NAME]), _text(value.text[:_MAX_FOREIGN])]
    else:
        raise WireError(f"a {kind.__name__} does not cross the wire")
    return msgpack.ExtType(code, msgpack.packb(inner, use_bin_type=True))


def _array_to_wire(array: np.ndarray) -> list[Any]:
    native_dtype = array.dtype.newbyteorder("=")
    name = _DTYPE_NAMES.get(native_dtype)
    if name is None:
        raise WireError(f"an array of dtype {array.dtype}")
    if array.nbytes > MAX_ARRAY:
        raise WireError(f"an array of {megabytes(array.nbytes)} (at most {megabytes(MAX_ARRAY)} fit)")
    if not _is_shape(array.shape):
        raise WireError(f"an array of shape {array.shape}")
    native = np.ascontiguousarray(array, dtype=native_dtype)
    return [name, list(array.shape), native.tobytes()]


def _digits(value: int) -> bytes:
    if value.bit_length() > _MAX_BITS:
        raise WireError("an integer of hundreds of digits")
    return str(value).encode()


def _text(text: str) -> str:
    """Half a surrogate pair has no UTF-8; it crosses as its escape."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _key(key: Any) -> Any:
    if type(key) is str:
        return _text(key)
    if type(key) not in (int, bool, float) or (type(key) is int and not -(2**63) <= key < 2**64):
        raise WireError(f"a dict whose keys are not text or (64-bit) numbers but {type(key).__name__}")
    return key


def _is_shape(lengths: Sequence[Any]) -> bool:
    return len(lengths) <= MAX_DIMENSIONS and all(type(n) is int and 0 <= n < _MAX_LENGTH for n in lengths)


def _unpack(body: bytes) -> Any:
    """Decodes what has been measured."""
    try:
        return msgpack.unpackb(body, raw=False, strict_map_key=False, ext_hook=_from_extension)
    except (ValueError, TypeError, OverflowError, MemoryError, msgpack.exceptions.UnpackException) as error:
        raise WireError(f"not a valid message: {type(error).__name__}: {error}") from None


def _from_extension(code: int, data: bytes) -> Any:
    if code == _BIG_INT:
        if len(data) > _MAX_DIGITS or not data.lstrip(b"-").isdigit():
            raise WireError("not an integer")
        number = int(data)
        if number.bit_length() > _MAX_BITS:
            raise WireError("an integer of hundreds of digits")
        return number
    inner = _unpack(data)
    if not isinstance(inner, list):
        raise WireError("an extension without parts")
    if code == _TUPLE:
        return tuple(inner)
    if code in (_ARRAY, _SCALAR):
        array = _array_from_wire(inner)
        return array if code == _ARRAY else array.reshape(())[()]
    if code == _DESCRIBED and _types(inner) == (str, dict):
        return Described(inner[0][:_MAX_NAME], inner[1])
    if code == _FOREIGN and _types(inner) == (str, str):
        return Foreign(inner[0][:_MAX_NAME], inner[1][:_MAX_FOREIGN])
    raise WireError(f"an unknown extension {code}")


def _types(parts: list[Any]) -> tuple[type, ...]:
    return tuple(type(part) for part in parts)


def _array_from_wire(parts: list[Any]) -> np.ndarray:
    if _types(parts) != (str, list, bytes):
        raise WireError("not an array")
    dtype, shape, data = parts
    if dtype not in DTYPES or not _is_shape(shape):
        raise WireError("not an array of a dtype and shape that cross the wire")
    if len(data) > MAX_ARRAY or math.prod(shape) * np.dtype(dtype).itemsize != len(data):
        raise WireError(f"an array whose {len(data)} bytes do not fill the shape {tuple(shape)} it claims")
    return np.frombuffer(data, dtype=dtype).reshape(shape).copy()
