"""The driver's side of an examiner: in a process of its own, or in this one where none can be forked."""

from __future__ import annotations

import contextlib
import json
import time
import warnings
from pathlib import Path
from typing import Protocol

from tfkata.candidate import preload
from tfkata.catalog.records import find
from tfkata.checks import endings
from tfkata.checks.candidate import Host
from tfkata.errors import ChannelTimeout, GraderError, HostError, WireError
from tfkata.examiner import serve
from tfkata.examiner.judge import Examiner
from tfkata.files.temporary import WorkFolder
from tfkata.results import CheckResult
from tfkata.running.backend import AnswerTooCostly
from tfkata.running.candidates import Candidates
from tfkata.running.processes import Limits, Process, wait_until
from tfkata.sandbox import means
from tfkata.wire import messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.codec import Message
from tfkata.wire.messages import (
    AskDevice,
    Checked,
    Close,
    Device,
    Job,
    Kind,
    Launch,
    Launched,
    NotJudged,
    Opened,
    Release,
    RunCheck,
    expect,
)

SLACK_SECONDS = 60.0
PARTING_SECONDS = 5.0
MEMORY_MB = 6144  # an examiner computes with models and arrays that a candidate chose


class ExaminerLauncher(Protocol):
    """Starts and ends examiner processes."""

    def start_examiner(self, workdir: Path, limits: Limits) -> Process: ...

    def end(self, process: Process, reason: str = "killed") -> None: ...

    def kill(self, process: Process) -> None: ...

    def drain(self, process: Process) -> str: ...


class ExaminerProcess:
    """An examiner in a process of its own, which is started when it is needed; this side serves what it asks for."""

    def __init__(self, launcher: ExaminerLauncher) -> None:
        self._launcher = launcher
        self._process: Process | None = None
        self._candidates: Candidates | None = None
        self._jobs = 0

    def open(self, job: Job, candidates: Candidates) -> None:
        """Begin a job.

        Raises:
            GraderError: the examiner cannot be started, or ended.
        """
        self._candidates = candidates
        self._process = self._process or self._start()
        self._jobs += 1
        self._ask(job, Opened, SLACK_SECONDS)

    def check(self, check_id: str, limit: float) -> CheckResult:
        """Run one check of the job.

        Raises:
            GraderError: the examiner ended, took longer than `limit` seconds, or says that the machine is at fault.
            AnswerTooCostly: it ended over what the answer returned.
        """
        return CheckResult.from_json(json.loads(self._ask(RunCheck(check_id), Checked, limit).result))

    def close(self) -> None:
        """End the job; the process stays for the next one."""
        if self._process is not None:
            with contextlib.suppress(GraderError):
                self._ask(Close(), messages.Closed, SLACK_SECONDS)

    def abort(self) -> None:
        """Kill the process, from another thread than the one that waits for it, which gets a GraderError."""
        process = self._process
        if process is not None:
            self._launcher.kill(process)

    def end(self) -> None:
        """End the process; the next request would start another."""
        if self._process is not None:
            process, self._process = self._process, None
            self._launcher.end(process)
            self._folder.remove()

    def device(self) -> str:
        """Where TensorFlow computes. Raises GraderError as `check` does."""
        return self._ask(AskDevice(), Device, SLACK_SECONDS).name

    def _ask(self, request: Message, wanted: type[Kind], limit: float) -> Kind:
        """One request to the examiner, serving its needs until it is done; afterwards the next one starts a new process."""
        process = self._process = self._process or self._start()
        examiner = SocketChannel(process.end)
        deadline = time.monotonic() + limit
        try:
            examiner.send(messages.encode(request), limit)
            while True:
                reply = messages.decode(examiner.receive(max(0.01, deadline - time.monotonic())))
                match reply:
                    case Launch():
                        self._launch(examiner)
                    case Release(key):
                        examiner.send(messages.encode(self._needed().release(key)))
                    case NotJudged(why):
                        raise HostError(why)
                    case _:
                        return expect(wanted, reply)
        except WireError as error:
            raise self._lost(process, request, error) from error
        except HostError:
            raise
        except BaseException:  # interrupted in the middle: this conversation cannot be taken up again
            self.end()
            raise

    def _launch(self, examiner: SocketChannel) -> None:
        candidate = self._needed().start()
        examiner.send(messages.encode(Launched(candidate.id)), descriptors=[candidate.end.fileno()])
        candidate.end.close()

    def _needed(self) -> Candidates:
        assert self._candidates is not None, "an examiner asks for candidates while it has a job"
        return self._candidates

    def _lost(self, process: Process, request: Message, error: WireError) -> GraderError | AnswerTooCostly:
        """Why there is no reply: what it cost to judge an answer is the answer's account, all else is ours."""
        late = isinstance(error, ChannelTimeout)
        if not late:
            wait_until(process.ended, PARTING_SECONDS)
        words = self._launcher.drain(process).strip().splitlines()
        self._process = None
        self._launcher.end(process, "killed" if late else "lost")
        self._folder.remove()
        if late:
            return GraderError(
                "the examiner took too long: is the machine busy with something else? Try again"
            )
        if self._candidates is not None:
            self._candidates.close()  # what they hold is not the machine's lack
        short = means.shortages()
        if short:
            return HostError(means.told(short))
        try:
            ending = endings.of_examiner(
                process.reason,
                process.status,
                fresh=self._jobs == 1,
                memory_mb=MEMORY_MB,
                seconds=serve.JUDGING_SECONDS,
            )
        except HostError as outside:
            return outside
        if ending is not None and isinstance(request, RunCheck):
            return AnswerTooCostly(ending)
        if process.reason == "memory":
            return GraderError(f"the examiner needed more than {MEMORY_MB:,} MB")
        return GraderError("the examiner ended" + (f": {words[-1]}" if words else ""))

    def _start(self) -> Process:
        """In a folder of its own: TensorFlow leaves generated code where temporary files go."""
        self._folder = WorkFolder()
        self._jobs = 0
        try:
            return self._launcher.start_examiner(self._folder.path, Limits(MEMORY_MB, sandbox="off"))
        except GraderError:
            self._folder.remove()
            raise


class LocalExaminer:
    """The examiner in this process: for platforms without fork, and for debugging."""

    def __init__(self) -> None:
        self._examiner: Examiner | None = None
        # Hypothesis takes it for an author's mistake when the global generator moves while it draws. Here a reference that trains
        # in another thread moves it.
        warnings.filterwarnings("ignore", r"Do not use the `random` module inside strategies")

    def open(self, job: Job, candidates: Host) -> None:
        """Begin a job."""
        self.close()
        if find(job.exercise).library == "tensorflow":
            preload.load(preload.PRELOADED["tensorflow"])
        self._examiner = Examiner(candidates)
        self._examiner.open(job)

    def check(self, check_id: str) -> CheckResult:
        """Run one check of the job."""
        assert self._examiner is not None, "a check belongs to a job"
        return self._examiner.check(check_id)

    def close(self) -> None:
        """End the job."""
        if self._examiner is not None:
            self._examiner.close()
            self._examiner = None

    def device(self) -> str:
        """Where TensorFlow computes."""
        return serve.device_seen()
