"""The seam between grading and processes: how an answer is put before an examiner.

A `Backend` is to a runner what a transport is to an HTTP client. `tfkata.running.fork` forks from a warm program,
`tfkata.running.spawn` starts a fresh interpreter per candidate, `tfkata.running.in_process` starts nothing. All three
give the same verdicts (tests/running/test_backends.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tfkata.candidate.preload import EXTRAS
from tfkata.catalog import source
from tfkata.catalog.records import Exercise
from tfkata.checks.endings import Ending
from tfkata.results import CheckResult
from tfkata.settings import Settings
from tfkata.wire.messages import Job


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer to an exercise. `filename` is what tracebacks call it.

    `again`: it was judged before, and that ended in an error of ours.
    """

    exercise: Exercise
    text: str
    filename: str
    again: bool = False

    @property
    def preload(self) -> str:
        """Which warm program it needs, "numpy" or "tensorflow"; decided by its text alone."""
        needs = self.exercise.library == "tensorflow" or source.mentions(self.text, "tensorflow", "keras")
        return "tensorflow" if needs else "numpy"

    def extras(self) -> list[str]:
        """The modules to import before a candidate loads it, because it mentions their library."""
        mentioned = (name for name in EXTRAS if source.mentions(self.text, name))
        return [module for name in mentioned for module in EXTRAS[name]]

    def job(self, settings: Settings, workdir: str) -> Job:
        """What an examiner has to know of it; its candidates work in the folder `workdir`."""
        return Job(
            exercise=self.exercise.id,
            filename=self.filename,
            source=self.text,
            tier=settings.tier,
            seed=settings.seed,
            workdir=workdir,
            patience=settings.stretch,
            data=settings.data,
            again=self.again,
        )


class AnswerTooCostly(Exception):
    """The examiner was lost over what the answer returned: the answer's own account, with this outcome and message."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.message)
        self.ending = ending


class Examination(Protocol):
    """One answer before an examiner."""

    def check(self, check_id: str, limit: float) -> CheckResult:
        """Run one check.

        Raises:
            GraderError: the examiner ended, took longer than `limit` seconds, or came to no result because of this
                machine. Begin another examination.
            AnswerTooCostly: it ended over what the answer returned. Begin another one for checks of other functions.
        """

    def printed(self) -> str:
        """What the answer's code has printed since the last call."""

    def recent(self) -> str:
        """The newest of what it prints, for a progress display; it stays to be taken by `printed`."""

    def abort(self) -> None:
        """Kill what it started, from another thread: whatever `check` comes to then is worth nothing. Returns at once."""

    def close(self) -> None:
        """End the examination and every process that it took; never raises."""


class Backend(Protocol):
    """Puts answers before an examiner. For one thread at a time; several share what is warm."""

    @property
    def walls(self) -> Sequence[str]:
        """What confines a candidate (`tfkata.sandbox.WALLS`), known once it is ready."""

    @property
    def ready(self) -> bool:
        """Whether `examine` would not have to wait for an import (or would fail at once)."""

    @property
    def lost(self) -> bool:
        """Whether it cannot examine any more, and another one may."""

    def wait_until_ready(self) -> None:
        """Return when it is ready.

        Raises:
            GraderError: it could not be started.
        """

    def examine(self, answer: Answer) -> Examination:
        """Put an answer before an examiner.

        Raises:
            GraderError: no examiner can be had.
        """

    def device(self) -> str:
        """Where TensorFlow computes, "gpu" or "cpu".

        Raises:
            GraderError: the examiner does not say.
        """

    def close(self) -> None:
        """End the examiner. What is shared stays warm."""
