"""How a process becomes a candidate, whether it was forked or spawned: confine it, then answer."""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

import numpy.random  # noqa: F401  (every candidate seeds it; NumPy itself loads it late)

from tfkata import sandbox
from tfkata.candidate import preload, thread_locks
from tfkata.candidate.serve import serve
from tfkata.wire.channel import SocketChannel
from tfkata.wire.handover import received


def run(end: socket.socket, plan: sandbox.Plan, level: str) -> None:
    """Confine this process as `plan` and `level` say, and answer on `end` until the examiner closes it.

    Raises:
        OSError: a wall cannot be built and the level is "strict".
    """
    os.chdir(plan.workdir)  # noqa: TID251  (this process is the candidate's alone)
    if "syscalls" in sandbox.confine(plan, level):  # then no other process could share a lock
        thread_locks.use()
    serve(SocketChannel(end))


def main(handle: str, workdir: str, cpu_seconds: str, gpu: str, level: str, *modules: str) -> None:
    """The life of a spawned candidate. It imports `modules` while it still may read everything, and in silence."""
    preload.defer()
    preload.load(modules)
    plan = sandbox.Plan(Path(workdir), int(cpu_seconds) or None, gpu == "1")
    run(received(handle), plan, level)
    os._exit(0)


def main_ahead(handle: str, _: str, *modules: str) -> None:
    """As `main`, of a candidate that is started before anybody knows what for: its conditions come as the first frame.

    That frame is a JSON list of what `main` gets between handle and modules, from the driver; nothing hostile runs yet.
    """
    preload.defer()
    preload.load(modules)
    end = received(handle)
    workdir, cpu_seconds, gpu, level = json.loads(SocketChannel(end).receive())
    run(end, sandbox.Plan(Path(workdir), int(cpu_seconds) or None, gpu == "1"), level)
    os._exit(0)


if __name__ == "__main__":
    (main_ahead if sys.argv[2] == preload.AHEAD else main)(*sys.argv[1:])
