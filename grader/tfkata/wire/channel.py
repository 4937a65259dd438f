"""A stream of frames between two processes, with deadlines; open descriptors can go along with a frame.

A frame is an 8-byte big-endian length and a body. Every conversation between processes of tfkata uses it.
"""

from __future__ import annotations

import array
import contextlib
import select
import socket
import struct
import time
from collections.abc import Sequence
from typing import Protocol

from tfkata.errors import ChannelClosed, ChannelTimeout, WireError
from tfkata.wire.codec import MAX_MESSAGE

HEADER = struct.Struct(">Q")
MAX_DESCRIPTORS = 8
_AT_A_TIME = 1 << 20


class Channel(Protocol):
    """One end of a conversation. Timeouts are in seconds; None waits forever."""

    def send(self, body: bytes, timeout: float | None = None) -> None:
        """Send one frame.

        Raises:
            ChannelClosed, ChannelTimeout: the other end is gone, or does not read within the timeout.
        """

    def receive(self, timeout: float | None = None) -> bytes:
        """Return the next frame.

        Raises:
            ChannelClosed, ChannelTimeout: the other end is gone, or sends nothing whole within the timeout.
            WireError: a frame that is longer than any message may be.
        """


class SocketChannel:
    """A `Channel` over a socket. Not for use by two threads at once."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        end.setblocking(False)

    def fileno(self) -> int:
        return self._socket.fileno()

    def close(self) -> None:
        self._socket.close()

    def shut_down(self) -> None:
        """Let the other end know that nothing more will come; harmless where it is gone already."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def send(self, body: bytes, timeout: float | None = None, descriptors: Sequence[int] = ()) -> None:
        """Send one frame, and open descriptors with it (POSIX only). Raises as `Channel.send` does."""
        deadline = _deadline(timeout)
        header = HEADER.pack(len(body))
        parts = [header + body] if len(body) < _AT_A_TIME else [header, body]  # what is large is not copied
        for part in parts:
            rest = memoryview(part)
            while rest:
                self._wait(write=True, deadline=deadline)
                try:
                    rest = rest[self._send_some(rest, descriptors) :]
                    descriptors = ()
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise ChannelClosed("the other process has ended") from error

    def receive(self, timeout: float | None = None) -> bytes:
        """Return the next frame; descriptors that come with it are dropped. Raises as `Channel.receive` does."""
        return self._frame(_deadline(timeout), None)

    def receive_with_descriptors(self, timeout: float | None = None) -> tuple[bytes, list[int]]:
        """Return the next frame and the descriptors that came with it. For trusted senders only."""
        descriptors: list[int] = []
        return self._frame(_deadline(timeout), descriptors), descriptors

    def _send_some(self, data: memoryview, descriptors: Sequence[int]) -> int:
        if not descriptors:
            return self._socket.send(data)
        rights = array.array("i", descriptors)
        return self._socket.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])

    def _frame(self, deadline: float | None, descriptors: list[int] | None) -> bytes:
        (length,) = HEADER.unpack(self._exactly(HEADER.size, deadline, descriptors))
        if length > MAX_MESSAGE:
            raise WireError(f"a frame that claims {length:,} bytes")
        return self._exactly(length, deadline, None)

    def _exactly(self, count: int, deadline: float | None, descriptors: list[int] | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            self._wait(write=False, deadline=deadline)
            try:
                part = self._receive_some(min(count - len(parts), _AT_A_TIME), descriptors)
            except BlockingIOError:
                continue
            except OSError as error:
                raise ChannelClosed("the other process has ended") from error
            if not part:
                raise ChannelClosed("the other process has ended")
            parts += part
        return bytes(parts)

    def _receive_some(self, count: int, descriptors: list[int] | None) -> bytes:
        if descriptors is None:
            return self._socket.recv(count)
        part, came, _, _ = socket.recv_fds(self._socket, count, MAX_DESCRIPTORS)
        descriptors += came
        return part

    def _wait(self, *, write: bool, deadline: float | None) -> None:
        if self._socket.fileno() < 0:
            raise ChannelClosed("this end is closed")
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise ChannelTimeout("no answer in time")
        ends = [self._socket]
        if not any(select.select([] if write else ends, ends if write else [], [], left)):
            raise ChannelTimeout("no answer in time")


def _deadline(timeout: float | None) -> float | None:
    return None if timeout is None else time.monotonic() + timeout
