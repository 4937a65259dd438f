"""Starts, watches and ends the candidates that one exercise of one submission needs, in a folder made for it."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tfkata.catalog.records import Exercise
from tfkata.checks.candidate import START_SECONDS
from tfkata.errors import GraderError
from tfkata.files.locks import turn
from tfkata.files.temporary import WorkFolder
from tfkata.running.processes import Launcher, Limits, Process, gpu_device_present
from tfkata.settings import Settings
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import Released

PARTING_SECONDS = (
    1.0  # a candidate that was let go, or killed from outside, ends by itself: how, is only then known
)


class Candidates:
    """The processes that an examiner asks for, in one work folder, and what they print."""

    def __init__(self, launcher: Launcher, exercise: Exercise, settings: Settings) -> None:
        self._launcher = launcher
        self._exercise = exercise
        self._settings = settings
        self._processes: dict[int, Process] = {}
        self._printed: list[str] = []
        self._aborted = False
        self._folder = WorkFolder()
        self.workdir = str(self._folder.path)

    def launch(self) -> tuple[int, SocketChannel]:
        """Start a candidate for an examiner in this process."""
        process = self.start()
        return process.id, SocketChannel(process.end)

    def start(self) -> Process:
        """Start a candidate.

        Raises:
            GraderError: none can be started.
        """
        if self._aborted:
            raise GraderError("grading has been ended")
        process = self._launcher.start_candidate(self._folder.path, self._limits())
        self._processes[process.id] = process
        if self._aborted:  # meanwhile, by the other thread
            self._launcher.kill(process)
        return process

    def _limits(self) -> Limits:
        """CPU time is bounded by what all cores could use within the time limit of the exercise."""
        settings = self._settings
        seconds = int(self._exercise.exercise_seconds * settings.stretch + START_SECONDS) * (
            os.cpu_count() or 1
        )
        gpu = settings.device != "cpu" and gpu_device_present()
        return Limits(self._exercise.memory_mb, seconds, gpu, settings.sandbox)

    def release(self, key: int) -> Released:
        """End a candidate, if it has not ended by itself, and keep what it printed."""
        process = self._processes.pop(key)
        with contextlib.suppress(OSError):
            process.end.close()
        process.ended.wait(PARTING_SECONDS)
        self._launcher.end(process, "lost")
        self._printed.append(self._launcher.drain(process))
        confined = self._launcher.confines(self._settings.sandbox)
        return Released(process.status, process.reason, confined, process.stood_still)

    def printed(self) -> str:
        """What the candidates have printed since the last call."""
        parts = self._printed + [self._launcher.drain(p) for p in self._processes.values()]
        self._printed = []
        return "".join(parts)

    def recent(self) -> str:
        """The newest of what they print, for a progress display."""
        return "".join(self._launcher.recent(process) for process in list(self._processes.values()))

    def abort(self) -> None:
        """Kill them all, from another thread than the one that works with them, and let no other be started."""
        self._aborted = True
        for process in list(self._processes.values()):
            self._launcher.kill(process)

    def close(self) -> None:
        """End them all and remove their folder."""
        for key in list(self._processes):
            self.release(key)
        self._folder.remove()


@contextlib.contextmanager
def gpu_turn(device: str) -> Iterator[None]:
    """One GPU job at a time on this machine: waits for its turn where a GPU may be used. Written, never run on a GPU."""
    if device == "cpu" or sys.platform != "linux" or not gpu_device_present():
        yield
        return
    with turn(Path(tempfile.gettempdir()) / f"tfkata-gpu-{os.getuid()}.lock"):
        yield
