"""The processes that parse strangers' text, seen from the driver: started when one is needed, kept for the next text,
replaced when one ends, takes too much or is late.

A text can take hundreds of times its size of a parser's memory, or a minute of its time in which no other thread of
that process runs. So nothing that was handed in is parsed here: `tfkata.parser` does that behind limits and walls, and
what it costs too much to read is what that learner handed in.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass

from tfkata.errors import ChannelClosed, GraderError, SubmissionError, WireError
from tfkata.sandbox import interpreter
from tfkata.wire import handover, messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.parsing import FindStubs, Found, ReadAnswers, ReadGraded, ReadNotebook, Unreadable

Request = FindStubs | ReadAnswers | ReadNotebook | ReadGraded

MEMORY = 1 << 30  # bytes of address space; an import of 100 KB of dots would take 2.8 GB
KEPT = 4  # idle parsers
PATIENCE = 20.0  # times the seconds of CPU asked for, on a machine that is busy with other things
STARTING = 120.0
LOOK_EVERY = 0.25
ATTEMPTS = 3
_OUT_OF_TIME = {getattr(signal, name, None) for name in ("SIGPROF", "SIGXCPU")}
_SENT_BY_OTHERS = {getattr(signal, name, None) for name in ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")}


@dataclass(slots=True)
class Budget:
    """The seconds of CPU that reading one submission may take, all of its files together."""

    seconds: float
    spent: float = 0.0

    @property
    def left(self) -> float:
        return self.seconds - self.spent

    def spend(self, seconds: float) -> None:
        """Count what was used; a submission that has used all is not read any further."""
        self.spent += seconds

    def refusal(self) -> SubmissionError:
        return SubmissionError(
            f"reading what was handed in takes more than {self.seconds:g} seconds of computing, "
            "which is all that it may take"
        )


class Lost(Exception):
    """A parser has ended over a request: `late` because it took too long, or with a status as `Popen` has it."""

    def __init__(self, *, late: bool = False, status: int | None = None) -> None:
        self.late = late or (status is not None and -status in _OUT_OF_TIME)
        self.status = status or 0


class Parser:
    """One such process. Not for two threads at once.

    Raises:
        GraderError: it cannot be started.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        environment = interpreter.environment() | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        command = [*interpreter.command(), "-m", "tfkata.parser.start"]
        with theirs:
            try:
                self._popen = handover.start(
                    command, theirs, [str(MEMORY)], environment=environment, output=subprocess.DEVNULL
                )
            except OSError as error:
                ours.close()
                raise GraderError(f"no process can be started: {error.strerror}") from error
        self._channel = SocketChannel(ours)
        self._greeted = False
        self._given_up = False

    def is_alive(self) -> bool:
        """Whether it waits for a request."""
        return self._popen.poll() is None and not self._readable(0)

    def ask(self, request: Request, content: bytes) -> Found | Unreadable:
        """What it finds in the content.

        Raises:
            Lost: it has ended, or took longer than `request.seconds`; it is to be replaced.
            GraderError: this machine lets it do nothing, or it does not start.
        """
        try:
            self._greet()
            self._channel.send(messages.encode(request), STARTING)
            self._channel.send(content, STARTING)
            self._wait(request.seconds)
            return messages.read_found(self._channel.receive(STARTING))
        except ChannelClosed:
            if self._given_up:
                raise GraderError("grading has been ended") from None
            raise Lost(status=self._ended()) from None
        except WireError as error:
            raise GraderError(f"a parser does not answer: {error}") from None

    def close(self) -> None:
        """End it, whatever it does."""
        self._given_up = True
        with contextlib.suppress(OSError):
            self._popen.kill()
        self._popen.wait()
        self._channel.close()

    def give_up(self) -> None:
        """End it from another thread than the one that waits for it, which notices."""
        self._given_up = True
        with contextlib.suppress(OSError):
            self._popen.kill()

    def _greet(self) -> None:
        """It says a word when it is confined: from then on what ends it is the text."""
        if self._greeted:
            return
        try:
            messages.read_found(self._channel.receive(STARTING))
        except ChannelClosed:
            if self._given_up:
                raise
            status = self._ended()
            if -status in _SENT_BY_OTHERS:
                raise Lost(status=status) from None
            raise GraderError(f"a process that reads submissions does not start ({status})") from None
        self._greeted = True

    def _wait(self, seconds: float) -> None:
        """Until there is an answer. What the kernel does not count here (macOS, Windows) is looked at from outside."""
        stalled = time.monotonic() + STARTING + PATIENCE * seconds
        before: float | None = None
        while not self._readable(LOOK_EVERY):
            used, memory = self._used()
            before = used if before is None else before
            if used - before > seconds + 1:
                raise Lost(late=True)
            if memory > MEMORY:
                raise Lost(status=-signal.SIGSEGV)
            if time.monotonic() > stalled:
                raise GraderError("a process that reads submissions got no time from this machine")

    def _used(self) -> tuple[float, int]:
        """Seconds of CPU, and bytes."""
        import psutil

        with contextlib.suppress(psutil.Error):
            process = psutil.Process(self._popen.pid)
            times = process.cpu_times()
            return times.user + times.system, process.memory_info().rss
        return 0.0, 0

    def _readable(self, seconds: float) -> bool:
        return bool(select.select([self._channel], [], [], seconds)[0])

    def _ended(self) -> int:
        try:
            return self._popen.wait(10)
        except subprocess.TimeoutExpired:
            return -signal.SIGABRT


class _Pool:
    """Those that are idle, and those at work. Several threads may take one each."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Parser] = []
        self._busy: set[Parser] = set()
        self._process = os.getpid()

    def take(self, *, fresh: bool = False) -> Parser:
        with self._lock:
            self._leave_to_parent()
            while self._idle and not fresh:
                parser = self._idle.pop()
                if parser.is_alive():
                    self._busy.add(parser)
                    return parser
                parser.close()
        parser = Parser()
        with self._lock:
            self._busy.add(parser)
        return parser

    def give_back(self, parser: Parser, *, sound: bool) -> None:
        with self._lock:
            self._busy.discard(parser)
            if sound and len(self._idle) < KEPT:
                self._idle.append(parser)
                return
        parser.close()

    def close(self) -> None:
        with self._lock:
            self._leave_to_parent()
            idle, self._idle = self._idle, []
            for parser in self._busy:
                parser.give_up()
        for parser in idle:
            parser.close()

    def _leave_to_parent(self) -> None:
        """A fork of this process has the lists of its parent, and no parser."""
        if self._process != os.getpid():
            self._idle, self._busy, self._process = [], set(), os.getpid()


_pool = _Pool()


def ask(request: Request, content: bytes) -> Found | Unreadable:
    """What a parser finds in the content; `Unreadable` has a reason in every case.

    Raises:
        Lost: it took longer than `request.seconds`.
        GraderError: no parser can be had here, or they are ended from outside.
    """
    for attempt in range(ATTEMPTS):
        # Those who have read much go, and may look alive for a moment: that of several must not fail the next text.
        parser = _pool.take(fresh=attempt > 0)
        sound = False
        try:
            found = parser.ask(request, content)
            sound = True
        except Lost as lost:
            if lost.late:
                raise
            if lost.status == 0 or -lost.status in _SENT_BY_OTHERS:
                continue
            return Unreadable(_broken(lost.status), request.seconds)
        finally:
            _pool.give_back(parser, sound=sound)
        if isinstance(found, Unreadable) and not found.reason:
            return Unreadable(f"reading it takes more than {MEMORY >> 20:,} MB of memory", found.seconds)
        return found
    raise GraderError("the processes that read submissions are ended by something on this machine")


def close() -> None:
    """End every parser. A thread that waits for one gets a GraderError; who asks later gets a new one."""
    _pool.close()


def _broken(status: int) -> str:
    if -status == signal.SIGSEGV or status > 0:
        return f"reading it takes more than {MEMORY >> 20:,} MB of memory, or more levels than Python reads"
    return f"Python breaks down over it (signal {-status})"


atexit.register(close)
