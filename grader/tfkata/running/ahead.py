"""Interpreters started ahead of their work, where no warm process can be forked: one waits, with its libraries imported.

For a learner who saves again and again: what a candidate has to import is imported while they type.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tfkata.candidate.preload import AHEAD
from tfkata.errors import WireError
from tfkata.running.processes import environment, python
from tfkata.settings import Settings
from tfkata.wire import handover
from tfkata.wire.channel import SocketChannel

TELLING_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An interpreter that waits for its conditions on the other end of `end`; what it prints goes into `log`."""

    popen: subprocess.Popen[bytes]
    end: socket.socket
    log: Path
    modules: tuple[str, ...]

    def begin(self, conditions: Sequence[str]) -> bool:
        """Tell it what it is for: folder, seconds of CPU, GPU, sandbox. False where it has ended meanwhile."""
        try:
            SocketChannel(self.end).send(json.dumps(list(conditions)).encode(), TELLING_SECONDS)
        except (WireError, OSError):
            return False
        return self.popen.poll() is None

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            self.popen.kill()
        self.popen.wait()
        self.end.close()
        self.log.unlink(missing_ok=True)


class Ahead:
    """At most one waiting interpreter for each set of modules. Several threads may ask."""

    def __init__(self, settings: Settings) -> None:
        self._environment = environment(settings.device, settings.threads)
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, ...], Waiting] = {}
        self._closed = False

    def take(self, modules: Sequence[str]) -> Waiting | None:
        """The one with these modules, if there is one and it lives."""
        with self._lock:
            found = self._waiting.pop(tuple(modules), None)
        if found is not None and found.popen.poll() is not None:
            found.discard()
            return None
        return found

    def prepare(self, modules: Sequence[str]) -> None:
        """Start one, unless one waits. That none can be had is said by who needs it."""
        wanted = tuple(modules)
        with self._lock, contextlib.suppress(OSError):
            if not self._closed and wanted not in self._waiting:
                self._waiting[wanted] = self._started(wanted)

    def close(self) -> None:
        """End those that wait."""
        with self._lock:
            self._closed = True
            waiting, self._waiting = list(self._waiting.values()), {}
        for one in waiting:
            one.discard()

    def _started(self, modules: tuple[str, ...]) -> Waiting:
        descriptor, name = tempfile.mkstemp(prefix="tfkata-ahead-", suffix=".log")
        ours, theirs = socket.socketpair()
        command = [*python(), "-m", "tfkata.candidate.start"]
        try:
            with theirs:
                popen = handover.start(
                    command, theirs, [AHEAD, *modules], environment=self._environment, output=descriptor
                )
        except OSError:
            ours.close()
            Path(name).unlink(missing_ok=True)
            raise
        finally:
            os.close(descriptor)
        return Waiting(popen, ours, Path(name), modules)
