"""The driver's side of an examiner: in a process of its own, or in this one where none can be forked."""

from __future__ import annotations

import contextlib
import socket
import time
from typing import Any

from tfkata.errors import GraderError
from tfkata.files.temporary import WorkFolder
from tfkata.results import CheckResult
from tfkata.running.candidates import Attendant
from tfkata.running.fork import ForkLauncher, Limits, Process
from tfkata.wire import frames

SLACK_SECONDS = 60.0
MEMORY_MB = 6144  # an examiner computes with models and arrays that a candidate chose


class ForkedExaminer:
    """An examiner in a process of its own; this side serves what it needs."""

    def __init__(self, launcher: ForkLauncher) -> None:
        self._launcher = launcher
        self._process: Process | None = None
        self._attendant: Attendant | None = None

    def open(self, message: dict[str, Any], attendant: Attendant) -> None:
        self._attendant = attendant
        self.ask({"op": "open", **message}, SLACK_SECONDS)

    def check(self, check_id: str, limit: float) -> CheckResult:
        return CheckResult.from_json(self.ask({"op": "check", "check": check_id}, limit))

    def close(self) -> None:
        if self._process is not None:
            with contextlib.suppress(GraderError):
                self.ask({"op": "close"}, SLACK_SECONDS)

    def end(self) -> None:
        """Ends the process; the next request would start another."""
        if self._process is not None:
            self._launcher.end(self._process)
            self._process = None
            self._folder.remove()

    def device(self) -> str:
        return str(self.ask({"op": "device"}, SLACK_SECONDS))

    def ask(self, message: dict[str, Any], limit: float) -> Any:
        """One request to the examiner, serving its needs until it is done.

        Raises:
            GraderError: the examiner ended or took longer than `limit` seconds; the next request starts a new one.
        """
        if self._process is None:
            self._process = self._start()
        driver = self._process.end
        deadline = time.monotonic() + limit
        try:
            frames.send(driver, message)
            while True:
                driver.settimeout(max(0.01, deadline - time.monotonic()))
                reply, _ = frames.receive(driver)
                if "done" in reply:
                    return reply["done"]
                answer, descriptors = self._serve(reply)
                frames.send(driver, answer, [d.fileno() for d in descriptors])
                for descriptor in descriptors:
                    descriptor.close()
        except (OSError, EOFError) as error:
            words = self._launcher.drain(self._process).strip().splitlines()
            lost, self._process = self._process, None
            self._launcher.end(lost, "lost")
            self._folder.remove()
            why = "took too long" if isinstance(error, TimeoutError) else "ended"
            if lost.reason == "memory":
                why, words = f"needed more than {MEMORY_MB:,} MB for this answer", []
            raise GraderError(f"the examiner {why}" + (f": {words[-1]}" if words else "")) from error
        except BaseException:  # interrupted in the middle: this conversation cannot be taken up again
            self.end()
            raise

    def _start(self) -> Process:
        """In a folder of its own: TensorFlow leaves generated code where temporary files go."""
        self._folder = WorkFolder()
        try:
            return self._launcher.start("examiner", self._folder.path, Limits(MEMORY_MB, sandbox="off"))
        except GraderError:
            self._folder.remove()
            raise

    def _serve(self, need: dict[str, Any]) -> tuple[dict[str, Any], list[socket.socket]]:
        assert self._attendant is not None
        if need["need"] == "launch":
            process = self._attendant.start(need["role"])
            return {"key": process.id}, [process.end]
        obituary = self._attendant.bury(need["key"])
        return {"status": obituary.status, "reason": obituary.reason}, []


class LocalExaminer:
    """The examiner in this process: for platforms without fork, and for debugging."""

    def __init__(self) -> None:
        self._examiner: Any = None

    def open(self, message: dict[str, Any], attendant: Any) -> None:
        from tfkata.examiner.judge import Examiner, job_from

        self._examiner = Examiner(attendant)
        self._examiner.open(job_from(message))

    def check(self, check_id: str, limit: float) -> CheckResult:
        result: CheckResult = self._examiner.check(check_id)
        return result

    def close(self) -> None:
        if self._examiner is not None:
            self._examiner.close()

    def end(self) -> None:
        self.close()

    def device(self) -> str:
        from tfkata.examiner.judge import device_seen

        return device_seen()
