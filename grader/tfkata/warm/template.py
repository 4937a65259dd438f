"""The warm process: imports TensorFlow (or only NumPy) once, then forks examiners and candidates on request.

It runs no TensorFlow op, so that it stays at one thread, and knows no secret: what it has imported is what
every candidate may know. Started as `python -m tfkata.warm.template` with one end of a socket pair, because a
`multiprocessing` forkserver listens on a socket that any process of the same user can ask for more.

Its driver sends `Fork` (with the descriptors of the child's channel and output), `Kill` and `Import`; it sends
`Ready` once and `Exited` for each child (`tfkata.wire.messages`).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tfkata import sandbox
from tfkata.candidate import preload, start
from tfkata.errors import WireError
from tfkata.sandbox import usage
from tfkata.wire import messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import Exited, Fork, Import, Kill, Message, Ready

POLL_SECONDS = 0.05
FOR_EXAMINERS = {
    "numpy": ("hypothesis", "hypothesis.extra.numpy"),
    "tensorflow": (),
}  # one starts for every job
FAMILY_EVERY = 5
MAX_FAMILY = 64
MAX_THREADS = 1024 + 16 * (os.cpu_count() or 1)
_KERNEL_LISTS_CHILDREN = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").is_file()


@dataclass
class Child:
    """A process that was forked here and is still alive."""

    id: int
    pid: int
    memory_bytes: int
    workdir: str = ""
    reason: str = ""
    examines: bool = False


class Template:
    """The loop of the warm process."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._driver = SocketChannel(control)
        self._children: dict[int, Child] = {}
        self._baseline = 0
        self._ticks = 0
        self._watched = 0.0

    def run(self) -> None:
        """Serve until the driver closes the control socket; then nothing that was forked is left."""
        self._baseline = usage.memory(os.getpid())
        self._tell(Ready(psutil.Process().num_threads(), _walls_that_hold()))
        ended = _wakes_when_a_child_ends()
        try:
            while True:
                self._reap()
                if (
                    time.monotonic() - self._watched >= POLL_SECONDS
                ):  # requests without a pause keep nobody unwatched
                    self._watch()
                    self._watched = time.monotonic()
                ready, _, _ = select.select([self._control, ended], [], [], POLL_SECONDS)
                if ended in ready:
                    ended.recv(4096)
                if self._control not in ready:
                    continue
                body, descriptors = self._driver.receive_with_descriptors()
                match messages.decode(body):
                    case Fork() as request:
                        self._fork(request, descriptors)
                    case Import(modules):
                        self._import(modules)
                    case Kill(child_id, reason):
                        self._kill(self._find(child_id), reason)
        except (WireError, OSError):
            for child in list(self._children.values()):
                self._kill(child, "the parent has ended")
            _kill_everything(_family(os.getpid()))

    def _fork(self, request: Fork, descriptors: list[int]) -> None:
        pid = os.fork()
        if pid == 0:
            _become(request, descriptors, self._control)
        for descriptor in descriptors:
            os.close(descriptor)
        limit = request.memory_mb * 2**20
        examines = request.role == "examiner"
        self._children[pid] = Child(request.id, pid, limit, request.workdir, examines=examines)

    def _import(self, names: list[str]) -> None:
        """Takes a second or two, during which the children are still watched."""
        signal.signal(signal.SIGALRM, lambda *_: self._watch())
        signal.setitimer(signal.ITIMER_REAL, POLL_SECONDS, POLL_SECONDS)
        try:
            preload.load(names)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        gc.collect()
        gc.freeze()
        self._baseline = usage.memory(os.getpid())

    def _find(self, child_id: int) -> Child | None:
        return next((c for c in self._children.values() if c.id == child_id), None)

    def _kill(self, child: Child | None, reason: str) -> None:
        if child is None:
            return
        child.reason = child.reason or reason
        family = _family(child.pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        _kill_everything([*family, child.pid])

    def _watch(self) -> None:
        """Memory and threads at every tick; a candidate's processes and what it has on disk now and then."""
        self._ticks += 1
        for child in list(self._children.values()):
            if not child.memory_bytes:
                continue
            used = usage.memory(child.pid) - self._baseline
            if usage.threads(child.pid) > MAX_THREADS:
                self._kill(child, "processes")
            if self._ticks % FAMILY_EVERY == 0:
                family = _family(child.pid)
                used += sum(max(0, usage.memory(pid) - self._baseline) for pid in family)
                if len(family) > MAX_FAMILY:
                    self._kill(child, "processes")
                if not child.examines and usage.disk_is_full(child.workdir, [child.pid, *family]):
                    self._kill(child, "disk")
            if used > child.memory_bytes:
                self._kill(child, "memory")

    def _reap(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            child = self._children.pop(pid, None)
            if child is not None:
                self._kill_orphans()
                self._tell(Exited(child.id, status, child.reason))

    def _kill_orphans(self) -> None:
        """What an ended candidate left behind has become a child of this process: end it too."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            orphans = [p for p in _children(os.getpid()) if p not in self._children]
            if not orphans:
                return
            _kill_everything(orphans)
            for pid in orphans:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def _tell(self, event: Message) -> None:
        self._driver.send(messages.encode(event))


def _wakes_when_a_child_ends() -> socket.socket:
    """A socket that becomes readable with every SIGCHLD, so that an ended child is noticed at once."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(theirs.detach(), warn_on_full_buffer=False)
    return ours


def _become(request: Fork, descriptors: list[int], control: socket.socket) -> None:
    """The child's whole life; never returns."""
    try:
        sandbox.die_with_parent()
        os.setsid()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        channel_end, output = descriptors[0], descriptors[1]
        os.dup2(output, 1)
        os.dup2(output, 2)
        control.close()
        os.dup2(channel_end, 3)
        os.closerange(4, max(256, *descriptors) + 64)
        _play(request, socket.socket(fileno=3))
        os._exit(0)
    finally:
        os._exit(70)


def _play(request: Fork, end: socket.socket) -> None:
    """What the child is there for, until the other end goes away."""
    if request.role == "examiner":
        from tfkata.examiner import (
            serve,  # here only: it knows the answers, and the warm program forks candidates too
        )

        tempfile.tempdir = request.workdir
        serve.serve(end)
    else:
        plan = sandbox.Plan(Path(request.workdir), request.cpu_seconds, request.gpu)
        start.run(end, plan, request.sandbox)


def _walls_that_hold() -> list[str]:
    """Builds every wall in a child made for it, and asks which of them stood.

    It gets a folder of its own, as a candidate does: in the folder of all temporary files the kit itself may lie.
    """
    read, write = os.pipe()
    workdir = tempfile.mkdtemp(prefix="tfkata-")
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            held = sandbox.confine(sandbox.Plan(Path(workdir)), "auto")
            os.write(write, ",".join(sandbox.tried(held)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        held_text = answer.read().decode()
    os.waitpid(pid, 0)
    Path(workdir).rmdir()
    return [wall for wall in held_text.split(",") if wall]


def _children(pid: int) -> set[int]:
    """Children of all threads. Read twice, because one that ends meanwhile may hide the next.

    Looking through all of /proc, as psutil does, takes 100 times as long.
    """
    if not _KERNEL_LISTS_CHILDREN:
        try:
            return {child.pid for child in psutil.Process(pid).children()}
        except psutil.Error:
            return set()
    found: set[int] = set()
    for _ in range(2):
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208  (5 times a second)
                with (
                    contextlib.suppress(OSError),
                    open(f"/proc/{pid}/task/{thread}/children", "rb") as file,  # noqa: PTH123
                ):
                    found.update(map(int, file.read().split()))
    return found


def _family(pid: int) -> list[int]:
    """Every descendant of a process."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        new = _children(waiting.pop()) - found
        found |= new
        waiting += new
    return list(found)


def _kill_everything(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def main(descriptor: int, kind: str) -> None:
    sandbox.adopt_orphans()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sandbox.prepare()
    preload.defer()
    for name in (*preload.PRELOADED[kind], *FOR_EXAMINERS[kind]):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    Template(socket.socket(fileno=descriptor)).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
