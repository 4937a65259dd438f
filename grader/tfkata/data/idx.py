"""The IDX format of MNIST and Fashion-MNIST: two zero bytes, type 8 (uint8), the rank, big-endian sizes, then the values."""

import struct
from math import prod

import numpy as np
from numpy.typing import NDArray

from tfkata.errors import DataError


def header(shape: tuple[int, ...]) -> bytes:
    """The bytes before the values of a uint8 array of this shape.

    >>> header((10_000,)).hex()
    '0000080100002710'
    """
    return struct.pack(f">HBB{len(shape)}I", 0, 8, len(shape), *shape)


def encode(array: NDArray[np.uint8]) -> bytes:
    """The IDX file (unpacked) that holds a uint8 array of any rank."""
    return header(array.shape) + array.tobytes()


def decode(content: bytes, shape: tuple[int, ...], *, what: str, repair: str) -> NDArray[np.uint8]:
    """The uint8 array of `shape` in an unpacked IDX file. Raises DataError if the file says or has anything else.

    `what` names the file in the error, `repair` ends it with what to do.
    """
    start = header(shape)
    if not content.startswith(start):
        found = content[: len(start)].hex() or "nothing"
        raise DataError(
            f"{what} is not an IDX file of uint8 {shape}: starts with {found}, expected {start.hex()}. {repair}"
        )
    size = len(content) - len(start)
    if size != prod(shape):
        raise DataError(
            f"{what} has {size:,} bytes of values, expected {prod(shape):,} for {shape}. {repair}"
        )
    return np.frombuffer(content, np.uint8, offset=len(start)).reshape(shape).copy()
