"""The examiner's side of the conversation with a candidate: ask, get plain data back, or learn how it was lost.

Checks see the class `Candidate` and two exceptions. Nothing a candidate sends is trusted beyond being decoded.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Protocol

from tfkata.catalog.records import Exercise
from tfkata.errors import ChannelClosed, ChannelTimeout, WireError
from tfkata.results import Outcome
from tfkata.wire import codec
from tfkata.wire.codec import Channel, Described, Foreign

START_SECONDS = 20.0
SIGXCPU = 24
MAX_TEXT, MAX_NAME, MAX_KINDS = 4000, 100, 50
OUT_OF_MEMORY_ERRORS = ("MemoryError", "_ArrayMemoryError", "ResourceExhaustedError")


@dataclass(frozen=True, slots=True)
class Obituary:
    """How a process ended: the status as from `waitpid`, and why it was killed, if tfkata killed it."""

    status: int
    reason: str


class Host(Protocol):
    """Who starts and ends processes for the examiner."""

    workdir: str

    def launch(self, role: str) -> tuple[int, Channel]: ...

    def bury(self, key: int) -> Obituary: ...


class CandidateRaised(Exception):
    """The learner's code raised. `traceback` is its own part, as text."""

    def __init__(
        self, type_name: str, message: str, traceback: str, call: str = "", kinds: Iterable[str] = ()
    ) -> None:
        super().__init__(f"{type_name}: {message}")
        self.type_name, self.message, self.traceback, self.call = type_name, message, traceback, call
        self._kinds = tuple(kinds)

    def is_a(self, name: str) -> bool:
        """Whether it is an error of that class or of one derived from it, as `except` would see it."""
        return name == self.type_name or name in self._kinds


class CandidateLost(Exception):
    """The candidate's process cannot answer any more. Checks do not catch this."""

    def __init__(self, outcome: Outcome, message: str, traceback: str = "") -> None:
        super().__init__(message)
        self.outcome, self.message, self.traceback = outcome, message, traceback


class FunctionMissing(Exception):
    """The module has no function of the wanted name; `near` are similar ones it has."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.near = name, tuple(near)


@dataclass(frozen=True, slots=True)
class Job:
    """One exercise of one submission, and the conditions under which it is judged."""

    exercise: Exercise
    filename: str
    source: str
    tier: str
    seed: int
    patience: float = 1.0
    data: str = "embedded"


class Candidate:
    """What a check talks to."""

    def __init__(self, host: Host, job: Job) -> None:
        self._host = host
        self._job = job
        self._key: int | None = None
        self._channel: Channel | None = None
        self._reader: tuple[int, Channel] | None = None
        self._load_failure: Exception | None = None
        self._lost: dict[str, CandidateLost] = {}
        self._memory: dict[str, tuple[bool, Any]] = {}
        self._spent = 0.0

    @property
    def seed(self) -> int:
        return self._job.seed

    @property
    def tier(self) -> str:
        return self._job.tier

    @property
    def data(self) -> str:
        """Which data to train on where there is a choice: "embedded" or "full"."""
        return self._job.data

    @property
    def exercise(self) -> Exercise:
        return self._job.exercise

    def path(self, name: str) -> str:
        """A path inside the candidate's own work folder, to be given as an argument."""
        return str(PurePath(self._host.workdir) / name)

    def call(
        self,
        function: str,
        *arguments: Any,
        timeout: float | None = None,
        options: dict[str, Any] | None = None,
    ) -> Any:
        """What the learner's function returns, as plain data.

        Raises:
            CandidateRaised: it raised. CandidateLost: it ended its process, took too long or too much memory.
        """
        return _value(self._call(function, arguments, timeout, options or {}))

    def calls(
        self, function: str, calls: Sequence[tuple[Any, ...]], *, options: dict[str, Any] | None = None
    ) -> list[Any]:
        """Many calls in one round trip: a value or a `CandidateRaised` for each."""
        message = {
            "op": "many",
            "function": function,
            "calls": [list(c) for c in calls],
            "options": options or {},
        }
        replies = _value(self._ask(function, message, None))
        if not isinstance(replies, list) or len(replies) != len(calls):
            raise self._out_of_turn(function)
        return [_caught(reply) for reply in replies]

    def mutated(self, function: str, *arguments: Any, options: dict[str, Any] | None = None) -> bool:
        """Calls the function and says whether it changed an array that it was given.

        Raises:
            CandidateRaised: it changed nothing, because it raised: that is no answer, and deserves nothing.
        """
        reply = self._call(function, arguments, None, options or {})
        if reply.get("mutated") is True:
            return True
        _value(reply)
        return False

    def read_weights(self, path: str, model: Described) -> dict[str, Any]:
        """What another process, which never runs the learner's code, finds in a file of weights for `model`."""
        return self._read({"op": "read", "kind": "weights", "path": path, "model": model})

    def read_model(self, path: str) -> dict[str, Any]:
        """The same for a file with a whole model."""
        return self._read({"op": "read", "kind": "model", "path": path, "model": None})

    def once(self, key: str, thunk: Callable[[], Any]) -> Any:
        """The value of `thunk()`, or what it raised, remembered for this submission."""
        if key not in self._memory:
            try:
                self._memory[key] = (True, thunk())
            except Exception as error:  # noqa: BLE001  (remembered and raised again below)
                self._memory[key] = (False, error)
        good, value = self._memory[key]
        if not good:
            raise value
        return value

    def close(self) -> None:
        self._dismiss_reader()
        if self._key is not None:
            self._channel = None
            self._host.bury(self._key)
            self._key = None

    def _call(
        self, function: str, arguments: tuple[Any, ...], timeout: float | None, options: dict[str, Any]
    ) -> dict[str, Any]:
        message = {"op": "call", "function": function, "arguments": list(arguments), "options": options}
        return self._ask(function, message, timeout)

    def _ask(self, function: str, message: dict[str, Any], timeout: float | None) -> dict[str, Any]:
        if function in self._lost:
            raise self._lost[function]
        channel = self._ready()
        reply = self._exchange(channel, message, self._limit(timeout), function)
        if isinstance(reply.get("missing"), list):
            raise FunctionMissing(function, [_brief(name)[:MAX_NAME] for name in reply["missing"][:3]])
        return reply

    def _ready(self) -> Channel:
        """The channel to a process that has loaded the learner's module."""
        if self._load_failure is not None:
            raise self._load_failure
        if self._channel is None:
            self._key, self._channel = self._host.launch("candidate")
            job = self._job
            load: dict[str, Any] = {"op": "load", "name": job.exercise.id, "filename": job.filename}
            load |= {"source": job.source, "seed": job.seed}
            limit = max(START_SECONDS, job.exercise.call_seconds) * job.patience
            try:
                _value(self._exchange(self._channel, load, limit, ""))
            except (CandidateRaised, CandidateLost) as error:
                self._load_failure = error
                self.close()
                raise
        return self._channel

    def _limit(self, timeout: float | None) -> float:
        exercise = self._job.exercise
        left = exercise.exercise_seconds * self._job.patience - self._spent
        return max(0.5, min((timeout or exercise.call_seconds) * self._job.patience, left))

    def _exchange(
        self, channel: Channel, message: dict[str, Any], limit: float, function: str
    ) -> dict[str, Any]:
        request = {**message, "id": secrets.token_hex(8)}
        body = codec.encode(request)  # what does not cross here is an author's mistake, not the candidate's
        started = time.monotonic()
        try:
            channel.send(body, limit)
            reply = codec.decode(channel.receive(limit))
        except ChannelTimeout:
            raise self._bury(function, f"no answer after {limit:.0f} s", Outcome.TIMED_OUT) from None
        except ChannelClosed:
            raise self._bury(function) from None
        except WireError:
            raise self._out_of_turn(function) from None
        finally:
            self._spent += time.monotonic() - started
        if not isinstance(reply, dict) or reply.get("id") != request["id"]:
            raise self._out_of_turn(function)
        return reply

    def _read(self, message: dict[str, Any]) -> dict[str, Any]:
        """Asks the reader: a process that never runs the learner's code, and so may serve all files of an answer."""
        request = {**message, "id": secrets.token_hex(8)}
        try:
            self._reader = self._reader or self._host.launch("candidate")
            channel = self._reader[1]
            channel.send(codec.encode(request), START_SECONDS)
            reply = codec.decode(channel.receive(START_SECONDS * self._job.patience))
            found = _value(reply) if isinstance(reply, dict) and reply.get("id") == request["id"] else None
        except (WireError, CandidateRaised) as error:
            self._dismiss_reader()
            return {"kind": "unreadable", "reason": _brief(str(error))}
        if not isinstance(found, dict) or not isinstance(found.get("kind"), str):
            self._dismiss_reader()
            return {"kind": "unreadable", "reason": "no answer"}
        return found

    def _dismiss_reader(self) -> None:
        if self._reader is not None:
            self._host.bury(self._reader[0])
            self._reader = None

    def _out_of_turn(self, function: str) -> CandidateLost:
        text = "the process answered with something that is no answer to what it was asked"
        return self._bury(function, text, Outcome.CRASHED)

    def _bury(self, function: str, message: str = "", outcome: Outcome | None = None) -> CandidateLost:
        assert self._key is not None
        obituary = self._host.bury(self._key)
        self._key = self._channel = None
        if outcome is None or obituary.reason == "memory":
            outcome, message = _cause(obituary, self._job.exercise)
        where = f"while it ran {function}" if function else "while it loaded the file"
        lost = CandidateLost(outcome, f"{message} {where}".strip())
        if function:
            self._lost[function] = lost
        return lost


def _cause(obituary: Obituary, exercise: Exercise) -> tuple[Outcome, str]:
    if obituary.reason == "memory":
        return Outcome.OUT_OF_MEMORY, f"more than {exercise.memory_mb:,} MB of memory were used"
    if obituary.reason == "disk":
        return Outcome.CRASHED, "too much was written to the work folder"
    if obituary.reason == "processes":
        return Outcome.CRASHED, "too many processes were started"
    signal = obituary.status & 0x7F
    if signal == SIGXCPU:
        return Outcome.TIMED_OUT, "more processor time was used than the exercise could ever need"
    if signal:
        return Outcome.CRASHED, f"the process was ended by signal {signal}"
    return Outcome.CRASHED, f"the process ended itself (exit code {obituary.status >> 8})"


def _value(reply: Any) -> Any:
    """The value in a reply; an exception in it is raised."""
    caught = _caught(reply)
    if isinstance(caught, CandidateRaised):
        raise caught
    return caught


def _caught(reply: Any) -> Any:
    raised = reply.get("raised") if isinstance(reply, dict) else None
    if isinstance(raised, dict):
        name, message, own = (_brief(raised.get(part)) for part in ("type", "message", "traceback"))
        kinds = raised.get("kinds")
        known = kinds[:MAX_KINDS] if isinstance(kinds, list) else []
        return CandidateRaised(name[:MAX_NAME], message, own, kinds=map(_brief, known))
    if not isinstance(reply, dict) or "ok" not in reply:
        return Foreign("no answer")
    return reply["ok"]


def _brief(text: Any) -> str:
    """A text that a candidate sent, no longer than its own shim would make it."""
    return text[:MAX_TEXT] if isinstance(text, str) else ""
