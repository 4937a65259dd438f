"""A stream of frames between two processes, with deadlines; open descriptors can go along with a frame.

A frame is an 8-byte big-endian length and a body. Every conversation between processes of tfkata uses it.

A deadline counts the seconds in which this process could have listened. One that stood still meanwhile (it was stopped,
the machine swapped, another thread kept Python busy) must not hold that against the other end.
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
_TICK_SECONDS = 0.5
_LAST_LOOKS = (
    4096  # at what lies there already when the time is up: the largest message, and no drip without end
)


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
        patience = _Patience(timeout)
        header = HEADER.pack(len(body))
        parts = [header + body] if len(body) < _AT_A_TIME else [header, body]  # what is large is not copied
        for part in parts:
            rest = memoryview(part)
            while rest:
                self._wait(write=True, patience=patience)
                try:
                    rest = rest[self._send_some(rest, descriptors) :]
                    descriptors = ()
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise ChannelClosed("the other process has ended") from error

    def receive(self, timeout: float | None = None) -> bytes:
        """Return the next frame; descriptors that come with it are dropped. Raises as `Channel.receive` does."""
        return self._frame(_Patience(timeout), None)

    def receive_with_descriptors(self, timeout: float | None = None) -> tuple[bytes, list[int]]:
        """Return the next frame and the descriptors that came with it. For trusted senders only."""
        descriptors: list[int] = []
        return self._frame(_Patience(timeout), descriptors), descriptors

    def _send_some(self, data: memoryview, descriptors: Sequence[int]) -> int:
        if not descriptors:
            return self._socket.send(data)
        rights = array.array("i", descriptors)
        return self._socket.sendmsg([data], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])

    def _frame(self, patience: _Patience, descriptors: list[int] | None) -> bytes:
        (length,) = HEADER.unpack(self._exactly(HEADER.size, patience, descriptors))
        if length > MAX_MESSAGE:
            raise WireError(f"a frame that claims {length:,} bytes")
        return self._exactly(length, patience, None)

    def _exactly(self, count: int, patience: _Patience, descriptors: list[int] | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            self._wait(write=False, patience=patience)
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

    def _wait(self, *, write: bool, patience: _Patience) -> None:
        if self._socket.fileno() < 0:
            raise ChannelClosed("this end is closed")
        ends = [self._socket]
        while True:
            seconds = patience.next_tick()
            if any(select.select([] if write else ends, ends if write else [], [], seconds)):
                if patience.may_take():
                    return
                raise ChannelTimeout("no whole answer in time")
            if patience.at_an_end():
                raise ChannelTimeout("no answer in time")


class _Patience:
    """How long one request may still take (None: forever), counted in ticks, of which none is longer than it should be."""

    def __init__(self, seconds: float | None) -> None:
        self._left = seconds
        self._looks = _LAST_LOOKS
        self._since = time.monotonic()

    def next_tick(self) -> float:
        """How long to wait now; a last look with no wait where the time is up."""
        self.at_an_end()
        return _TICK_SECONDS if self._left is None else min(_TICK_SECONDS, max(0.0, self._left))

    def may_take(self) -> bool:
        """Whether what is there may still be taken: this process may have slept while it came."""
        if self._left is not None and self._left <= 0:
            self._looks -= 1
        return self._looks >= 0

    def at_an_end(self) -> bool:
        """Count what went by since the last time, but not what this process slept through."""
        now = time.monotonic()
        if self._left is not None:
            self._left -= min(now - self._since, _TICK_SECONDS)
        self._since = now
        return self._left is not None and self._left <= 0


class Outbox:
    """Frames for a reader who may stand still: kept here, and sent when there is room, so that nobody waits for it."""

    def __init__(self, end: socket.socket) -> None:
        self._socket = end
        self._waiting = bytearray()

    def put(self, body: bytes) -> None:
        """Send a frame now, or as much of it as there is room for; the rest when `flush` is called.

        Raises:
            OSError: the other end is gone.
        """
        self._waiting += HEADER.pack(len(body)) + body
        self.flush()

    def flush(self) -> bool:
        """Send what there is room for; whether nothing is left. Raises as `put` does."""
        with contextlib.suppress(BlockingIOError):
            while self._waiting:
                del self._waiting[: self._socket.send(self._waiting)]
        return not self._waiting

    def wipe(self) -> None:
        """Overwrite what waits, for a process that must not know it."""
        self._waiting[:] = bytes(len(self._waiting))
