"""Whose fault it is that a process ended: the one place that says so.

A learner's code ends its own process in many ways, and all of them are its account: it exits, crashes, takes too much or too
long. So is what its answer costs the examiner. Three things are not: the machine lacks what was promised, somebody
outside ended or stopped a process, tfkata itself stood still. They are a `HostError`: tried again, never a result.

Reasons as the warm program gives them: "memory", "disk", "processes" (limits that it watches), "cpu" (the kernel's), "lost"
and "killed" (it was asked to), "stopped" (asked to, and found stopped by a signal), "outside" (a signal that it did
not send, and that seccomp lets no candidate send itself), NOT_STARTED, "" (it ended by itself).
"""

from __future__ import annotations

import signal
from dataclasses import dataclass

from tfkata.catalog.records import Exercise
from tfkata.errors import HostError
from tfkata.results import Outcome
from tfkata.wire.messages import NOT_STARTED, Released

SIGXCPU, SIGPROF = 24, 27
CRASHES = (signal.SIGSEGV, signal.SIGABRT, signal.SIGFPE)
WARM_PROGRAM_ENDED = "the warm process has ended"
_STILL_SECONDS = 1.0
_NONE_LEFT = (
    "this machine had no process, thread or open file left for a moment: raise `ulimit -u`, `ulimit -n` or the container's limit, "
    "or take fewer --jobs"
)
_TRY_AGAIN = "it was not the answer's doing: grade it again"


@dataclass(frozen=True, slots=True)
class Ending:
    """What the end of a process means for the learner."""

    outcome: Outcome
    message: str


def of_candidate(released: Released, exercise: Exercise, *, timed_out: str, again: bool) -> Ending:
    """Why a candidate gives no answer; `timed_out` says so where the examiner gave up waiting, and is empty otherwise.

    Without the walls a candidate can send itself any signal, so there the second time (`again`) is its own doing.

    Raises:
        HostError: it is not the learner's doing.
    """
    limit = _limits(exercise).get(released.reason)
    if limit is not None:
        return limit
    must_not_be_ours(released, timed_out=bool(timed_out), again=again)
    number = released.status & 0x7F
    if timed_out:
        return Ending(Outcome.TIMED_OUT, timed_out)
    if number == SIGXCPU:
        return _limits(exercise)["cpu"]
    if released.reason == "lost":
        return Ending(Outcome.CRASHED, "the process closed the connection over which it answers")
    if number:
        return Ending(Outcome.CRASHED, f"the process was ended by signal {number}")
    return Ending(Outcome.CRASHED, f"the process ended itself (exit code {released.status >> 8})")


def must_not_be_ours(released: Released, *, timed_out: bool, again: bool) -> None:
    """For a process that gave no answer.

    Raises:
        HostError: somebody outside ended or stopped it, or those who look after it stood still meanwhile.
    """
    if released.reason == WARM_PROGRAM_ENDED:
        raise HostError(f"the warm program ended while the answer was judged: {_TRY_AGAIN}")
    if released.reason == NOT_STARTED:
        raise HostError(_NONE_LEFT)
    if released.reason in ("outside", "stopped") and (released.confined or not again):
        raise HostError(_interfered("the process of the answer", released.reason, released.status & 0x7F))
    if timed_out and released.stood_still > _STILL_SECONDS:
        raise HostError(_stood_still("the program that looks after the answer", released.stood_still))


def _limits(exercise: Exercise) -> dict[str, Ending]:
    crashed, most = Outcome.CRASHED, exercise.memory_mb
    return {
        "memory": Ending(Outcome.OUT_OF_MEMORY, f"more than {most:,} MB of memory were used"),
        "disk": Ending(crashed, "too much was written to the work folder"),
        "processes": Ending(crashed, "too many processes were started"),
        "cpu": Ending(Outcome.TIMED_OUT, "more processor time was used than the exercise could ever need"),
    }


def of_examiner(reason: str, status: int, *, fresh: bool, memory_mb: int, seconds: float) -> Ending | None:
    """What an examiner's end over an answer's check is for the learner; None where it is no doing of the answer's.

    `fresh`: it had judged nothing before, so that nothing else can have used its memory or broken it.

    Raises:
        HostError: somebody outside ended it.
    """
    number = status & 0x7F
    if number == SIGPROF:
        return Ending(
            Outcome.TIMED_OUT,
            f"Judging what your code returned took more than {seconds:.0f} s of processor time, so it was stopped. "
            "Your code may answer quickly and still hand back something that takes forever to use. How many steps does "
            "it take to run it once, and how often does something inside it run?",
        )
    if reason == NOT_STARTED:
        raise HostError(_NONE_LEFT)
    if reason == "outside":
        raise HostError(_interfered("the examiner", reason, number))
    if reason == "memory" and fresh:
        return Ending(
            Outcome.OUT_OF_MEMORY,
            f"Judging what your code returned needed more than {memory_mb:,} MB of memory, so it was stopped. What "
            "you return may be small and still take up far more when it is used. What is the largest array in it "
            "while one batch runs through?",
        )
    if number in CRASHES and fresh:
        return Ending(
            Outcome.CRASHED,
            f"Using what your code returned crashed TensorFlow itself (signal {number}). No error message is left "
            "from such a crash. Does it also happen when you use it yourself, with a small batch?",
        )
    return None


def _stood_still(who: str, seconds: float) -> str:
    return (
        f"{who} stood still for {seconds:.0f} s (stopped by a signal, or the machine is short of memory or far too busy): "
        f"{_TRY_AGAIN} when that is over"
    )


def _interfered(who: str, reason: str, number: int) -> str:
    if reason == "stopped":
        return f"{who} was stopped from outside tfkata (signal SIGSTOP or the like): {_TRY_AGAIN}"
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    return (
        f"{who} was ended from outside tfkata ({name}: an administrator, or the system because memory ran out; `dmesg` "
        f"shows which): {_TRY_AGAIN}, with fewer --jobs where memory is short"
    )
