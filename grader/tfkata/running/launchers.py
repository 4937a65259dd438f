"""What the runners of one run share: the warm programs."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tfkata.candidate.preload import PRELOADED
from tfkata.errors import GraderError, HostError
from tfkata.files.temporary import clear_leftovers
from tfkata.running.ahead import Ahead
from tfkata.running.backend import Backend
from tfkata.running.fork import ForkBackend, ForkLauncher
from tfkata.running.in_process import InProcessBackend
from tfkata.running.served import ServedBackend, connect
from tfkata.running.spawn import SpawnBackend
from tfkata.sandbox import means
from tfkata.settings import Settings


class Launchers:
    """Makes backends. Those of one warm program ("numpy" or "tensorflow") share it. Several threads may ask.

    `served`: the private state of a work folder; where a `tfkata watch` serves there, its warm processes are used.
    `ahead`: where nothing can be forked, have an interpreter wait for each answer, for who will grade again and again.
    """

    def __init__(self, settings: Settings, *, ahead: bool = False, served: Path | None = None) -> None:
        self._settings, self._served = settings, served
        self._walls_elsewhere: list[Sequence[str]] = []
        self._ahead = Ahead(settings) if ahead else None
        self._lock = threading.Lock()
        self.forking: dict[str, ForkLauncher] = {}
        self._spawns = False
        self._asked: set[str] = set()
        self._closed = False
        self.device: str | None = None

    def has(self, preload: str) -> bool:
        """Whether a backend of that kind was made."""
        return preload in self._asked

    def backend(self, preload: str, settings: Settings) -> Backend:
        """A new backend for one runner, with the runner's own settings; what it shares is started, not waited for.

        A warm program that has ended (a candidate without walls may kill it) is replaced.

        Raises:
            GraderError: grading has been ended.
            HostError: this process was started under limits that are too low.
        """
        with self._lock:
            if self._closed:
                raise GraderError("grading has been ended")
            if not self._asked:
                _demand_enough()
                clear_leftovers()
            self._asked.add(preload)
            return self._new(preload, settings)

    def _new(self, preload: str, settings: Settings) -> Backend:
        device, threads = self._settings.device, self._settings.threads
        if settings.in_process:
            return InProcessBackend(settings)
        elsewhere = self._elsewhere(preload, settings)
        if elsewhere is not None:
            return elsewhere
        if not can_fork():
            self._spawns = True
            if self._ahead is not None:
                self._ahead.prepare(PRELOADED[preload])
            return SpawnBackend(settings, self._ahead)
        known = self.forking.get(preload)
        if known is None or known.lost:
            if known is not None:
                known.close()
            known = self.forking[preload] = ForkLauncher(preload, device, threads)
        return ForkBackend(known, settings)

    def _elsewhere(self, preload: str, settings: Settings) -> Backend | None:
        """The warm processes of somebody else of this user, if there is one; who is lost is not asked again."""
        connection = connect(self._served) if self._served is not None and not settings.threads else None
        if connection is None:
            return None
        try:
            if connection.device != settings.device:
                raise GraderError("it computes elsewhere")
            backend = ServedBackend(connection, preload, settings)
        except GraderError:
            connection.close()
            self._served = None
            return None
        self._walls_elsewhere.append(backend.walls)
        return backend

    def walls(self) -> Sequence[str] | None:
        """The walls that held around every candidate, or None where there has been none.

        A warm program that is still starting has confined nobody yet, and does not know its walls.
        """
        held = [*self._walls_elsewhere, *(one.walls for one in self.forking.values() if one.warm)]
        return min([*held, ()] if self._spawns else held, key=len, default=None)

    def close(self) -> None:
        """End them all. A thread that asks for a backend afterwards gets a GraderError."""
        with self._lock:
            self._closed = True
            forking, self.forking = self.forking, {}
        for launcher in forking.values():
            launcher.close()
        if self._ahead is not None:
            self._ahead.close()


def _demand_enough() -> None:
    """Before anything is graded.

    Raises:
        HostError: a limit is too low, and not ours to raise.
    """
    means.raise_soft_limits()
    short = means.of_this_process()
    if short:
        raise HostError(means.told(short))


def can_fork() -> bool:
    """Whether warm processes can be forked here: Linux, unless TFKATA_START=spawn."""
    return sys.platform == "linux" and os.environ.get("TFKATA_START") != "spawn"
