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
from tfkata.checks.endings import Ending
from tfkata.errors import GraderError, SubmissionError, UsageError
from tfkata.results import CheckResult, ExerciseResult, Outcome, SubmissionResult, exercise_result
from tfkata.running.backend import Answer, AnswerTooCostly, Backend, Examination
from tfkata.running.candidates import gpu_turn
from tfkata.running.launchers import Launchers
from tfkata.sandbox import WALLS, name_of
from tfkata.settings import Settings
from tfkata.submissions import parsed
from tfkata.workspace import answers

NOTHING_RAN = "nothing ran"
TRIES_AGAIN = 3  # of checks of one answer that ended in an error of ours
# Of wall time for judging, the candidate's own not counted: only an examiner that got far too little of the machine, or hangs,
# meets this before it has used up its processor time (`tfkata.examiner.serve`).
JUDGING_WALL_SECONDS = 300.0

__all__ = ["Runner", "Session", "unanswered", "versions"]


def unanswered(exercise: Exercise, tier: str, why: SubmissionError | None) -> ExerciseResult:
    """The result of what was not handed in (`why` is None), or cannot be read; nothing runs for it."""
    if why is None:
        outcome, message = Outcome.NOT_ATTEMPTED, "Not handed in."
    else:
        outcome, message = Outcome.FAILED, f"Cannot be read: {why}."
    checks = [CheckResult(c.id, c.title, outcome, 0.0, c.points, message) for c in exercise.checks_of(tier)]
    return exercise_result(exercise.id, exercise.title, checks, seconds=0.0, message=message)


class Cancelled(Exception):
    """A session was ended by `Session.cancel` while it checked."""


class Session:
    """One exercise of one submission, check by check."""

    def __init__(self, answer: Answer, runner: Runner) -> None:
        self.answer = answer
        self._runner = runner
        self._stubs: frozenset[str] | None = None
        self._examination: Examination | None = None
        self._costly: dict[str, Ending] = {}
        self._unjudged = ""
        self._tries_left = TRIES_AGAIN
        self._cancelled = False

    def cancel(self) -> None:
        """End what runs, from another thread: `check` raises Cancelled then, and tries nothing again. Returns at once."""
        self._cancelled = True
        examination = self._examination
        if examination is not None:
            examination.abort()

    def check(self, asked: Check) -> CheckResult:
        """Run one check.

        A fault of tfkata or of its machine is tried again, and then becomes the outcome grader_error. An examiner that was
        lost over what a function returned is not lost again for the other checks of that function.

        Raises:
            Cancelled: `cancel` was called, before or meanwhile.
        """
        result = None if self._cancelled else self._checked(asked)
        if self._cancelled or result is None:
            raise Cancelled
        return result

    def _checked(self, asked: Check) -> CheckResult:
        try:
            waiting = self._unwritten().intersection(asked.functions)
        except GraderError as error:
            text = f"tfkata failed here, not you: {error}."
            return _without_points(asked, Outcome.GRADER_ERROR, text)
        if waiting:
            text = f"Not written yet: {' and '.join(sorted(waiting))}."
            return _without_points(asked, Outcome.NOT_ATTEMPTED, text)
        known = next((self._costly[name] for name in asked.functions if name in self._costly), None)
        if known is not None:
            return _without_points(asked, known.outcome, known.message)
        for last in (False, True):
            if self._unjudged or self._cancelled:
                break
            try:
                return self._judged(asked)
            except AnswerTooCostly as cost:
                return self._too_costly(asked, cost.ending)
            except GraderError as error:
                self._begin_anew(error, last=last)
        text = f"tfkata failed here, not you: {self._unjudged}."
        return _without_points(asked, Outcome.GRADER_ERROR, text)

    def _unwritten(self) -> frozenset[str]:
        """The functions that are still stubs, asked of a parser with the first check."""
        if self._stubs is None:
            self._stubs = parsed.stubs(self.answer.exercise, self.answer.text)
        return self._stubs

    def _judged(self, asked: Check) -> CheckResult:
        settings = self._runner.settings
        limit = self.answer.exercise.exercise_seconds * settings.stretch + JUDGING_WALL_SECONDS * max(
            1.0, settings.stretch
        )
        examination = self._examination = self._examination or self._runner.examine(self.answer)
        if self._cancelled:  # while the examination began, when there was nothing to end yet
            examination.abort()
        with gpu_turn(settings.device):
            result = examination.check(asked.id, limit)
        return replace(result, output=examination.printed())

    def _too_costly(self, asked: Check, ending: Ending) -> CheckResult:
        self._costly |= dict.fromkeys(asked.functions, ending)
        printed = self._examination.printed() if self._examination is not None else ""
        self.close()
        return replace(_without_points(asked, ending.outcome, ending.message), output=printed)

    def _begin_anew(self, error: GraderError, *, last: bool) -> None:
        """Once for a check, and not for every check of an answer: what fails again would fail for those that follow."""
        self.close()
        self.answer = replace(self.answer, again=True)
        if last or not self._tries_left:
            self._unjudged = str(error)
        self._tries_left -= 1

    def recent(self) -> str:
        """The newest of what the learner's code printed, for a progress display."""
        return self._examination.recent() if self._examination is not None else ""

    def close(self) -> None:
        """End every process that the answer took."""
        if self._examination is not None:
            self._examination.close()
            self._examination = None


def _without_points(asked: Check, outcome: Outcome, message: str) -> CheckResult:
    return CheckResult(asked.id, asked.title, outcome, 0.0, asked.points, message)


class Runner:
    """Keeps an examiner and warm processes; grades any number of submissions. Use as a context manager.

    Not for two threads at once: each thread takes a `clone`, which shares the warm processes.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        launchers: Launchers | None = None,
        served: Path | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self._owner = launchers is None
        self.launchers = launchers or Launchers(self.settings, served=served)
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

    def sandbox(self) -> str:
        """What has confined the answers so far, as a result says it."""
        return self._level()

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
