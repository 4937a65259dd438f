"""All that crosses the boundary between processes: the codec, the channel and the table of messages.

The candidate's side may be hostile, so decoding builds plain data only, checks every size before it
allocates, and never unpickles. Frames are an 8-byte big-endian length and a msgpack body.

Messages, examiner -> candidate and back::

    {"op": "load", "name", "filename", "source", "seed"}  -> {"id", "ok": None} | {"id", "raised": Raised}
    {"op": "call", "function", "arguments", "options"}    -> {"id", "ok": value, "mutated": bool}
                                                           | {"id", "raised": Raised} | {"id", "missing": [names]}
    {"op": "many", "function", "calls", "options"}        -> {"id", "ok": [{"ok"} | {"raised"}, ...]}
    {"op": "read", "kind", "path", "model"}               -> {"id", "ok": description}

where Raised is {"type", "message", "traceback"} and every request carries a fresh random "id" that the
reply repeats.
"""

from __future__ import annotations

import math
import select
import socket
import struct
import time
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

from grader.errors import ChannelClosed, ChannelTimeout, WireError

MAX_MESSAGE = 192 * 2**20
MAX_ARRAY = 96 * 2**20
MAX_TEXT = 8 * 2**20
MAX_ITEMS = 200_000
MAX_DEPTH = 32
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

_ARRAY, _TUPLE, _BIG_INT, _SCALAR, _DESCRIBED, _FOREIGN = range(1, 7)
_MAX_DIGITS = 4000
_HEADER = struct.Struct(">Q")


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
    return body


def decode(body: bytes) -> Any:
    """Bytes -> plain data: None, bool, int, float, str, bytes, list, tuple, dict, arrays, `Described`, `Foreign`.

    Arrays own their memory and are writable.

    Raises:
        WireError: not a valid message, or larger or deeper than a message may be.
    """
    if len(body) > MAX_MESSAGE:
        raise WireError(f"a message of {megabytes(len(body))}")
    return _unpack(body, 0, [MAX_ITEMS])


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
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
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
        code, inner = _DESCRIBED, [value.kind, _to_wire(value.data, depth + 1, budget)]
    elif kind is Foreign:
        code, inner = _FOREIGN, [value.type_name[:200], value.text[:2000]]
    else:
        raise WireError(f"a {kind.__name__} does not cross the wire")
    return msgpack.ExtType(code, msgpack.packb(inner, use_bin_type=True))


def _array_to_wire(array: np.ndarray) -> list[Any]:
    if array.dtype.name not in DTYPES:
        raise WireError(f"an array of dtype {array.dtype}")
    if array.nbytes > MAX_ARRAY:
        raise WireError(f"an array of {megabytes(array.nbytes)} (at most {megabytes(MAX_ARRAY)} fit)")
    native = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("="))
    return [array.dtype.name, list(array.shape), native.tobytes()]


def _digits(value: int) -> bytes:
    if value.bit_length() > 3 * _MAX_DIGITS:
        raise WireError("an integer of thousands of digits")
    return str(value).encode()


def _key(key: Any) -> Any:
    if type(key) not in (str, int, bool, float):
        raise WireError(f"a dict whose keys are not text or numbers but {type(key).__name__}")
    return key


def _unpack(body: bytes, depth: int, budget: list[int]) -> Any:
    if depth > MAX_DEPTH:
        raise WireError("a message nested too deeply")

    def extension(code: int, data: bytes) -> Any:
        budget[0] -= 1
        if budget[0] < 0:
            raise WireError("a message of too many parts")
        return _from_extension(code, data, depth + 1, budget)

    try:
        return msgpack.unpackb(
            body,
            raw=False,
            strict_map_key=False,
            ext_hook=extension,
            max_str_len=MAX_TEXT,
            max_array_len=MAX_ITEMS,
            max_map_len=MAX_ITEMS,
        )
    except WireError:
        raise
    except (
        ValueError,
        TypeError,
        RecursionError,
        OverflowError,
        msgpack.exceptions.UnpackException,
    ) as error:
        raise WireError(f"not a valid message: {type(error).__name__}: {error}") from None


def _from_extension(code: int, data: bytes, depth: int, budget: list[int]) -> Any:
    if code == _BIG_INT:
        if len(data) > _MAX_DIGITS or not data.lstrip(b"-").isdigit():
            raise WireError("not an integer")
        return int(data)
    inner = _unpack(data, depth, budget)
    if not isinstance(inner, list):
        raise WireError("an extension without parts")
    if code == _TUPLE:
        return tuple(inner)
    if code in (_ARRAY, _SCALAR):
        array = _array_from_wire(inner)
        return array if code == _ARRAY else array.reshape(())[()]
    if code == _DESCRIBED and _types(inner) == (str, dict):
        return Described(*inner)
    if code == _FOREIGN and _types(inner) == (str, str):
        return Foreign(*inner)
    raise WireError(f"an unknown extension {code}")


def _types(parts: list[Any]) -> tuple[type, ...]:
    return tuple(type(part) for part in parts)


def _array_from_wire(parts: list[Any]) -> np.ndarray:
    if _types(parts) != (str, list, bytes):
        raise WireError("not an array")
    dtype, shape, data = parts
    if dtype not in DTYPES or len(shape) > 16 or any(type(n) is not int or not 0 <= n < 2**40 for n in shape):
        raise WireError("not an array of a dtype and shape that cross the wire")
    if len(data) > MAX_ARRAY or math.prod(shape) * np.dtype(dtype).itemsize != len(data):
        raise WireError(f"an array whose {len(data)} bytes do not fill the shape {tuple(shape)} it claims")
    return np.frombuffer(data, dtype=dtype).reshape(shape).copy()


class Channel:
    """One end of a stream of frames, with deadlines. Not for use by two threads at once."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        end.setblocking(False)

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def send(self, body: bytes, timeout: float | None = None) -> None:
        """Sends one frame.

        Raises:
            ChannelClosed, ChannelTimeout: the other end is gone, or does not read within `timeout` seconds.
        """
        deadline = _deadline(timeout)
        rest = memoryview(_HEADER.pack(len(body)) + body)
        while rest:
            self._wait(write=True, deadline=deadline)
            try:
                rest = rest[self._socket.send(rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error

    def receive(self, timeout: float | None = None) -> bytes:
        """The next frame.

        Raises:
            ChannelClosed, ChannelTimeout: the other end is gone, or sends nothing whole within `timeout` seconds.
            WireError: a frame that is longer than any message may be.
        """
        deadline = _deadline(timeout)
        (length,) = _HEADER.unpack(self._exactly(_HEADER.size, deadline))
        if length > MAX_MESSAGE:
            raise WireError(f"a frame that claims {length:,} bytes")
        return self._exactly(length, deadline)

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            self._wait(write=False, deadline=deadline)
            try:
                part = self._socket.recv(min(count - len(parts), 1 << 20))
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error
            if not part:
                raise ChannelClosed("the other process has ended")
            parts += part
        return bytes(parts)

    def _wait(self, *, write: bool, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise ChannelTimeout("no answer in time")
        ends = [self._socket]
        if not any(select.select([] if write else ends, ends if write else [], [], left)):
            raise ChannelTimeout("no answer in time")


def _deadline(timeout: float | None) -> float | None:
    return None if timeout is None else time.monotonic() + timeout
