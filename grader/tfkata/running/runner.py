"""Grades: one exercise of one submission in, one result out.

A `Runner` keeps warm processes between exercises. Exercises whose examiner needs no TensorFlow, and whose
answer mentions none, are graded by a template that has only NumPy, while the other one still warms up.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import threading
import time
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

from tfkata.catalog import source
from tfkata.catalog.records import Check, Exercise
from tfkata.errors import GraderError, SubmissionError, UsageError
from tfkata.files.temporary import clear_leftovers
from tfkata.results import CheckResult, ExerciseResult, Outcome, SubmissionResult, exercise_result
from tfkata.running.candidates import Attendant, gpu_turn
from tfkata.running.examiners import SLACK_SECONDS, ForkedExaminer, LocalExaminer
from tfkata.running.fork import ForkLauncher, Launcher, can_fork
from tfkata.running.spawn import SpawnLauncher
from tfkata.sandbox import WALLS, name_of
from tfkata.settings import Settings
from tfkata.workspace import answers

# What is imported before the first answer that mentions it is graded: always before, so that an answer which forgets
# `import sklearn.metrics` gets one verdict, whoever was graded earlier.
EXTRAS = {
    "sklearn": ("sklearn.metrics", "sklearn.model_selection", "sklearn.preprocessing"),
    "scipy": ("scipy.sparse", "scipy.special", "scipy.stats"),
    "matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg"),
}
NOTHING_RAN = "nothing ran"

__all__ = ["Runner", "Session", "unanswered", "versions"]


def unanswered(exercise: Exercise, tier: str, why: SubmissionError | None) -> ExerciseResult:
    """The result of what was not handed in (`why` is None), or cannot be read; nothing runs for it."""
    if why is None:
        outcome, message = Outcome.NOT_ATTEMPTED, "Not handed in."
    else:
        outcome, message = Outcome.FAILED, f"Cannot be read: {why}."
    checks = [CheckResult(c.id, c.title, outcome, 0.0, c.points, message) for c in exercise.checks_of(tier)]
    return exercise_result(exercise.id, exercise.title, checks, seconds=0.0, message=message)


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
            limit = self.exercise.exercise_seconds * self._runner.settings.stretch + SLACK_SECONDS
            with gpu_turn(self._runner.settings.device):
                result: CheckResult = self._examiner.check(asked.id, limit)
        except GraderError as error:
            self._examiner = None
            text = f"tfkata failed here, not you: {error}."
            return CheckResult(asked.id, asked.title, Outcome.GRADER_ERROR, 0.0, asked.points, text)
        return replace(result, output=self._attendant.printed())

    def recent(self) -> str:
        """The newest of what the learner's code printed, for a progress display."""
        return self._attendant.recent() if self._attendant is not None else ""

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
        if self._attendant is not None:
            self._attendant.close()
        self._examiner, self._attendant = self._runner.staff(self.exercise, self._text)
        self._examiner.open(
            {
                "exercise": self.exercise.id,
                "filename": self._filename,
                "source": self._text,
                "tier": settings.tier,
                "seed": settings.seed,
                "patience": settings.stretch,
                "data": settings.data,
                "workdir": self._attendant.workdir,
            },
            self._attendant,
        )


class Runner:
    """Keeps an examiner and warm processes; grades any number of submissions. Use as a context manager.

    Not for two threads at once: each thread takes a `twin`, which shares the warm processes.
    """

    def __init__(self, settings: Settings | None = None, *, launchers: Launchers | None = None) -> None:
        self.settings = settings or Settings()
        self._owner = launchers is None
        self._launchers = launchers or Launchers(self.settings)
        self._examiners: dict[str, tuple[Launcher | None, Any]] = {}

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def twin(self, *, seed: int | None = None) -> Runner:
        """Another runner with the same warm processes and an examiner of its own; with another seed where one is given."""
        settings = self.settings if seed is None else replace(self.settings, seed=seed)
        return Runner(settings, launchers=self._launchers)

    def prepare(self, work: list[tuple[Exercise, str]]) -> None:
        """Starts the warm processes that the given exercises and answers will need, without waiting."""
        for exercise, text in work:
            if any(set(check.functions) - source.unattempted(text) for check in exercise.checks):
                self._launchers.get(_preload(exercise, text))

    def is_warm(self, exercise: Exercise, text: str) -> bool:
        """Starts the warm process that an answer will need; False while TensorFlow is still to be waited for."""
        preload = _preload(exercise, text)
        launcher = self._launchers.get(preload)
        return launcher.warm if isinstance(launcher, ForkLauncher) and preload == "tensorflow" else True

    def session(self, exercise: Exercise, path: Path) -> Session:
        """Begins an exercise.

        Raises:
            SubmissionError: the file cannot be read.
        """
        return Session(exercise, answers.read(path), answers.shown(path), self)

    def grade(self, exercise: Exercise, path: Path, *, tier: str | None = None) -> ExerciseResult:
        """All checks of the tier (of the settings, unless another is given), in order.

        Raises:
            SubmissionError: the file cannot be read.
        """
        return self.grade_text(exercise, answers.read(path), answers.shown(path), tier=tier)

    def grade_text(
        self, exercise: Exercise, text: str, filename: str, *, tier: str | None = None
    ) -> ExerciseResult:
        """Grades an answer that is in memory. `filename` is what tracebacks call it."""
        with contextlib.closing(Session(exercise, text, filename, self)) as session:
            started = time.perf_counter()
            checks = [session.check(asked) for asked in exercise.checks_of(tier or self.settings.tier)]
        return exercise_result(exercise.id, exercise.title, checks, seconds=time.perf_counter() - started)

    def summary(self, exercises: list[ExerciseResult], seconds: float) -> SubmissionResult:
        """What was found, with the conditions under which it was found."""
        settings = self.settings
        level = self._level()
        return SubmissionResult(
            exercises=exercises,
            tier=settings.tier,
            seed=settings.seed,
            data=settings.data,
            sandbox=level,
            trusted=level in ("strict", NOTHING_RAN),
            device=self._device(),
            versions=versions(),
            seconds=seconds,
        )

    def staff(self, exercise: Exercise, text: str) -> tuple[Any, Any]:
        """The examiner for an answer, and an attendant for its candidates.

        Raises:
            UsageError: strict confinement is asked for and cannot be had here.
        """
        preload = _preload(exercise, text)
        launcher = self._launchers.get(preload)
        if self.settings.sandbox == "strict":
            _demand_every_wall(launcher)
        served, examiner = self._examiners.get(preload, (None, None))
        if examiner is None or served is not launcher:
            examiner = ForkedExaminer(launcher) if isinstance(launcher, ForkLauncher) else LocalExaminer()
            self._examiners[preload] = (launcher, examiner)
        if isinstance(launcher, ForkLauncher):
            launcher.provide(
                module for extra in EXTRAS if source.mentions(text, extra) for module in EXTRAS[extra]
            )
        if launcher is None:
            from tfkata.running.in_process import InProcessHost

            return examiner, InProcessHost()
        return examiner, Attendant(launcher, exercise, self.settings)

    def uses(self, preload: str) -> bool:
        """Whether anything was graded with "numpy" or "tensorflow" warm, by this runner or a twin."""
        return self._launchers.has(preload)

    def close(self) -> None:
        """Ends the examiners; the runner that started the warm processes ends those too."""
        if not self._owner:
            self._device()
        for _, examiner in self._examiners.values():
            examiner.end()
        self._examiners = {}
        if self._owner:
            self._launchers.close()

    def _device(self) -> str:
        """Where TensorFlow computes, asked of an examiner; the first twin that knows tells the others."""
        if self._launchers.device is None and "tensorflow" in self._examiners:
            with contextlib.suppress(GraderError):  # what was graded says so already
                self._launchers.device = str(self._examiners["tensorflow"][1].device())
        return self._launchers.device or ("unknown" if self.uses("tensorflow") else "cpu")

    def _level(self) -> str:
        """What confined the candidates: "strict" only where every wall held."""
        if self.settings.in_process or self.settings.sandbox == "off":
            return "in-process" if self.settings.in_process else "off"
        walls = self._launchers.walls()
        return NOTHING_RAN if walls is None else name_of(walls)


class Launchers:
    """The warm templates of a run, by what they have imported. Several threads may ask."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._started: dict[str, Launcher] = {}
        self._closed = False
        self.device: str | None = None

    def has(self, preload: str) -> bool:
        """Whether that template was started."""
        return preload in self._started

    def get(self, preload: str) -> Launcher | None:
        """The launcher for "numpy" or "tensorflow", started at the first request; None for `--in-process`.

        One whose template was ended (a candidate without walls may kill it) is replaced.
        """
        if self._settings.in_process:
            return None
        with self._lock:
            if self._closed:
                raise GraderError("grading has been ended")
            known = self._started.get(preload)
            if isinstance(known, ForkLauncher) and known.lost:
                self._started.pop(preload).close()
            if not self._started:
                clear_leftovers()
            if preload not in self._started:
                settings = self._settings
                self._started[preload] = (
                    ForkLauncher(preload, settings.device, settings.threads)
                    if can_fork()
                    else SpawnLauncher(settings.device, settings.threads)
                )
            return self._started[preload]

    def walls(self) -> list[str] | None:
        """The walls that held in every template that forks by now, or None where there was none."""
        started = list(self._started.values())
        return min((one.walls for one in started if _is_in_use(one)), key=len, default=None)

    def close(self) -> None:
        """Ends them all. A thread that asks for one afterwards gets a GraderError."""
        with self._lock:
            self._closed = True
            started, self._started = self._started, {}
        for launcher in started.values():
            launcher.close()


def _is_in_use(launcher: Launcher) -> bool:
    """One that is still starting has confined nobody yet, and does not know its walls."""
    return launcher.warm if isinstance(launcher, ForkLauncher) else True


def _demand_every_wall(launcher: Launcher | None) -> None:
    if isinstance(launcher, ForkLauncher):
        launcher.wait_until_warm()
    missing = [wall for wall in WALLS if launcher is None or wall not in launcher.walls]
    if missing:
        raise UsageError(
            f"--sandbox strict: {', '.join(missing)} cannot be confined here (`tfkata doctor` shows each wall); "
            "`--sandbox auto` uses all there is"
        )


def _preload(exercise: Exercise, text: str) -> str:
    """Which of the warm processes an answer needs; decided by its text alone."""
    needs = exercise.needs == "tensorflow" or source.mentions(text, "tensorflow", "keras")
    return "tensorflow" if needs else "numpy"


def versions() -> dict[str, str]:
    """Versions of what decides a grade. Reads package metadata; imports none of them."""
    names = ("tfkata", "tensorflow", "keras", "numpy", "hypothesis")
    found = {"python": platform.python_version(), "platform": sys.platform}
    for name in names:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found
