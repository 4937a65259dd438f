"""Grades: one exercise of one submission in, one result out.

A `Runner` keeps warm processes between exercises. Exercises whose examiner needs no TensorFlow, and whose
answer mentions none, are graded by a template that has only NumPy, while the other one still warms up.
"""

from __future__ import annotations

import contextlib
import platform
import sys
import time
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from tfkata.catalog.records import Check, Exercise
from tfkata.errors import GraderError, SubmissionError, UsageError
from tfkata.results import CheckResult, ExerciseResult, Outcome, SubmissionResult, exercise_result
from tfkata.running.backend import Answer, Backend, Examination
from tfkata.running.candidates import gpu_turn
from tfkata.running.examiners import SLACK_SECONDS
from tfkata.running.launchers import Launchers
from tfkata.sandbox import WALLS, name_of
from tfkata.settings import Settings
from tfkata.submissions import parsed
from tfkata.workspace import answers

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

    def __init__(self, answer: Answer, runner: Runner) -> None:
        self.answer = answer
        self._runner = runner
        self._stubs: frozenset[str] | None = None
        self._examination: Examination | None = None

    def check(self, asked: Check) -> CheckResult:
        """Run one check; a fault of tfkata itself becomes the outcome grader_error."""
        settings = self._runner.settings
        limit = self.answer.exercise.exercise_seconds * settings.stretch + SLACK_SECONDS
        try:
            if self._stubs is None:
                self._stubs = parsed.stubs(self.answer.exercise, self.answer.text)
            waiting = self._stubs.intersection(asked.functions)
            if waiting:
                text = f"Not written yet: {' and '.join(sorted(waiting))}."
                return CheckResult(asked.id, asked.title, Outcome.NOT_ATTEMPTED, 0.0, asked.points, text)
            examination = self._examination = self._examination or self._runner.examine(self.answer)
            with gpu_turn(settings.device):
                result = examination.check(asked.id, limit)
        except GraderError as error:
            self.close()
            text = f"tfkata failed here, not you: {error}."
            return CheckResult(asked.id, asked.title, Outcome.GRADER_ERROR, 0.0, asked.points, text)
        return replace(result, output=examination.printed())

    def recent(self) -> str:
        """The newest of what the learner's code printed, for a progress display."""
        return self._examination.recent() if self._examination is not None else ""

    def close(self) -> None:
        """End every process that the answer took."""
        if self._examination is not None:
            self._examination.close()
            self._examination = None


class Runner:
    """Keeps an examiner and warm processes; grades any number of submissions. Use as a context manager.

    Not for two threads at once: each thread takes a `clone`, which shares the warm processes.
    """

    def __init__(self, settings: Settings | None = None, *, launchers: Launchers | None = None) -> None:
        self.settings = settings or Settings()
        self._owner = launchers is None
        self.launchers = launchers or Launchers(self.settings)
        self._backends: dict[str, Backend] = {}

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def clone(self, *, seed: int | None = None) -> Runner:
        """Another runner with the same warm processes and an examiner of its own; with another seed where one is given."""
        settings = self.settings if seed is None else replace(self.settings, seed=seed)
        return Runner(settings, launchers=self.launchers)

    def prepare(self, work: list[tuple[Exercise, str]]) -> None:
        """Start the warm processes that the given exercises and answers will need, without waiting."""
        for exercise, text in sorted(work, key=lambda item: not parsed.is_surely_begun(*item)):
            preload = Answer(exercise, text, "").preload
            if preload not in self._backends and self._is_begun(exercise, text):
                self._backend(preload)

    def _is_begun(self, exercise: Exercise, text: str) -> bool:
        """Whether something in it has to be run."""
        if parsed.is_surely_begun(exercise, text):
            return True
        with contextlib.suppress(GraderError):  # the answer's own checks say so
            stubs = parsed.stubs(exercise, text)
            return any(not stubs.issuperset(check.functions) for check in exercise.checks)
        return False

    def is_warm(self, exercise: Exercise, text: str) -> bool:
        """Start the warm process that an answer will need; False while TensorFlow has yet to be imported."""
        preload = Answer(exercise, text, "").preload
        return self._backend(preload).ready or preload != "tensorflow"

    def session(self, exercise: Exercise, path: Path) -> Session:
        """Begin an exercise.

        Raises:
            SubmissionError: the file cannot be read.
        """
        return self.begin(exercise, answers.read(path), answers.shown(path))

    def begin(self, exercise: Exercise, text: str, filename: str) -> Session:
        """Begin an exercise with an answer that is in memory. `filename` is what tracebacks call it."""
        return Session(Answer(exercise, text, filename), self)

    def grade(self, exercise: Exercise, path: Path, *, tier: str | None = None) -> ExerciseResult:
        """All checks of the tier (of the settings, unless another is given), in order.

        Raises:
            SubmissionError: the file cannot be read.
        """
        return self.grade_text(exercise, answers.read(path), answers.shown(path), tier=tier)

    def grade_text(
        self, exercise: Exercise, text: str, filename: str, *, tier: str | None = None
    ) -> ExerciseResult:
        """Grade an answer that is in memory. `filename` is what tracebacks call it."""
        with contextlib.closing(self.begin(exercise, text, filename)) as session:
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

    def examine(self, answer: Answer) -> Examination:
        """Put an answer before an examiner.

        Raises:
            GraderError: no examiner can be had.
            UsageError: strict confinement is asked for and cannot be had here.
        """
        backend = self._backend(answer.preload)
        if self.settings.sandbox == "strict":
            _demand_every_wall(backend)
        return backend.examine(answer)

    def uses(self, preload: str) -> bool:
        """Whether anything was graded with "numpy" or "tensorflow" warm, by this runner or a clone."""
        return self.launchers.has(preload)

    def close(self) -> None:
        """End the examiners; the runner that started the warm processes ends those too."""
        if not self._owner:
            self._device()
        for backend in self._backends.values():
            backend.close()
        self._backends = {}
        if self._owner:
            self.launchers.close()

    def _backend(self, preload: str) -> Backend:
        known = self._backends.get(preload)
        if known is None or known.lost:
            if known is not None:
                known.close()
            known = self._backends[preload] = self.launchers.backend(preload, self.settings)
        return known

    def _device(self) -> str:
        """Where TensorFlow computes, asked of an examiner; the first clone that knows tells the others."""
        backend = self._backends.get("tensorflow")
        if self.launchers.device is None and backend is not None:
            with contextlib.suppress(GraderError):  # what was graded says so already
                self.launchers.device = backend.device()
        return self.launchers.device or ("unknown" if self.uses("tensorflow") else "cpu")

    def _level(self) -> str:
        """What confined the candidates: "strict" only where every wall held."""
        if self.settings.in_process or self.settings.sandbox == "off":
            return "in-process" if self.settings.in_process else "off"
        walls = self.launchers.walls()
        return NOTHING_RAN if walls is None else name_of(list(walls))


def _demand_every_wall(backend: Backend) -> None:
    backend.wait_until_ready()
    missing = [wall for wall in WALLS if wall not in backend.walls]
    if missing:
        raise UsageError(
            f"--sandbox strict: {', '.join(missing)} cannot be confined here (`tfkata doctor` shows each wall); "
            "`--sandbox auto` uses all there is"
        )


def versions() -> dict[str, str]:
    """Versions of what decides a grade. Reads package metadata; imports none of them."""
    names = ("tfkata", "tensorflow", "keras", "numpy", "hypothesis")
    found = {"python": platform.python_version(), "platform": sys.platform}
    for name in names:
        with contextlib.suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found
