"""Processes forked from a warm program, which has imported TensorFlow once: Linux.

The driver's side of `tfkata.warm`: starts that program, asks it for examiners and candidates and for what they print,
and ends them with everything they started.
"""

from __future__ import annotations

import contextlib
import itertools
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tfkata.checks.endings import WARM_PROGRAM_ENDED
from tfkata.errors import GraderError, HostError, WireError
from tfkata.files.temporary import cannot_hold
from tfkata.results import CheckResult
from tfkata.running.backend import Answer
from tfkata.running.candidates import Candidates
from tfkata.running.examiners import ExaminerProcess
from tfkata.running.processes import Limits, Process, environment, python, wait_until
from tfkata.settings import Settings
from tfkata.wire import messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.codec import Message
from tfkata.wire.messages import Exited, Fork, Import, Kill, Printed, Ready, Show

START_SECONDS = 180.0
GONE_SECONDS, HAND_OVER_SECONDS = 10.0, 10.0


class ForkLauncher:
    """A warm program, whose process id is `pid`, and what it forked. One thread reads its events."""

    def __init__(self, preload: str, device: str = "auto", threads: int = 0) -> None:
        """Start it, without waiting.

        Raises:
            HostError: this machine lets nothing be started, and why.
        """
        try:
            self._log = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the launcher)
        except OSError as error:
            raise HostError(cannot_hold(error)) from None
        ours, theirs = socket.socketpair()
        self._control = SocketChannel(ours)
        with theirs:
            self._template = subprocess.Popen(
                [*python(), "-m", "tfkata.warm.template", str(theirs.fileno()), preload],
                pass_fds=[theirs.fileno()],
                env=environment(device, threads),
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,
            )
        self.pid = self._template.pid
        self._ids = itertools.count(1)
        self._provided: set[str] = set()
        self._processes: dict[int, Process] = {}
        self._ready = threading.Event()
        self.threads = 0
        self.walls: list[str] = []
        self._warm = False
        self._lock = threading.RLock()
        self._dead = False
        self._thread = threading.Thread(target=self._listen, name="tfkata-launcher", daemon=True)
        self._thread.start()

    def start_candidate(self, workdir: Path, limits: Limits) -> Process:
        """Fork a candidate, as soon as the warm program can. Raises as `start_examiner` does."""
        return self._start("candidate", workdir, limits)

    def start_examiner(self, workdir: Path, limits: Limits) -> Process:
        """Fork an examiner, as soon as the warm program can.

        Raises:
            GraderError: the warm program did not start, or has ended.
        """
        return self._start("examiner", workdir, limits)

    def _start(self, role: str, workdir: Path, limits: Limits) -> Process:
        self.wait_until_warm()
        with self._lock:
            if self._dead:
                raise GraderError(f"the warm process has ended: {self._last_words()}")
            ours, theirs = socket.socketpair()
            process = Process(next(self._ids), ours)
            self._processes[process.id] = process
            request = Fork(process.id, role, str(workdir), **asdict(limits))
            try:
                self._send(request, theirs.fileno())
            except WireError as error:
                raise GraderError(f"the warm process has ended: {self._last_words()}") from error
            finally:
                theirs.close()
        return process

    def provide(self, modules: Iterable[str]) -> None:
        """Have the template import these modules, each once, before it forks again."""
        with self._lock, contextlib.suppress(WireError):  # one that has ended says so at the next start
            new = [module for module in modules if module not in self._provided]
            if new:
                self._send(Import(new))
                self._provided.update(new)

    def wait_until_warm(self) -> None:
        """Returns when the template can fork.

        Raises:
            GraderError: it did not start; the text carries the end of what it printed.
        """
        if not self._ready.wait(START_SECONDS) or self._dead:
            how = "has ended" if self._warm else "did not start"
            raise GraderError(f"the warm process {how}: {self._last_words()}")

    @property
    def warm(self) -> bool:
        """Whether `start` would not have to wait (or would fail at once)."""
        return self._ready.is_set()

    @property
    def lost(self) -> bool:
        """Whether the template was warm and has ended: another one may do better."""
        return self._warm and self._dead

    def end(self, process: Process, reason: str = "killed") -> None:
        """Kills the process with everything it started; returns when it is gone."""
        if not process.ended.is_set():
            with self._lock, contextlib.suppress(WireError):
                self._send(Kill(process.id, reason))
            wait_until(process.ended, GONE_SECONDS)
        process.end.close()

    def kill(self, process: Process) -> None:
        """Kill the process with everything it started, without waiting; its end stays open for who listens on it."""
        if not process.ended.is_set():
            with self._lock, contextlib.suppress(WireError):
                self._send(Kill(process.id, "killed"))

    def drain(self, process: Process) -> str:
        """What the process has printed up to now (and since the last call)."""
        if not process.ended.is_set():
            process.handed_over.clear()
            self._ask_for_output(process, take=True)
            wait_until(process.handed_over, HAND_OVER_SECONDS)
        with self._lock:
            text, process.printed = "".join(process.printed), []
        return text

    def recent(self, process: Process) -> str:
        """What the warm program showed last; asks it to show more, for the next time."""
        if not process.ended.is_set():
            self._ask_for_output(process, take=False)
        return process.recent

    def _ask_for_output(self, process: Process, *, take: bool) -> None:
        with self._lock, contextlib.suppress(WireError):
            self._send(Show(process.id, take))

    def confines(self, sandbox: str) -> bool:
        """Whether seccomp holds, which lets no candidate send itself a signal that ends it."""
        return sandbox != "off" and "syscalls" in self.walls

    def close(self) -> None:
        """Ends the template and with it all it forked."""
        self._control.shut_down()
        if not self._warm:  # still importing, it would notice only then; it has forked nothing
            self._template.kill()
        try:
            self._template.wait(10)
        except subprocess.TimeoutExpired:
            self._template.kill()
            self._template.wait(10)
        self._thread.join(5)
        self._log.close()

    def _listen(self) -> None:
        while not self._dead:
            self._event()
        with self._lock:
            self._control.close()
            for process in self._processes.values():
                process.reason = process.reason or WARM_PROGRAM_ENDED
                process.handed_over.set()
                process.ended.set()

    def _send(self, message: Message, *descriptors: int) -> None:
        self._control.send(messages.encode(message), descriptors=descriptors)

    def _event(self) -> None:
        try:
            event = messages.decode(self._control.receive())
        except WireError:
            with self._lock:
                self._dead = True
            self._ready.set()
            return
        match event:
            case Ready(threads, walls):
                self.threads, self.walls, self._warm = threads, walls, True
                self._ready.set()
            case Printed(process_id, text, taken):
                self._printed(self._processes[process_id], text, taken=taken)
            case Exited(process_id, status, reason, printed, stood_still):
                process = self._processes.pop(process_id)
                process.status, process.reason, process.stood_still = status, reason, stood_still
                self._printed(process, printed, taken=True)
                process.ended.set()

    def _printed(self, process: Process, text: str, *, taken: bool) -> None:
        with self._lock:
            process.recent = text
            if taken:
                process.printed.append(text)
                process.handed_over.set()

    def _last_words(self) -> str:
        with contextlib.suppress(OSError, ValueError):
            self._log.seek(0)
            lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
            return lines[-1] if lines else "it printed nothing"
        return "it printed nothing"


class ForkBackend:
    """Examiner and candidates forked from a warm program, which other backends may share."""

    def __init__(self, launcher: ForkLauncher, settings: Settings) -> None:
        self._launcher = launcher
        self._settings = settings
        self._examiner = ExaminerProcess(launcher)

    @property
    def walls(self) -> list[str]:
        return self._launcher.walls

    @property
    def ready(self) -> bool:
        return self._launcher.warm

    @property
    def lost(self) -> bool:
        return self._launcher.lost

    def wait_until_ready(self) -> None:
        self._launcher.wait_until_warm()

    def examine(self, answer: Answer) -> ForkedExamination:
        self._launcher.provide(answer.extras())
        candidates = Candidates(self._launcher, answer.exercise, self._settings)
        try:
            self._examiner.open(answer.job(self._settings, candidates.workdir), candidates)
        except BaseException:
            candidates.close()
            raise
        return ForkedExamination(self._examiner, candidates)

    def device(self) -> str:
        return self._examiner.device()

    def close(self) -> None:
        self._examiner.end()


class ForkedExamination:
    """An answer before an examiner in a process of its own."""

    def __init__(self, examiner: ExaminerProcess, candidates: Candidates) -> None:
        self._examiner, self._candidates = examiner, candidates
        self.printed, self.recent = candidates.printed, candidates.recent

    def check(self, check_id: str, limit: float) -> CheckResult:
        return self._examiner.check(check_id, limit)

    def abort(self) -> None:
        self._candidates.abort()
        self._examiner.abort()

    def close(self) -> None:
        self._examiner.close()
        self._candidates.close()
