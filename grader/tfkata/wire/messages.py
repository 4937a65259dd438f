"""Every message that crosses between processes: one frozen dataclass each, encoded and decoded here and nowhere else.

::

    driver   -> warm       Fork, Kill, Import, Show       warm      -> driver   Ready, Printed, Exited
    driver   -> examiner   Job, RunCheck, Close, AskDevice
    examiner -> driver     Opened, Checked or NotJudged, Closed, Device: the answer to each
                           Launch, Release: what it needs in the meantime
    driver   -> examiner   Launched, Released: the answer to those
    examiner -> candidate  Load, Call, CallMany, ReadFile
    candidate -> examiner  Reply
    driver   -> parser     FindStubs, ReadAnswers, ReadNotebook, ReadGraded; after each a frame with the content
    parser   -> driver     Found, Unreadable

Only a `Reply` comes from a process that may be hostile, so it has a module of its own (`replies`). A parser runs nothing
of what it reads, but reads everything; so of what it says, too, the types are looked at (`read_found`). What is said to it
stands in `parsing`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, TypeVar

from tfkata.errors import WireError
from tfkata.wire import codec
from tfkata.wire.codec import Described, Message
from tfkata.wire.parsing import FindStubs, Found, ReadAnswers, ReadGraded, ReadNotebook, Unreadable
from tfkata.wire.replies import shortened

NOT_STARTED = "not started"  # the reason in `Exited` of a child for which the machine had no process left


Kind = TypeVar("Kind", bound=Message)


@dataclass(frozen=True, slots=True)
class Fork(Message):
    """Fork a child in a role, "candidate" or "examiner". Its channel comes along as a descriptor.

    `memory_mb` counts megabytes above the warm program (0: not watched); `cpu_seconds` is None for no limit.
    """

    op: ClassVar[str] = "fork"
    id: int
    role: str
    workdir: str
    memory_mb: int
    cpu_seconds: int | None
    gpu: bool
    sandbox: str


@dataclass(frozen=True, slots=True)
class Kill(Message):
    """Kill a child with everything it started; `reason` comes back in `Exited`."""

    op: ClassVar[str] = "kill"
    id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Import(Message):
    """Import these modules before the next fork."""

    op: ClassVar[str] = "import"
    modules: list[str]


@dataclass(frozen=True, slots=True)
class Show(Message):
    """Say what a child has printed since it was last taken; with `take`, the next answer begins after it."""

    op: ClassVar[str] = "show"
    id: int
    take: bool


@dataclass(frozen=True, slots=True)
class Printed(Message):
    """What a child has printed, the middle left out where it was much."""

    op: ClassVar[str] = "printed"
    id: int
    text: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Ready(Message):
    """The warm program can fork. `walls` are those that held in a child made to try them."""

    op: ClassVar[str] = "ready"
    threads: int
    walls: list[str]


@dataclass(frozen=True, slots=True)
class Exited(Message):
    """A child has ended: `status` as from `waitpid`, and why, where the warm program knows (`tfkata.checks.endings`).

    `printed` is what had not been taken yet; `stood_still` counts the seconds of its life in which the warm program did.
    """

    op: ClassVar[str] = "exited"
    id: int
    status: int
    reason: str
    printed: str = ""
    stood_still: float = 0.0


@dataclass(frozen=True, slots=True)
class Job(Message):
    """One answer to one exercise, and the conditions under which it is judged.

    `filename` is what tracebacks call the answer, `workdir` the folder of its candidates, `patience` a factor for
    every time limit, and `data` "embedded" or "full". `again`: the first try ended in an error of ours.
    """

    op: ClassVar[str] = "job"
    exercise: str
    filename: str
    source: str
    tier: str
    seed: int
    workdir: str
    patience: float = 1.0
    data: str = "embedded"
    again: bool = False


@dataclass(frozen=True, slots=True)
class Opened(Message):
    """The job has been taken on."""

    op: ClassVar[str] = "opened"


@dataclass(frozen=True, slots=True)
class RunCheck(Message):
    """Run one check of the job."""

    op: ClassVar[str] = "run check"
    check: str


@dataclass(frozen=True, slots=True)
class Checked(Message):
    """What a check found: a `CheckResult` as JSON text."""

    op: ClassVar[str] = "checked"
    result: str


@dataclass(frozen=True, slots=True)
class NotJudged(Message):
    """A check came to no result because of this machine, or of somebody who interfered: what, and what to do."""

    op: ClassVar[str] = "not judged"
    why: str


@dataclass(frozen=True, slots=True)
class Close(Message):
    """The job is over: let go of its candidates."""

    op: ClassVar[str] = "close"


@dataclass(frozen=True, slots=True)
class Closed(Message):
    """Nothing of the job is left."""

    op: ClassVar[str] = "closed"


@dataclass(frozen=True, slots=True)
class AskDevice(Message):
    """Say where TensorFlow computes."""

    op: ClassVar[str] = "ask device"


@dataclass(frozen=True, slots=True)
class Device(Message):
    """ "gpu" or "cpu"."""

    op: ClassVar[str] = "device"
    name: str


@dataclass(frozen=True, slots=True)
class Launch(Message):
    """Start a candidate."""

    op: ClassVar[str] = "launch"


@dataclass(frozen=True, slots=True)
class Launched(Message):
    """A candidate runs; its channel comes along as a descriptor."""

    op: ClassVar[str] = "launched"
    key: int


@dataclass(frozen=True, slots=True)
class Release(Message):
    """End a candidate, if it has not ended by itself."""

    op: ClassVar[str] = "release"
    key: int


@dataclass(frozen=True, slots=True)
class Released(Message):
    """How a candidate ended: the status as from `waitpid`, and why, where that is known (`tfkata.checks.endings`).

    `confined`: no signal can come from itself. `stood_still`: seconds in which the warm program did.
    """

    op: ClassVar[str] = "released"
    status: int
    reason: str
    confined: bool = False
    stood_still: float = 0.0


@dataclass(frozen=True, slots=True)
class Load(Message):
    """Load the learner's module."""

    op: ClassVar[str] = "load"
    id: str
    name: str
    filename: str
    source: str
    seed: int


@dataclass(frozen=True, slots=True)
class Call(Message):
    """Call a function of the module."""

    op: ClassVar[str] = "call"
    id: str
    function: str
    arguments: list[Any]
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallMany(Message):
    """Call a function several times, in one round trip."""

    op: ClassVar[str] = "many"
    id: str
    function: str
    calls: list[list[Any]]
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadFile(Message):
    """Read a file that a learner's code wrote: "weights" of `model`, or a whole "model"."""

    op: ClassVar[str] = "read"
    id: str
    kind: str
    path: str
    model: Described | None = None


_KINDS: tuple[type[Message], ...] = (
    *(Fork, Kill, Import, Show, Ready, Printed, Exited),
    *(
        Job,
        Opened,
        RunCheck,
        Checked,
        NotJudged,
        Close,
        Closed,
        AskDevice,
        Device,
        Launch,
        Launched,
        Release,
        Released,
    ),
    *(Load, Call, CallMany, ReadFile),
    *(FindStubs, ReadAnswers, ReadNotebook, ReadGraded, Found, Unreadable),
)
_BY_OP = {kind.op: kind for kind in _KINDS}


def encode(message: Message) -> bytes:
    """The bytes of a message.

    Raises:
        WireError: a part of it does not cross the wire, or is too large.
    """
    return codec.encode(
        {"op": message.op} | {part.name: getattr(message, part.name) for part in fields(message)}
    )


def decode(body: bytes, *, measured: bool = False) -> Message:
    """The message in these bytes, from a process that is trusted; `measured` as for `codec.decode`.

    Raises:
        WireError: not a message of the table.
    """
    data = codec.decode(body, measured=measured)
    kind = _BY_OP.get(data.pop("op", "")) if isinstance(data, dict) else None
    if kind is None:
        raise WireError("not a message of ours")
    try:
        return kind(**data)
    except TypeError as error:
        raise WireError(f"not a valid message '{kind.op}': {error}") from None


def expect(kind: type[Kind], message: Message) -> Kind:
    """The message, which has to be of this kind.

    Raises:
        WireError: it is another.
    """
    if not isinstance(message, kind):
        raise WireError(f"the message '{message.op}' came where '{kind.op}' was due")
    return message


def read_found(body: bytes) -> Found | Unreadable:
    """The answer of a parser in these bytes. Of `Found.value` nothing is known but that it is plain data.

    Raises:
        WireError: no such answer.
    """
    message = decode(body)
    if not isinstance(message, Found | Unreadable):
        raise WireError(f"the message '{message.op}' came from a parser")
    if type(message.seconds) is not float or not 0 <= message.seconds < math.inf:
        raise WireError("an answer that took no time that there is")
    if isinstance(message, Unreadable):
        return Unreadable(shortened(message.reason), message.seconds)
    return message
