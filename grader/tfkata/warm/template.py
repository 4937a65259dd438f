"""The warm process: imports TensorFlow (or only NumPy) once, then forks examiners and candidates on request.

It runs no TensorFlow op, so that it stays at one thread, and knows no secret: what it has imported is what
every candidate may know. Started as `python -m tfkata.warm.template` with one end of a socket pair, because a
`multiprocessing` forkserver listens on a socket that any process of the same user can ask for more.

Its driver sends `Fork` (with the descriptor of the child's channel), `Kill`, `Import` and `Show`; it sends `Ready`
once, `Printed` when it is asked, and `Exited` for each child (`tfkata.wire.messages`).

It reads what its children print, because nothing holds it up: it parses nothing and waits for nobody. Where it stood
still anyway (stopped, or the machine swapped), it says so with every child that lived meanwhile.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import selectors
import signal
import socket
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from resource import struct_rusage

import psutil

from tfkata import sandbox
from tfkata.candidate import preload, start
from tfkata.errors import WireError
from tfkata.sandbox import seccomp, usage
from tfkata.warm import family
from tfkata.wire import messages
from tfkata.wire.channel import Outbox, SocketChannel
from tfkata.wire.codec import Message
from tfkata.wire.messages import NOT_STARTED, Exited, Fork, Import, Kill, Printed, Ready, Show
from tfkata.wire.printed import Output

POLL_SECONDS = 0.05
FOR_EXAMINERS = {
    "numpy": ("hypothesis", "hypothesis.extra.numpy"),
    "tensorflow": (),
}  # one starts for every job
FAMILY_EVERY = 5
MAX_FAMILY = 64
MAX_THREADS = 256 + 16 * (os.cpu_count() or 1)
STILL_SECONDS = 1.0  # longer between two looks than any work here takes: it did not run
READ_AT_ONCE = 1 << 20


@dataclass
class Child:
    """A process that was forked here and is still alive."""

    id: int
    pid: int
    memory_bytes: int
    reads_from: int
    workdir: str = ""
    cpu_seconds: int | None = None
    reason: str = ""
    examines: bool = False
    output: Output = field(default_factory=Output)
    stood_still: float = 0.0


class Template:
    """The loop of the warm process."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._driver = SocketChannel(control)
        self._outbox = Outbox(control)
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, Child] = {}
        self._baseline = 0
        self._ticks = 0
        self._watched = self._looked = 0.0

    def run(self) -> None:
        """Serve until the driver closes the control socket; then nothing that was forked is left."""
        self._baseline = usage.memory(os.getpid())
        self._tell(Ready(psutil.Process().num_threads(), _walls_that_hold()))
        ended = _wakes_when_a_child_ends()
        self._selector.register(self._control, selectors.EVENT_READ)
        self._selector.register(ended, selectors.EVENT_READ)
        self._looked = time.monotonic()
        try:
            while True:
                self._reap()
                if (
                    time.monotonic() - self._watched >= POLL_SECONDS
                ):  # requests without a pause keep nobody unwatched
                    self._watch()
                    self._watched = time.monotonic()
                found = {key.fileobj for key, _ in self._selector.select(POLL_SECONDS)}
                self._look()
                if ended in found:
                    ended.recv(4096)
                if self._outbox.flush() and self._control in found:
                    body, descriptors = self._driver.receive_with_descriptors()
                    self._reap()  # who has ended by now was not ended by this request
                    self._serve(messages.decode(body), descriptors)
        except (WireError, OSError):
            for child in list(self._children.values()):
                self._kill(child, "the parent has ended")
            family.kill(family.of(os.getpid()))

    def _serve(self, request: Message, descriptors: list[int]) -> None:
        match request:
            case Fork():
                self._fork(request, descriptors)
            case Import(modules):
                self._import(modules)
            case Kill(child_id, reason):
                self._kill(self._find(child_id), reason)
            case Show(child_id, take):
                child = self._find(child_id)
                if child is not None:  # what one that has ended printed is in its `Exited`
                    self._read(child)
                    text = child.output.take() if take else child.output.recent()
                    self._tell(Printed(child_id, text, take))

    def _look(self) -> None:
        """Read what was printed, and notice when nobody looked for longer than this program ever works."""
        now = time.monotonic()
        gap, self._looked = now - self._looked, now
        for child in list(self._children.values()):
            child.stood_still += gap if gap > STILL_SECONDS else 0.0
            self._read(child)

    def _read(self, child: Child) -> None:
        for _ in range(16 if child.reads_from else 0):
            try:
                part = os.read(child.reads_from, READ_AT_ONCE)
            except BlockingIOError:
                return
            if not part:
                self._stop_reading(child)
                return
            child.output.feed(part)

    def _stop_reading(self, child: Child) -> None:
        if child.reads_from:
            self._selector.unregister(child.reads_from)
            os.close(child.reads_from)
            child.reads_from = 0

    def _fork(self, request: Fork, descriptors: list[int]) -> None:
        """A machine that has no process left for it costs one child, and not all that live."""
        try:
            reads, writes = os.pipe()
        except OSError:
            self._cannot_fork(request, descriptors)
            return
        os.set_blocking(reads, False)
        try:
            pid = os.fork()
        except OSError:
            self._cannot_fork(request, [*descriptors, reads, writes])
            return
        if pid == 0:
            highest = self._highest_descriptor()
            self._forget_what_others_printed()
            _become(request, [*descriptors, writes], self._control, highest)
        for descriptor in (*descriptors, writes):
            os.close(descriptor)
        self._selector.register(reads, selectors.EVENT_READ)
        self._children[pid] = Child(
            request.id,
            pid,
            request.memory_mb * 2**20,
            reads,
            request.workdir,
            request.cpu_seconds,
            examines=request.role == "examiner",
        )

    def _cannot_fork(self, request: Fork, descriptors: list[int]) -> None:
        for descriptor in descriptors:
            os.close(descriptor)
        self._tell(Exited(request.id, 0, NOT_STARTED))

    def _forget_what_others_printed(self) -> None:
        """In a child: it has a copy of everything that this process knows."""
        for child in self._children.values():
            child.output.wipe()
        self._children.clear()
        self._outbox.wipe()

    def _highest_descriptor(self) -> int:
        return max((child.reads_from for child in self._children.values()), default=0)

    def _import(self, names: list[str]) -> None:
        """Takes a second or two, during which the children are still watched."""
        signal.signal(signal.SIGALRM, lambda *_: self._watch_and_look())
        signal.setitimer(signal.ITIMER_REAL, POLL_SECONDS, POLL_SECONDS)
        try:
            preload.load(names)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        gc.collect()
        gc.freeze()
        self._baseline = usage.memory(os.getpid())

    def _watch_and_look(self) -> None:
        self._watch()
        self._look()

    def _find(self, child_id: int) -> Child | None:
        return next((c for c in self._children.values() if c.id == child_id), None)

    def _kill(self, child: Child | None, reason: str) -> None:
        if child is None:
            return
        stopped = usage.is_stopped(child.pid)
        child.reason = child.reason or ("stopped" if stopped and reason == "lost" else reason)
        everyone = family.of(child.pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        family.kill([*everyone, child.pid])

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
                others = family.of(child.pid)
                used += sum(max(0, usage.memory(pid) - self._baseline) for pid in others)
                if len(others) > MAX_FAMILY:
                    self._kill(child, "processes")
                if not child.examines and usage.disk_is_full(child.workdir, [child.pid, *others]):
                    self._kill(child, "disk")
            if used > child.memory_bytes:
                self._kill(child, "memory")

    def _reap(self) -> None:
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            child = self._children.pop(pid, None)
            if child is not None:
                self._kill_orphans()
                self._say_how_it_ended(child, status, used)

    def _say_how_it_ended(self, child: Child, status: int, used: struct_rusage) -> None:
        self._read(child)
        self._stop_reading(child)
        reason = child.reason or self._why(child, status & 0x7F, used)
        self._tell(Exited(child.id, status, reason, child.output.take(), child.stood_still))

    def _why(self, child: Child, number: int, used: struct_rusage) -> str:
        """What a signal means that was not sent by this program: the kernel's limits count before somebody outside."""
        if number not in seccomp.FROM_OUTSIDE:
            return ""
        if child.cpu_seconds and used.ru_utime + used.ru_stime >= child.cpu_seconds:
            return "cpu"
        if child.memory_bytes and used.ru_maxrss * 1024 - self._baseline > child.memory_bytes:
            return "memory"
        return "outside"

    def _kill_orphans(self) -> None:
        """What an ended candidate left behind has become a child of this process: end it too."""
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            orphans = [p for p in family.children(os.getpid()) if p not in self._children]
            if not orphans:
                return
            family.kill(orphans)
            for pid in orphans:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def _tell(self, event: Message) -> None:
        self._outbox.put(messages.encode(event))


def _wakes_when_a_child_ends() -> socket.socket:
    """A socket that becomes readable with every SIGCHLD, so that an ended child is noticed at once."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(theirs.detach(), warn_on_full_buffer=False)
    return ours


def _become(request: Fork, descriptors: list[int], control: socket.socket, highest: int) -> None:
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
        os.closerange(4, max(256, highest, *descriptors) + 64)
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
