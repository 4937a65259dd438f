"""How a socket reaches a Python that is started: as an open descriptor, or on Windows through its standard input."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import IO

_SHARED = sys.platform == "win32"


def start(
    command: Sequence[str],
    end: socket.socket,
    arguments: Sequence[str],
    *,
    environment: dict[str, str],
    output: IO[bytes] | int,
) -> subprocess.Popen[bytes]:
    """Start `command handle arguments…` with our `end`, which it gets by `received(handle)`, in a session of its own.

    Raises:
        OSError: no process can be started.
    """
    popen = subprocess.Popen(
        [*command, "share" if _SHARED else str(end.fileno()), *arguments],
        env=environment,
        stdin=subprocess.PIPE if _SHARED else subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        pass_fds=() if _SHARED else (end.fileno(),),
        start_new_session=not _SHARED,
    )
    if sys.platform == "win32":
        assert popen.stdin is not None
        popen.stdin.write(end.share(popen.pid))
        popen.stdin.close()
    return popen


def received(handle: str) -> socket.socket:
    """The socket that the driver handed over, in the process that was started."""
    if sys.platform == "win32":
        return socket.fromshare(sys.stdin.buffer.read())
    return socket.socket(fileno=int(handle))
