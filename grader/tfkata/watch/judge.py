"""Judges the newest of what a learner saved, in a thread of its own, with everything kept warm.

What is saved while something is judged is judged instead of it: the old run is ended, examiner and candidate, and is no
verdict. The quick checks come first; what trains follows behind them if they have passed, or when it is asked for.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from tfkata.catalog.records import Check, Exercise
from tfkata.errors import TfkataError
from tfkata.results import CheckResult, ExerciseResult, Outcome, exercise_result
from tfkata.running.launchers import Launchers
from tfkata.running.runner import Cancelled, Runner, Session
from tfkata.settings import Settings
from tfkata.workspace.answers import shown


@dataclass(frozen=True, slots=True)
class Save:
    """What was saved: the text of an answer and when. `train`: with the checks that train, whatever the others say.

    `seed`: that of the judgement, where it is not the one of the settings.
    """

    exercise: Exercise
    path: Path
    text: str
    at: datetime
    train: bool = False
    seed: int | None = None


@dataclass(slots=True)
class Verdict:
    """How far a save has been judged. `now` is the check that runs; `waiting` are those that nobody has asked for yet."""

    save: Save
    checks: list[CheckResult] = field(default_factory=list)
    now: Check | None = None
    waiting: tuple[Check, ...] = ()
    problem: str = ""
    begun: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    over: bool = False

    @property
    def quick_is_over(self) -> bool:
        """Whether all that does not train has been judged."""
        return self.over or (self.now is not None and self.now.tier != "quick")

    @property
    def passed(self) -> bool:
        """Whether all checks have passed, those that train too."""
        return self.over and len(self.checks) == len(self.save.exercise.checks) and self._all_passed

    @property
    def untouched(self) -> bool:
        """Whether the file still is as it was handed out."""
        return self.over and all(check.outcome is Outcome.NOT_ATTEMPTED for check in self.checks)

    @property
    def _all_passed(self) -> bool:
        return not self.problem and all(check.passed for check in self.checks)

    def result(self) -> ExerciseResult:
        """What has been judged so far, as one result."""
        exercise = self.save.exercise
        return exercise_result(exercise.id, exercise.title, list(self.checks), seconds=self.seconds)


class Judge:
    """Takes saves from any thread. `tell` is called from the judging thread, with a verdict that has got further."""

    def __init__(self, settings: Settings, tell: Callable[[Verdict], None]) -> None:
        self._tell = tell
        self.launchers = Launchers(settings, ahead=True)
        self._runner = Runner(settings, launchers=self.launchers)
        self._seeded: dict[int, Runner] = {}
        self._changed = threading.Condition()
        self._next: Save | None = None
        self._session: Session | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="tfkata-judge", daemon=True)
        self._thread.start()

    def take(self, save: Save) -> None:
        """Judge this instead of whatever is judged now. Returns at once."""
        with self._changed:
            self._next = save
            if self._session is not None:
                self._session.cancel()
            self._changed.notify()

    def stop(self) -> None:
        """Judge nothing any more, until something is taken."""
        with self._changed:
            self._next = None
            if self._session is not None:
                self._session.cancel()

    def is_warm(self, exercise: Exercise, text: str) -> bool:
        """Whether TensorFlow, if that answer needs it, is imported already; begins to import it."""
        return self._runner.is_warm(exercise, text)

    def recent(self) -> str:
        """The newest of what the code prints that runs now."""
        session = self._session
        return session.recent() if session is not None else ""

    def close(self) -> None:
        """End everything that was started; what runs is no verdict."""
        with self._changed:
            self._ended = True
            if self._session is not None:
                self._session.cancel()
            self._changed.notify()
        self._thread.join(10)
        for runner in (self._runner, *self._seeded.values()):
            runner.close()
        self.launchers.close()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or self._next is not None)
                if self._ended:
                    return
                save, self._next = self._next, None
                assert save is not None
                runner = self._runner_of(save)
                session = self._session = runner.begin(save.exercise, save.text, shown(save.path))
            try:
                self._judge(save, session)
            finally:
                with self._changed:
                    self._session = None
                session.close()

    def _runner_of(self, save: Save) -> Runner:
        if save.seed is None:
            return self._runner
        if save.seed not in self._seeded:
            self._seeded[save.seed] = self._runner.clone(seed=save.seed)
        return self._seeded[save.seed]

    def _judge(self, save: Save, session: Session) -> None:
        verdict = Verdict(save)
        try:
            with contextlib.suppress(Cancelled):
                self._check_all(verdict, session)
        except TfkataError as error:
            self._over(verdict, str(error))

    def _check_all(self, verdict: Verdict, session: Session) -> None:
        exercise = verdict.save.exercise
        quick = exercise.checks_of("quick")
        slow = tuple(check for check in exercise.checks if check not in quick)
        for check in quick:
            self._one(verdict, session, check)
        if slow and not verdict.save.train and not all(one.passed for one in verdict.checks):
            verdict.waiting = slow
        else:
            for check in slow:
                self._one(verdict, session, check)
        self._over(verdict)

    def _one(self, verdict: Verdict, session: Session, check: Check) -> None:
        verdict.now = check
        self._say(verdict)
        result = session.check(check)
        verdict.checks.append(result)
        verdict.seconds = time.monotonic() - verdict.begun

    def _over(self, verdict: Verdict, problem: str = "") -> None:
        verdict.now, verdict.over, verdict.problem = None, True, problem
        verdict.seconds = time.monotonic() - verdict.begun
        self._say(verdict)

    def _say(self, verdict: Verdict) -> None:
        """A copy: this thread goes on with its own."""
        self._tell(replace(verdict, checks=list(verdict.checks)))
