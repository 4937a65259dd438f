"""The examiner's side of the conversation with a candidate: ask, get plain data back, or learn how it was lost.

Checks see the class `Candidate` and two exceptions. Nothing that a candidate sends is trusted beyond being decoded.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any, Protocol

from tfkata.catalog.records import Exercise, find
from tfkata.checks import endings
from tfkata.errors import ChannelClosed, ChannelTimeout, WireError
from tfkata.results import Outcome
from tfkata.wire import messages, replies
from tfkata.wire.channel import Channel
from tfkata.wire.codec import Described, Foreign
from tfkata.wire.messages import Call, CallMany, Job, Load, ReadFile, Released
from tfkata.wire.replies import FailedAt, Missing, Raised, Reply, Value

START_SECONDS = 20.0
ROUNDS = 10_000
"""Some milliseconds; as many for each of 2³² seeds are months."""
OUT_OF_MEMORY_ERRORS = ("MemoryError", "_ArrayMemoryError", "ResourceExhaustedError")


class Host(Protocol):
    """Starts and ends candidates for the examiner."""

    def launch(self) -> tuple[int, Channel]:
        """Start a candidate; its key, and the channel on which it answers."""

    def release(self, key: int) -> Released:
        """End a candidate, if it has not ended by itself; how it ended."""


class CandidateRaised(Exception):
    """The learner's code raised. `traceback` is its own part, as text; `at` tells of the expression that failed, to be shown."""

    def __init__(
        self,
        type_name: str,
        message: str,
        traceback: str,
        call: str = "",
        kinds: Iterable[str] = (),
        at: FailedAt | None = None,
    ) -> None:
        super().__init__(f"{type_name}: {message}")
        self.type_name, self.message, self.traceback, self.call = type_name, message, traceback, call
        self._kinds = tuple(kinds)
        self.at = at or FailedAt()

    def is_a(self, name: str) -> bool:
        """Whether it is an error of that class or of one derived from it, as `except` would see it."""
        return name == self.type_name or name in self._kinds

    @property
    def kinds(self) -> tuple[str, ...]:
        return self._kinds


def as_above(raised: CandidateRaised, ordinary: CandidateRaised | None) -> None:
    """For a check that looks for errors: one that the ordinary call raises as well is not what it looks for.

    Errors are the same if they are of one kind and come from the same lines of the learner's: the words may name values.

    Raises:
        CandidateRaised: `ordinary`, so that the check tells what the check of the ordinary call told.
    """
    if ordinary is None or raised.type_name != ordinary.type_name:
        return
    if (raised.traceback or raised.message) == (ordinary.traceback or ordinary.message):
        raise ordinary


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


class Candidate:
    """What a check talks to."""

    def __init__(self, host: Host, job: Job) -> None:
        self._host = host
        self._job = job
        self._exercise = find(job.exercise)
        self._key: int | None = None
        self._channel: Channel | None = None
        self._reader: tuple[int, Channel] | None = None
        self._load_failure: Exception | None = None
        self._lost: dict[str, CandidateLost] = {}
        self._memory: dict[str, tuple[bool, Any]] = {}
        self._spent = 0.0
        self._shared: tuple[str, Sequence[tuple[Any, ...]], list[Any]] | None = None
        self._changing: dict[str, list[Sequence[tuple[Any, ...]]]] = {}

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
        return self._exercise

    def path(self, name: str) -> str:
        """A path inside the candidate's own work folder, to be given as an argument."""
        return str(PurePath(self._job.workdir) / name)

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
            HostError: it was not its doing that there is no answer.
        """
        return _value(self._call(function, arguments, timeout, options).content)

    def calls(
        self, function: str, calls: Sequence[tuple[Any, ...]], *, options: dict[str, Any] | None = None
    ) -> list[Any]:
        """Many calls in one round trip: a value or a `CandidateRaised` for each."""
        content = self._call_many(function, calls, options).content
        return [_caught(part) for part in content] if isinstance(content, tuple) else _value(content)

    def calls_remembered(self, function: str, calls: Sequence[tuple[Any, ...]]) -> list[Any]:
        """`calls` for checks that look at the answers to one and the same list, whenever they do: few calls, and small answers."""
        found: tuple[list[Any], object] = self.once(
            f"calls {function} {id(calls)}", lambda: (self.calls(function, calls), calls)
        )
        return found[0]

    def calls_shared(self, function: str, calls: Sequence[tuple[Any, ...]]) -> list[Any]:
        """`calls` for checks in a row that look at the answers to one and the same list: it is asked once for all of them.

        Only the last list is kept, because what an answer returns may be large.
        """
        known = self._shared
        if known is None or known[0] != function or known[1] is not calls:
            self._shared = None  # the old one is let go before the next arrives
            known = self._shared = function, calls, self.calls(function, calls)
        return known[2]

    def mutated(self, function: str, *arguments: Any, options: dict[str, Any] | None = None) -> bool:
        """Call the function and say whether it changed what it was given: an array, or a list, a tuple or a dict, however deep.

        Raises:
            CandidateRaised: it changed nothing, because it raised: that is no answer, and deserves nothing.
        """
        reply = self._call(function, arguments, None, options)
        if not reply.mutated:
            _value(reply.content)
        return bool(reply.mutated)

    def changing(self, function: str) -> Sequence[Sequence[tuple[Any, ...]]]:
        """The calls so far, whichever check made them, in which the function changed what it was given: groups that were asked together."""
        return tuple(self._changing.get(function, ()))

    def read_weights(self, path: str, model: Described) -> dict[str, Any]:
        """What another process, which never runs the learner's code, finds in a file of weights for `model`."""
        return self._read(ReadFile(_fresh_id(), "weights", path, model))

    def read_model(self, path: str) -> dict[str, Any]:
        """The same for a file with a whole model."""
        return self._read(ReadFile(_fresh_id(), "model", path))

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
        """Let go of every process of this answer."""
        self._release_reader()
        if self._key is not None:
            self._channel = None
            self._host.release(self._key)
            self._key = None

    def _call(
        self, function: str, arguments: tuple[Any, ...], timeout: float | None, options: dict[str, Any] | None
    ) -> Reply:
        message = Call(_fresh_id(), function, list(arguments), options or {})
        return self._noted(function, [arguments], self._ask(function, message, timeout))

    def _call_many(
        self, function: str, calls: Sequence[tuple[Any, ...]], options: dict[str, Any] | None
    ) -> Reply:
        message = CallMany(_fresh_id(), function, [list(call) for call in calls], options or {})
        return self._noted(function, calls, self._ask(function, message, None, parts=len(calls)))

    def _noted(self, function: str, calls: Sequence[tuple[Any, ...]], reply: Reply) -> Reply:
        if reply.mutated:
            self._changing.setdefault(function, []).append(calls)
        return reply

    def _ask(
        self, function: str, message: Call | CallMany, timeout: float | None, *, parts: int | None = None
    ) -> Reply:
        if function in self._lost:
            raise self._lost[function]
        channel = self._ready()
        reply = self._exchange(channel, message, self._limit(timeout), function, parts=parts)
        if isinstance(reply.content, Missing):
            raise FunctionMissing(function, reply.content.near)
        return reply

    def _ready(self) -> Channel:
        """The channel to a process that has loaded the learner's module."""
        if self._load_failure is not None:
            raise self._load_failure
        if self._channel is None:
            self._key, self._channel = self._host.launch()
            job = self._job
            load = Load(_fresh_id(), job.exercise, job.filename, job.source, _told(job.seed))
            limit = max(START_SECONDS, self._exercise.call_seconds) * job.patience
            try:
                _value(self._exchange(self._channel, load, limit, "").content)
            except (CandidateRaised, CandidateLost) as error:
                self._load_failure = error
                self.close()
                raise
        return self._channel

    def _limit(self, timeout: float | None) -> float:
        patience = self._job.patience
        left = self._exercise.exercise_seconds * patience - self._spent
        return max(0.5, min((timeout or self._exercise.call_seconds) * patience, left))

    def _exchange(
        self,
        channel: Channel,
        request: Load | Call | CallMany,
        limit: float,
        function: str,
        *,
        parts: int | None = None,
    ) -> Reply:
        body = messages.encode(
            request
        )  # what does not cross here is an author's mistake, not the candidate's
        started = time.monotonic()
        try:
            channel.send(body, limit)
            reply = replies.read_reply(channel.receive(limit), parts=parts)
        except ChannelTimeout:
            raise self._release(function, f"no answer after {limit:.0f} s") from None
        except ChannelClosed:
            raise self._release(function) from None
        except WireError:
            raise self._out_of_turn(function) from None
        finally:
            self._spent += time.monotonic() - started
        if reply.id != request.id:
            raise self._out_of_turn(function)
        return reply

    def _read(self, request: ReadFile) -> dict[str, Any]:
        """Ask the reader: a process that never runs the learner's code, and so may serve all files of an answer."""
        try:
            self._reader = self._reader or self._host.launch()
            channel = self._reader[1]
            channel.send(messages.encode(request), START_SECONDS)
            reply = replies.read_reply(channel.receive(START_SECONDS * self._job.patience))
            found = _value(reply.content) if reply.id == request.id else None
        except (WireError, CandidateRaised) as error:
            released = self._release_reader()
            if released is not None and isinstance(error, WireError):
                slow = isinstance(error, ChannelTimeout)
                endings.must_not_be_ours(released, timed_out=slow, again=self._job.again)
            return {"kind": "unreadable", "reason": replies.shortened(str(error))}
        if not isinstance(found, dict) or not isinstance(found.get("kind"), str):
            self._release_reader()
            return {"kind": "unreadable", "reason": "no answer"}
        return found

    def _release_reader(self) -> Released | None:
        reader, self._reader = self._reader, None
        return self._host.release(reader[0]) if reader is not None else None

    def _release(self, function: str, timed_out: str = "") -> CandidateLost:
        """Let go of the process that gave no answer, and find out whose fault that is.

        Raises:
            HostError: not the learner's.
        """
        released = self._let_go()
        ending = endings.of_candidate(released, self._exercise, timed_out=timed_out, again=self._job.again)
        return self._lose(function, ending.outcome, ending.message)

    def _out_of_turn(self, function: str) -> CandidateLost:
        self._let_go()
        text = "the process sent something that does not answer what it was asked"
        return self._lose(function, Outcome.CRASHED, text)

    def _let_go(self) -> Released:
        assert self._key is not None
        released = self._host.release(self._key)
        self._key = self._channel = None
        return released

    def _lose(self, function: str, outcome: Outcome, message: str) -> CandidateLost:
        where = f"while it ran {function}" if function else "while it loaded the file"
        lost = CandidateLost(outcome, f"{message} {where}".strip())
        if function:
            self._lost[function] = lost
        return lost


@cache
def _told(seed: int) -> int:
    """What the learner's process seeds its generators with: one number for each seed of ours, which nobody finds from it.

    The questions follow from ours; an answer that knew it could work out beforehand what it will be asked.
    """
    return int.from_bytes(hashlib.pbkdf2_hmac("sha256", str(seed).encode(), b"tfkata", ROUNDS, 4))


def _fresh_id() -> str:
    """Random, so that a candidate cannot answer a request before it has been sent."""
    return secrets.token_hex(8)


def _value(content: Value | Raised | Missing | tuple[Value | Raised, ...]) -> Any:
    """The value in a reply; an exception in it is raised."""
    caught = _caught(content)
    if isinstance(caught, CandidateRaised):
        raise caught
    return caught


def _caught(content: Value | Raised | Missing | tuple[Value | Raised, ...]) -> Any:
    if isinstance(content, Raised):
        return CandidateRaised(
            content.type, content.message, content.traceback, kinds=content.kinds, at=content.at
        )
    return content.value if isinstance(content, Value) else Foreign("no answer")
