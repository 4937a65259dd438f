"""Grades: one exercise of one submission in, one result out.

A `Runner` keeps warm processes between exercises. Exercises whose examiner needs no TensorFlow, and whose
answer mentions none, are graded by a template that has only NumPy, while the other one still warms up.
"""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import socket
import stat
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from grader import source
from grader.catalog import Check, Exercise
from grader.dialogue import START_SECONDS, Obituary
from grader.errors import GraderError, SubmissionError, UsageError
from grader.launch import ForkLauncher, Launcher, Limits, Process, SpawnLauncher, can_fork, gpu_device_present
from grader.results import CheckResult, ExerciseResult, Outcome, SubmissionResult, exercise_result
from grader.sandbox import WALLS, name_of
from grader.wire import Channel

MAX_SOURCE = 1 << 20
SLACK_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How to grade. `patience` multiplies every time limit; `seed` fixes every random choice."""

    tier: str = "full"
    seed: int = 0
    device: str = "auto"
    sandbox: str = "auto"
    in_process: bool = False
    patience: float = 1.0


def read_submission(path: Path) -> str:
    """The text of a learner's file.

    Raises:
        SubmissionError: missing, too large, or not text.
    """
    try:
        if path.stat().st_size > MAX_SOURCE:
            raise SubmissionError(f"{path}: larger than {MAX_SOURCE:,} bytes: is this the exercise?")
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise SubmissionError(
            f"{path}: no such file: `tfkata reset {path.stem}` writes a fresh one"
        ) from None
    except UnicodeDecodeError as error:
        raise SubmissionError(f"{path}: not UTF-8 text (byte {error.start}): save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SubmissionError(f"{path}: cannot be read: {reason}") from None


class Attendant:
    """Starts, feeds and buries the processes that an examiner asks for, in one work folder."""

    def __init__(self, launcher: Launcher, exercise: Exercise, settings: Settings) -> None:
        self._launcher = launcher
        self._exercise = exercise
        self._settings = settings
        self._processes: dict[int, Process] = {}
        self._printed: list[str] = []
        self._folder = Path(tempfile.mkdtemp(prefix="tfkata-"))
        self.workdir = str(self._folder)

    def launch(self, role: str) -> tuple[int, Channel]:
        process = self.start(role)
        return process.id, Channel(process.end)

    def start(self, role: str) -> Process:
        process = self._launcher.start(role, self._folder, self._limits())
        self._processes[process.id] = process
        return process

    def _limits(self) -> Limits:
        """CPU time is bounded by what all cores could use within the time limit of the exercise."""
        settings = self._settings
        seconds = int(self._exercise.exercise_seconds * settings.patience + START_SECONDS) * (
            os.cpu_count() or 1
        )
        gpu = settings.device != "cpu" and gpu_device_present()
        return Limits(self._exercise.memory_mb, seconds, gpu, settings.sandbox)

    def bury(self, key: int) -> Obituary:
        process = self._processes.pop(key)
        with contextlib.suppress(OSError):
            process.end.close()
        process.ended.wait(0.05)
        self._launcher.end(process, "lost")
        self._printed.append(self._launcher.drain(process))
        return Obituary(process.status, process.reason)

    def printed(self) -> str:
        """What the candidates have printed since the last call."""
        parts = self._printed + [self._launcher.drain(p) for p in self._processes.values()]
        self._printed = []
        return "".join(parts)

    def last_line(self) -> str:
        return next((p.output.last_line() for p in self._processes.values()), "")

    def close(self) -> None:
        for key in list(self._processes):
            self.bury(key)
        shutil.rmtree(self._folder, onerror=_force)


def _force(function: Any, path: str, _: Any) -> None:
    with contextlib.suppress(OSError):
        Path(path).parent.chmod(stat.S_IRWXU)
        Path(path).chmod(stat.S_IRWXU)
        function(path)


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

    def device(self) -> str:
        return str(self.ask({"op": "device"}, SLACK_SECONDS))

    def ask(self, message: dict[str, Any], limit: float) -> Any:
        """One request to the examiner, serving its needs until it is done.

        Raises:
            GraderError: the examiner ended or took longer than `limit` seconds; the next request starts a new one.
        """
        from grader.template import receive_with_descriptors, send_with_descriptors

        if self._process is None:
            self._process = self._launcher.start(
                "examiner", Path(tempfile.gettempdir()), Limits(sandbox="off")
            )
        driver = self._process.end
        deadline = time.monotonic() + limit
        try:
            send_with_descriptors(driver, message, [])
            while True:
                driver.settimeout(max(0.01, deadline - time.monotonic()))
                reply, _ = receive_with_descriptors(driver)
                if "done" in reply:
                    return reply["done"]
                answer, descriptors = self._serve(reply)
                send_with_descriptors(driver, answer, [d.fileno() for d in descriptors])
                for descriptor in descriptors:
                    descriptor.close()
        except (OSError, EOFError) as error:
            words = self._launcher.drain(self._process).strip().splitlines()
            self._launcher.end(self._process, "lost")
            self._process = None
            why = "took too long" if isinstance(error, TimeoutError) else "ended"
            raise GraderError(f"the examiner {why}" + (f": {words[-1]}" if words else "")) from error

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
        from grader.examiner import Examiner, job_from

        self._examiner = Examiner(attendant)
        self._examiner.open(job_from(message))

    def check(self, check_id: str, limit: float) -> CheckResult:
        result: CheckResult = self._examiner.check(check_id)
        return result

    def close(self) -> None:
        if self._examiner is not None:
            self._examiner.close()

    def device(self) -> str:
        from grader.examiner import device_seen

        return device_seen()


class Session:
    """One exercise of one submission, check by check."""

    def __init__(self, exercise: Exercise, text: str, filename: str, runner: Runner) -> None:
        self.exercise = exercise
        self._text, self._filename, self._runner = text, filename, runner
        self._stubs = source.unattempted(text)
        self._examiner: Any = None
        self._attendant: Any = None

    def check(self, asked: Check) -> CheckResult:
        """Runs one check; a fault of tfkata itself becomes the outcome grader_error."""
        waiting = self._stubs.intersection(asked.functions)
        if waiting:
            text = f"Not written yet: {' and '.join(sorted(waiting))}."
            return CheckResult(asked.id, asked.title, Outcome.NOT_ATTEMPTED, 0.0, asked.points, text)
        try:
            self._open()
            limit = self.exercise.exercise_seconds * self._runner.settings.patience + SLACK_SECONDS
            result: CheckResult = self._examiner.check(asked.id, limit)
        except GraderError as error:
            self._examiner = None
            text = f"tfkata failed here, not you: {error}."
            return CheckResult(asked.id, asked.title, Outcome.GRADER_ERROR, 0.0, asked.points, text)
        return replace(result, output=self._attendant.printed())

    def last_line(self) -> str:
        """The newest line that the learner's code printed, for a progress display."""
        return self._attendant.last_line() if self._attendant is not None else ""

    def close(self) -> None:
        if self._examiner is not None:
            self._examiner.close()
        if self._attendant is not None:
            self._attendant.close()
            self._attendant = None

    def _open(self) -> None:
        if self._examiner is not None:
            return
        settings = self._runner.settings
        self._examiner, launcher = self._runner.staff(self.exercise, self._text)
        self._attendant = self._attendant or self._runner.attendant(launcher, self.exercise)
        self._examiner.open(
            {
                "exercise": self.exercise.id,
                "filename": self._filename,
                "source": self._text,
                "tier": settings.tier,
                "seed": settings.seed,
                "patience": settings.patience,
                "workdir": self._attendant.workdir,
            },
            self._attendant,
        )


class Runner:
    """Keeps examiners and warm processes; grades any number of submissions. Use as a context manager."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._staff: dict[str, tuple[Any, Launcher | None]] = {}

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def prepare(self, work: list[tuple[Exercise, str]]) -> None:
        """Starts the warm processes that the given exercises and answers will need, without waiting."""
        for exercise, text in work:
            if any(set(check.functions) - source.unattempted(text) for check in exercise.checks):
                self._hire(_preload(exercise, text))

    def session(self, exercise: Exercise, path: Path) -> Session:
        """Begins an exercise.

        Raises:
            SubmissionError: the file cannot be read.
        """
        return Session(exercise, read_submission(path), str(path), self)

    def grade(self, exercise: Exercise, path: Path) -> ExerciseResult:
        """All checks of the tier, in order."""
        with contextlib.closing(self.session(exercise, path)) as session:
            started = time.perf_counter()
            checks = [session.check(asked) for asked in exercise.checks_of(self.settings.tier)]
        return exercise_result(exercise.id, exercise.title, checks, seconds=time.perf_counter() - started)

    def summary(self, exercises: list[ExerciseResult], seconds: float) -> SubmissionResult:
        """What was found, with the conditions under which it was found."""
        settings = self.settings
        level = self._level()
        device = self._staff["tensorflow"][0].device() if "tensorflow" in self._staff else "cpu"
        return SubmissionResult(
            exercises=exercises,
            tier=settings.tier,
            seed=settings.seed,
            sandbox=level,
            trusted=level in ("strict", "nothing ran"),
            device=device,
            versions=versions(),
            seconds=seconds,
        )

    def _level(self) -> str:
        """What confined the candidates: "strict" only where every wall held."""
        if self.settings.in_process or self.settings.sandbox == "off":
            return "in-process" if self.settings.in_process else "off"
        launchers = [launcher for _, launcher in self._staff.values() if launcher is not None]
        return (
            name_of(min((launcher.walls for launcher in launchers), key=len)) if launchers else "nothing ran"
        )

    def staff(self, exercise: Exercise, text: str) -> tuple[Any, Launcher | None]:
        """The examiner and launcher for an exercise.

        Raises:
            UsageError: strict confinement is asked for and cannot be had here.
        """
        examiner, launcher = self._hire(_preload(exercise, text))
        if self.settings.sandbox == "strict":
            if isinstance(launcher, ForkLauncher):
                launcher.wait_until_warm()
            missing = [wall for wall in WALLS if launcher is None or wall not in launcher.walls]
            if missing:
                raise UsageError(
                    f"--sandbox strict: {', '.join(missing)} cannot be confined here (`tfkata doctor` shows each wall); "
                    "`--sandbox auto` uses all there is"
                )
        return examiner, launcher

    def attendant(self, launcher: Launcher | None, exercise: Exercise) -> Any:
        if launcher is None:
            from grader.inprocess import InProcessHost

            return InProcessHost()
        return Attendant(launcher, exercise, self.settings)

    def close(self) -> None:
        for _, launcher in self._staff.values():
            if launcher is not None:
                launcher.close()
        self._staff = {}

    def _hire(self, preload: str) -> tuple[Any, Launcher | None]:
        if self.settings.in_process:
            preload = "tensorflow"
            self._staff.setdefault(preload, (LocalExaminer(), None))
        elif not can_fork():
            if preload not in self._staff:
                self._staff[preload] = (LocalExaminer(), SpawnLauncher(self.settings.device))
        elif preload not in self._staff:
            launcher = ForkLauncher(preload, self.settings.device)
            self._staff[preload] = (ForkedExaminer(launcher), launcher)
        return self._staff[preload]


def _preload(exercise: Exercise, text: str) -> str:
    return "tensorflow" if exercise.needs == "tensorflow" or source.imports_tensorflow(text) else "numpy"


def versions() -> dict[str, str]:
    """Versions of what decides a grade. Reads package metadata; imports none of them."""
    names = ("tfkata", "tensorflow", "keras", "numpy", "hypothesis")
    found = {"python": platform.python_version(), "platform": sys.platform}
    for name in names:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found
