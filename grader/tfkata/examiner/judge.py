"""Runs the checks of one exercise after the other and turns what they find into results.

Usually in a process of its own (`tfkata.examiner.serve`); where no process can be forked, in the driver's.
"""

from __future__ import annotations

import importlib
import time
import traceback
from typing import Any

from tfkata.catalog import texts
from tfkata.catalog.records import Check, Exercise
from tfkata.checks import failed_call, kit, registry
from tfkata.checks import familiar as familiar_errors
from tfkata.checks.candidate import (
    OUT_OF_MEMORY_ERRORS,
    Candidate,
    CandidateLost,
    CandidateRaised,
    FunctionMissing,
    Host,
)
from tfkata.checks.notes import noting
from tfkata.checks.reason import reason
from tfkata.errors import HostError
from tfkata.results import CheckResult, Evidence, Outcome
from tfkata.sandbox import means
from tfkata.wire.messages import Job


class Examiner:
    """Judges one exercise of one submission at a time."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._candidate: Candidate | None = None
        self._exercise: Exercise | None = None
        self._job: Job | None = None

    @property
    def patience(self) -> float:
        """The factor for time limits under which the exercise is judged."""
        return self._job.patience if self._job is not None else 1.0

    def open(self, job: Job) -> None:
        """Begin an exercise; its candidate starts with the first call."""
        self.close()
        self._candidate = Candidate(self._host, job)
        self._exercise = self._candidate.exercise
        self._job = job

    def close(self) -> None:
        if self._candidate is not None:
            self._candidate.close()
            self._candidate = None

    def check(self, check_id: str) -> CheckResult:
        """Run one check. Whatever happens becomes a result, except what is this machine's fault.

        Raises:
            HostError: the machine fell short of what was promised, or somebody outside interfered.
        """
        assert self._exercise is not None
        assert self._candidate is not None
        asked = next(c for c in self._exercise.checks if c.id == check_id)
        started = time.perf_counter()
        with noting() as notes:
            try:
                importlib.import_module(f"tfkata.curriculum.{self._exercise.id}.checks")
                registry.registered(self._exercise.id)[check_id](self._candidate)
                found: dict[str, Any] = {"outcome": Outcome.PASSED, "points": asked.points}
            except Exception as error:  # noqa: BLE001  (every way to end becomes an outcome)
                self._must_not_be_the_machine(error)
                found = self._explain(self._exercise, check_id, error)
        return _result(
            asked,
            {**found, "measured": notes.numbers, "figures": notes.figures},
            time.perf_counter() - started,
        )

    def _must_not_be_the_machine(self, error: Exception) -> None:
        """A check that did not pass says nothing where something was missing that the answer was promised.

        An error that claims so may be a candidate's invention, or of something that is over: it is believed once.

        Raises:
            HostError: the machine's fault.
        """
        assert self._job is not None
        if isinstance(error, HostError):
            raise error
        if isinstance(error, CandidateRaised) and error.type_name == "NotImplementedError":
            return
        short = means.shortages(self._job.workdir)
        if short and self._candidate is not None:
            self._candidate.close()  # what it holds is not the machine's lack
            short = means.shortages(self._job.workdir)
        if short:
            raise HostError(means.told(short)) from error
        if not self._job.again and means.claims_a_shortage(str(error)):
            raise HostError(f"something was missing for a moment: {str(error)[:200]}") from error

    def _explain(self, exercise: Exercise, check_id: str, error: Exception) -> dict[str, Any]:
        try:
            if isinstance(error, kit.Failure):
                return _failed(exercise, check_id, error)
            if isinstance(error, CandidateRaised):
                return crashed(exercise, error)
            if isinstance(error, CandidateLost):
                return {"outcome": error.outcome, "message": f"{_headline(error.outcome)}: {error.message}."}
            if isinstance(error, FunctionMissing):
                return _missing(exercise, error)
        except Exception as second:  # noqa: BLE001  (a missing text, say)
            error = second
        if type(error).__name__ in OUT_OF_MEMORY_ERRORS:
            text = "Judging what your code returned needs more memory than there is for it. How large are its arrays?"
            return {"outcome": Outcome.OUT_OF_MEMORY, "message": text}
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        text = f"tfkata failed here, not you: {type(error).__name__}: {error} ({where}). Please report it."
        return {"outcome": Outcome.GRADER_ERROR, "message": text}


def _result(asked: Check, found: dict[str, Any], seconds: float) -> CheckResult:
    defaults = {"points": 0.0, "seconds": round(seconds, 4)}
    return CheckResult(id=asked.id, title=asked.title, max_points=asked.points, **{**defaults, **found})


def _failed(exercise: Exercise, check_id: str, failure: kit.Failure) -> dict[str, Any]:
    message = failure.message
    if failure.code is not None:
        message = texts.misconception(exercise.id, failure.code, failure.values)
    elif message:
        message = message[0].upper() + message[1:] + ("" if message.endswith((".", "?", "!")) else ".")
    return {
        "outcome": Outcome.FAILED,
        "message": message,
        "misconception": failure.code,
        "hint": texts.next_step(exercise.id, check_id, failure.code),
        "evidence": Evidence(**failure.evidence),
    }


def crashed(exercise: Exercise, error: CandidateRaised) -> dict[str, Any]:
    """What is found of a check whose answer raised: outcome, message, hint and evidence, as `CheckResult` names them."""
    if error.type_name == "NotImplementedError":
        return {
            "outcome": Outcome.NOT_ATTEMPTED,
            "message": "Not written yet: it raises NotImplementedError.",
        }
    if error.type_name in OUT_OF_MEMORY_ERRORS:
        text = f"Your code ran out of memory: {error.type_name}: {error.message}"
        return {"outcome": Outcome.OUT_OF_MEMORY, "message": text}
    if error.is_a("BdbQuit"):
        text = "A breakpoint() has nobody to talk to here: `tfkata check … --in-process` stops at it, in your terminal."
        return {"outcome": Outcome.CRASHED, "message": text}
    said = reason(error.message)
    moment = dict(error.at.values) or None
    found = {
        "outcome": Outcome.CRASHED,
        "message": _raised(error.type_name) + (f": {said}" if said else ""),
        "evidence": Evidence(call=error.call or None, traceback=error.traceback or None, moment=moment),
    }
    return {**found, **(_familiar(exercise, error, said) or _unexplained(exercise, error, said))}


def _raised(type_name: str) -> str:
    """`re` calls its error `error`, which would read as a word that is missing."""
    return f"Your code raised {type_name if type_name[:1].isupper() else f'an error of type `{type_name}`'}"


def _unexplained(exercise: Exercise, error: CandidateRaised, said: str) -> dict[str, Any]:
    """After an error in its own words, the call that failed and where to look."""
    place = failed_call.told(error.type_name, error.kinds, error.at)
    if place is None:
        return {}
    code, values = place
    told = _raised(error.type_name) + (f": {said}" if said else ".")
    hint = texts.misconception_hint(exercise.id, code)
    return {
        "message": f"{told}\n\n{texts.misconception(exercise.id, code, values)}",
        "hint": hint.format_map(values) if hint else hint,
    }


def _familiar(exercise: Exercise, error: CandidateRaised, said: str) -> dict[str, Any]:
    """What stands behind an error that many meet, before the error in its own words."""
    familiar = familiar_errors.named(
        error.type_name, error.message, error.traceback, expression=error.at.expression
    )
    if familiar is None:
        return {}
    code, values = familiar
    told = f"{_raised(error.type_name)}. {texts.misconception(exercise.id, code, values)}"
    hint = texts.misconception_hint(exercise.id, code)
    return {
        "message": f"{told}\n\nThe error in its own words: {said}" if said else told,
        "misconception": code,
        "hint": hint.format_map(values) if hint and values else hint,
    }


def _missing(exercise: Exercise, error: FunctionMissing) -> dict[str, Any]:
    near = f" There is {' and '.join(error.near)}: was it renamed?" if error.near else ""
    text = texts.misconception(exercise.id, "module.missing-function", {"name": error.name, "near": near})
    hint = texts.misconception_hint(exercise.id, "module.missing-function")
    return {
        "outcome": Outcome.FAILED,
        "message": text,
        "misconception": "module.missing-function",
        "hint": hint,
    }


def _headline(outcome: Outcome) -> str:
    return {
        Outcome.TIMED_OUT: "Your code took too long (a loop that never ends?)",
        Outcome.OUT_OF_MEMORY: "Your code used too much memory",
    }.get(outcome, "Your code ended its own process, so there is no answer to judge")
