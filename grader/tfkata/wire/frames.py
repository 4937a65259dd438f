"""Messages between trusted processes of tfkata, each with the open descriptors that go along with it.

A frame is a 4-byte big-endian length and a msgpack body. The candidate's side speaks `tfkata.wire.channel` instead.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence
from typing import Any

import msgpack

LENGTH = struct.Struct(">I")


def send(control: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """One length-prefixed message with open descriptors attached to it."""
    body: bytes = msgpack.packb(message)
    frame = LENGTH.pack(len(body)) + body
    if descriptors:
        sent = socket.send_fds(control, [frame], list(descriptors))
        frame = frame[sent:]
    control.sendall(frame)


def receive(control: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """The next message and its descriptors.

    Raises:
        EOFError: the other end is closed. TimeoutError: nothing came within the socket's timeout.
    """
    head, descriptors, _, _ = socket.recv_fds(control, LENGTH.size, 8)
    if not head:
        raise EOFError
    patience = control.gettimeout()
    control.settimeout(None)
    try:
        head += _exactly(control, LENGTH.size - len(head))
        body = _exactly(control, LENGTH.unpack(head)[0])
    finally:
        control.settimeout(patience)
    return msgpack.unpackb(body), list(descriptors)


def _exactly(control: socket.socket, count: int) -> bytes:
    parts = b""
    while len(parts) < count:
        part = control.recv(count - len(parts))
        if not part:
            raise EOFError
        parts += part
    return parts
