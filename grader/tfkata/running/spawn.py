"""A fresh interpreter for each candidate, where no warm process can be forked: macOS, Windows, `TFKATA_START=spawn`.

Slower, and without a limit on memory or on grandchildren, but with the same verdicts. The examiner runs in this
process, so this process imports TensorFlow when a model is judged.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tfkata.candidate.preload import PRELOADED
from tfkata.errors import GraderError
from tfkata.results import CheckResult
from tfkata.running.ahead import Ahead
from tfkata.running.backend import Answer
from tfkata.running.candidates import Candidates
from tfkata.running.examiners import LocalExaminer
from tfkata.running.processes import Limits, Process, environment, python, tensorflow_settings
from tfkata.settings import Settings
from tfkata.wire import handover
from tfkata.wire.printed import Output

PARTING_SECONDS = 0.5
FROM_OUTSIDE = (signal.SIGTERM, getattr(signal, "SIGKILL", 9))
GONE_SECONDS = 10.0
AT_A_TIME = 1 << 16


@dataclass(slots=True)
class Spawned:
    """The interpreter behind a `Process`, the file with what it prints, and how much of that has been read."""

    popen: subprocess.Popen[bytes]
    log: Path
    read: int = 0
    output: Output = field(default_factory=Output)


class SpawnLauncher:
    """Starts candidates, each in an interpreter of its own, which imports `modules` before it is confined.

    One that waits in `ahead` with these modules is taken first.
    """

    def __init__(self, settings: Settings, modules: Sequence[str] = (), ahead: Ahead | None = None) -> None:
        self._ahead = ahead
        self._environment = environment(settings.device, settings.threads)
        self._modules = modules
        self._ids = itertools.count(1)
        self._running: dict[int, Spawned] = {}

    def start_candidate(self, workdir: Path, limits: Limits) -> Process:
        known = self._taken(workdir, limits)
        if known is not None:
            return known
        ours, theirs = socket.socketpair()
        process = Process(next(self._ids), ours)
        log = workdir.with_name(f"{workdir.name}.{process.id}.log")
        with theirs, log.open("ab") as output:
            try:
                popen = self._popen(theirs, output.fileno(), workdir, limits)
            except OSError as error:
                ours.close()
                raise GraderError(f"no process can be started: {error.strerror}") from error
        self._running[process.id] = Spawned(popen, log)
        return process

    def _taken(self, workdir: Path, limits: Limits) -> Process | None:
        waiting = self._ahead.take(self._modules) if self._ahead is not None else None
        if waiting is None:
            return None
        if not waiting.begin(_conditions(workdir, limits)):
            waiting.discard()
            return None
        process = Process(next(self._ids), waiting.end)
        self._running[process.id] = Spawned(waiting.popen, waiting.log)
        return process

    def _popen(
        self, end: socket.socket, output: int, workdir: Path, limits: Limits
    ) -> subprocess.Popen[bytes]:
        return handover.start(
            [*python(), "-m", "tfkata.candidate.start"],
            end,
            [*_conditions(workdir, limits), *self._modules],
            environment=self._environment,
            output=output,
        )

    def kill(self, process: Process) -> None:
        _kill_tree(self._running[process.id].popen.pid)

    def end(self, process: Process, reason: str = "killed") -> None:
        popen = self._running[process.id].popen
        deadline = time.monotonic() + (PARTING_SECONDS if reason == "lost" else 0)
        while popen.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        if popen.poll() is None:
            process.reason = reason
            _kill_tree(popen.pid)
        elif -(popen.returncode or 0) in FROM_OUTSIDE and not process.ended.is_set():
            process.reason = "outside"
        with contextlib.suppress(subprocess.TimeoutExpired):
            popen.wait(GONE_SECONDS)
        code = popen.returncode or 0
        process.status = -code if code < 0 else code << 8
        process.ended.set()
        process.end.close()

    def drain(self, process: Process) -> str:
        spawned = self._running[process.id]
        with contextlib.suppress(OSError), spawned.log.open("rb") as file:
            file.seek(spawned.read)
            while part := file.read(AT_A_TIME):  # however much there is, little of it is kept
                spawned.output.feed(part)
            spawned.read = file.tell()
        return spawned.output.take()

    def recent(self, process: Process) -> str:
        return self._running[process.id].output.recent()

    def confines(self, sandbox: str) -> bool:
        """Nobody asked the kernel which walls hold."""
        return False

    def close(self) -> None:
        """End them all."""
        for spawned in self._running.values():
            if spawned.popen.poll() is None:
                _kill_tree(spawned.popen.pid)
                spawned.popen.wait(GONE_SECONDS)
            spawned.log.unlink(missing_ok=True)
        if self._ahead is not None:  # for the next answer, which probably needs the same
            self._ahead.prepare(self._modules)


class SpawnBackend:
    """The examiner in this process, a fresh interpreter for each candidate."""

    walls: tuple[str, ...] = ()
    ready = True
    lost = False

    def __init__(self, settings: Settings, ahead: Ahead | None = None) -> None:
        self._settings, self._ahead = settings, ahead
        # For the examiner, which runs in this process.
        os.environ.update(tensorflow_settings(settings.device, settings.threads))
        self._examiner = LocalExaminer()

    def wait_until_ready(self) -> None:
        pass

    def examine(self, answer: Answer) -> SpawnedExamination:
        modules = [*PRELOADED[answer.preload], *answer.extras()]
        launcher = SpawnLauncher(self._settings, modules, self._ahead)
        candidates = Candidates(launcher, answer.exercise, self._settings)
        try:
            self._examiner.open(answer.job(self._settings, candidates.workdir), candidates)
        except BaseException:
            candidates.close()
            raise
        return SpawnedExamination(self._examiner, launcher, candidates)

    def device(self) -> str:
        return self._examiner.device()

    def close(self) -> None:
        self._examiner.close()


class SpawnedExamination:
    """An answer before an examiner in this process, its candidates in processes of their own."""

    def __init__(self, examiner: LocalExaminer, launcher: SpawnLauncher, candidates: Candidates) -> None:
        self._examiner, self._launcher, self._candidates = examiner, launcher, candidates
        self.printed, self.recent = candidates.printed, candidates.recent

    def check(self, check_id: str, limit: float) -> CheckResult:
        return self._examiner.check(check_id)

    def abort(self) -> None:
        self._candidates.abort()

    def close(self) -> None:
        self._examiner.close()
        self._candidates.close()
        self._launcher.close()


def _conditions(workdir: Path, limits: Limits) -> list[str]:
    """As `tfkata.candidate.start` reads them."""
    return [str(workdir), str(limits.cpu_seconds or 0), str(int(limits.gpu)), limits.sandbox]


def _kill_tree(pid: int) -> None:
    import psutil

    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in [*root.children(recursive=True), root]:
            with contextlib.suppress(psutil.Error):
                process.kill()
