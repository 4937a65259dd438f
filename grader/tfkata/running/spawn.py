"""Candidates without a warm process: each a fresh interpreter, where none can be forked (macOS, Windows).

Slower, and without a limit on memory or on grandchildren, but the same answers.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import socket
import time
from pathlib import Path
from typing import Any

from tfkata import sandbox
from tfkata.running.fork import Limits, Process, environment


class SpawnLauncher:
    """Every candidate a fresh interpreter: for platforms on which a warm process cannot be forked."""

    def __init__(self, device: str = "auto", threads: int = 0) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._ids = itertools.count(1)
        self._running: dict[int, tuple[Any, Path]] = {}
        self._read: dict[int, int] = {}
        self.walls: list[str] = []
        os.environ.update(environment(device, threads))

    def start(self, role: str, workdir: Path, limits: Limits) -> Process:
        ours, theirs = socket.socketpair()
        process = Process(next(self._ids), ours)
        log = workdir.with_name(f"{workdir.name}.{process.id}.log")
        started = self._context.Process(
            target=_spawned, args=(theirs, str(workdir), str(log), limits), daemon=True
        )
        started.start()
        theirs.close()
        self._running[process.id] = (started, log)
        return process

    def end(self, process: Process, reason: str = "killed") -> None:
        started, _ = self._running[process.id]
        deadline = time.monotonic() + (0.5 if reason == "lost" else 0)
        while started.is_alive() and time.monotonic() < deadline:
            time.sleep(0.01)
        if started.is_alive():
            process.reason = reason
            _kill_tree(started.pid)
        started.join(10)
        process.status = -started.exitcode if (started.exitcode or 0) < 0 else (started.exitcode or 0) << 8
        process.ended.set()
        process.end.close()

    def drain(self, process: Process) -> str:
        log = self._running[process.id][1]
        if log.is_file():
            with log.open("rb") as file:
                file.seek(self._read.get(process.id, 0))
                process.output.feed(file.read())
                self._read[process.id] = file.tell()
        return process.output.take()

    def close(self) -> None:
        for started, log in self._running.values():
            if started.is_alive():
                _kill_tree(started.pid)
            started.join(5)
            log.unlink(missing_ok=True)


def _spawned(end: socket.socket, workdir: str, log: str, limits: Limits) -> None:
    from tfkata.candidate import serve
    from tfkata.wire.codec import Channel

    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.chdir(workdir)  # noqa: TID251  (this process is the candidate's alone)
    sandbox.confine(sandbox.Plan(Path(workdir), limits.cpu_seconds, limits.gpu), limits.sandbox)
    serve.serve(Channel(end))
    os._exit(0)


def _kill_tree(pid: int) -> None:
    import psutil

    with contextlib.suppress(psutil.Error):
        root = psutil.Process(pid)
        for process in [*root.children(recursive=True), root]:
            with contextlib.suppress(psutil.Error):
                process.kill()
