"""Measures a msgpack message before it is decoded: a decoder sets aside room for whatever a header claims.

Nothing is built here. The walk reads headers and skips what they head, so a hostile message costs no memory and
no more steps than it may have parts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tfkata.errors import WireError

# First byte -> (kind, width of the length that follows, length where none follows).
_NUMBER, _OTHER, _TEXT, _BYTES, _LIST, _MAP, _EXTENSION = range(7)
_HEADS: list[tuple[int, int, int] | None] = [
    *[(_NUMBER, 0, 0)] * 0x80,
    *[(_MAP, 0, count) for count in range(16)],
    *[(_LIST, 0, count) for count in range(16)],
    *[(_TEXT, 0, size) for size in range(32)],
    *[(_OTHER, 0, 0), None, (_NUMBER, 0, 0), (_NUMBER, 0, 0)],  # nil, never used, false, true
    *[(_BYTES, width, 0) for width in (1, 2, 4)],
    *[(_EXTENSION, width, 0) for width in (1, 2, 4)],
    *[(_NUMBER, 0, size) for size in (4, 8, 1, 2, 4, 8, 1, 2, 4, 8)],  # floats, unsigned, signed
    *[(_EXTENSION, 0, size) for size in (1, 2, 4, 8, 16)],
    *[(_TEXT, width, 0) for width in (1, 2, 4)],
    *[(_LIST, width, 0) for width in (2, 4)],
    *[(_MAP, width, 0) for width in (2, 4)],
    *[(_NUMBER, 0, 0)] * 0x20,
]


@dataclass(frozen=True, slots=True)
class MessageLimits:
    """What a message may hold. `opaque` and `composed` are the codes of extensions without and with a message inside."""

    parts: int
    depth: int
    text: int
    keys: int
    copied: int
    opaque: frozenset[int]
    composed: frozenset[int]


def measure(body: bytes, limits: MessageLimits) -> None:
    """Returns when the message is whole and within the limits.

    Raises:
        WireError: it is not; the text says in which way.
    """
    if _Walk(body, limits).value(0, len(body), 0) != len(body):
        raise WireError("a message with something after its end")


class _Walk:
    def __init__(self, body: bytes, limits: MessageLimits) -> None:
        self._body, self._limits = body, limits
        self._parts, self._copied = limits.parts - 1, limits.copied
        self._walkers: dict[int, Callable[[int, int, int, int], int]] = {
            _TEXT: self._text,
            _LIST: self._list,
            _MAP: self._map,
            _EXTENSION: self._extension,
        }

    def value(self, at: int, end: int, depth: int) -> int:
        """Walks over one value that begins at `at`; returns where the next one would."""
        if at >= end:
            raise WireError("a message that is cut short")
        head = _HEADS[self._body[at]]
        if head is None:
            raise WireError("a byte that begins no value")
        kind, width, size = head
        at += 1
        if width:
            size = int.from_bytes(self._body[at : at + width], "big")
            at += width
        walker = self._walkers.get(kind)
        past = walker(at, end, size, depth) if walker else at + size
        if past > end:
            raise WireError("a message that is cut short")
        return past

    def _text(self, at: int, end: int, size: int, depth: int) -> int:
        if size > self._limits.text:
            raise WireError(f"a text of {size:,} bytes")
        return at + size

    def _list(self, at: int, end: int, count: int, depth: int) -> int:
        self._claim(count, end - at, depth)
        body = self._body
        for _ in range(count):
            head = _HEADS[body[at]] if at < end else None
            if head is not None and head[0] == _NUMBER:
                at += 1 + head[2]
            else:
                at = self.value(at, end, depth + 1)
        return at

    def _map(self, at: int, end: int, count: int, depth: int) -> int:
        if count > self._limits.keys:
            raise WireError(f"a dict of {count:,} keys")
        self._claim(2 * count, end - at, depth)
        for _ in range(count):
            head = _HEADS[self._body[at]] if at < end else None
            if head is None or head[0] not in (_NUMBER, _TEXT):
                raise WireError("a dict whose keys are not text or numbers")
            at = self.value(self.value(at, end, depth + 1), end, depth + 1)
        return at

    def _extension(self, at: int, end: int, size: int, depth: int) -> int:
        past = at + 1 + size
        if past > end:
            raise WireError("a message that is cut short")
        code = self._body[at]
        self._copied -= size
        if self._copied < 0:
            raise WireError("a message of too many bytes inside each other")
        if code in self._limits.composed:
            self._claim(1, size, depth)
            if self.value(at + 1, past, depth + 1) != past:
                raise WireError("an extension with something after its end")
        elif code not in self._limits.opaque:
            raise WireError(f"an unknown extension {code}")
        return past

    def _claim(self, count: int, room: int, depth: int) -> None:
        """Before anything is set aside for `count` parts: are they allowed, and can so many be there?"""
        self._parts -= count
        if self._parts < 0 or count > room:
            raise WireError(
                "a message of too many parts" if self._parts < 0 else "a message that is cut short"
            )
        if depth >= self._limits.depth:
            raise WireError("a message nested too deeply")
