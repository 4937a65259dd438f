"""What a candidate answers: the one message that a hostile process may have written.

`read_reply` takes nothing in it for granted; what is missing or of the wrong type becomes a value that no judge mistakes
for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tfkata.errors import WireError
from tfkata.wire import codec
from tfkata.wire.codec import Foreign

MAX_TEXT, MAX_NAME, MAX_KINDS, MAX_NEAR = 4000, 100, 50, 3
MAX_VALUES, MAX_VALUE, MAX_EXPRESSION = 6, 200, 1500
_NAME = re.compile(r"[\w.()\[\]…]+")


@dataclass(frozen=True, slots=True)
class FailedAt:
    """What a candidate says of the place where its code failed: for people to read, and never a reason for a verdict.

    Attributes:
        line: in the learner's file.
        expression: that was being worked out, whole.
        called: the function that is called there, as it is written, with "…" for what is in brackets; "" where none is.
        given: whether it was called with any arguments.
        library: the package whose code raised the error, "builtins" for Python; "" where it was the learner's own.
        documented: whether `help` knows that function under this name.
        values: names in the expression, and what each was at that moment, in words.
    """

    line: int = 0
    expression: str = ""
    called: str = ""
    given: bool = False
    library: str = ""
    documented: bool = False
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Raised:
    """What the learner's code raised: names of the class and of those it derives from, and its own part of the traceback."""

    type: str
    message: str
    traceback: str
    kinds: tuple[str, ...] = ()
    at: FailedAt | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """The module has no function of the name that was called; `near` are similar names that it has."""

    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What the learner's function returned, as plain data."""

    value: Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What a candidate answers.

    `id` repeats the request's; for `CallMany`, the content is one part per call. `mutated` says whether a `Call`,
    or any call of a `CallMany`, changed what it was given; it is None for other requests.
    """

    id: str
    content: Value | Raised | Missing | tuple[Value | Raised, ...]
    mutated: bool | None = None


def write_reply(reply: Reply) -> bytes:
    """The bytes of a reply.

    Raises:
        WireError: the value does not cross the wire, or is too large.
    """
    data: dict[str, Any] = {"id": reply.id}
    if reply.mutated is not None:
        data["mutated"] = reply.mutated
    if isinstance(reply.content, tuple):
        data["ok"] = [_part(part) for part in reply.content]
    else:
        data |= _part(reply.content)
    return codec.encode(data)


def _part(content: Value | Raised | Missing) -> dict[str, Any]:
    if isinstance(content, Value):
        return {"ok": content.value}
    if isinstance(content, Missing):
        return {"missing": list(content.near)}
    raised = {"type": content.type, "kinds": list(content.kinds), "message": content.message}
    return {
        "raised": {**raised, "traceback": content.traceback, "at": asdict(content.at) if content.at else None}
    }


def read_reply(body: bytes, *, parts: int | None = None) -> Reply:
    """The reply in these bytes, which a hostile process may have written; for `CallMany`, `parts` says how many are due.

    Raises:
        WireError: no reply at all, or not as many parts as were asked for.
    """
    data = codec.decode(body)
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise WireError("not a reply")
    mutated = data.get("mutated") is True
    content = _content(data)
    if parts is None or not isinstance(content, Value):
        return Reply(data["id"], content, mutated)
    many = content.value
    if not isinstance(many, list) or len(many) != parts:
        raise WireError("not as many answers as calls")
    return Reply(data["id"], tuple(_answer(part) for part in many), mutated)


def _content(data: dict[Any, Any]) -> Value | Raised | Missing:
    if isinstance(data.get("missing"), list):
        return Missing(tuple(shortened(name)[:MAX_NAME] for name in data["missing"][:MAX_NEAR]))
    return _answer(data)


def _answer(data: Any) -> Value | Raised:
    raised = data.get("raised") if isinstance(data, dict) else None
    if isinstance(raised, dict):
        name, message, own = (shortened(raised.get(part)) for part in ("type", "message", "traceback"))
        kinds = raised.get("kinds")
        known: Sequence[Any] = kinds[:MAX_KINDS] if isinstance(kinds, list) else ()
        return Raised(
            name[:MAX_NAME], message, own, tuple(map(shortened, known)), _failed_at(raised.get("at"))
        )
    if not isinstance(data, dict) or "ok" not in data:
        return Value(Foreign("no answer"))
    return Value(data["ok"])


def _failed_at(said: Any) -> FailedAt | None:
    """What a candidate said of the place; whatever is not as its own side writes it is as good as not said."""
    if not isinstance(said, dict):
        return None
    line, values = said.get("line"), said.get("values")
    pairs = values[:MAX_VALUES] if isinstance(values, list | tuple) else ()
    return FailedAt(
        line=line if type(line) is int and 0 < line < 10**7 else 0,
        expression=_one_line(said.get("expression"), MAX_EXPRESSION),
        called=_as_name(said.get("called")),
        given=said.get("given") is True,
        documented=said.get("documented") is True,
        library=_as_name(said.get("library")),
        values=tuple(
            (_one_line(pair[0], MAX_NAME), _one_line(pair[1], MAX_VALUE))
            for pair in pairs
            if isinstance(pair, list | tuple)
            and len(pair) == 2
            and all(isinstance(part, str) for part in pair)
        ),
    )


def _as_name(text: Any) -> str:
    """A name of Python's, as it stands in a call; anything else would stand in a sentence of ours."""
    return text if isinstance(text, str) and len(text) <= MAX_NAME and _NAME.fullmatch(text) else ""


def _one_line(text: Any, most: int) -> str:
    """A text on one line, without control characters."""
    shown = "".join(c if c.isprintable() else " " for c in text[:most]) if isinstance(text, str) else ""
    return " ".join(shown.split())


def shortened(text: Any) -> str:
    """A text that a candidate sent, no longer than tfkata's own side of it would make it."""
    return text[:MAX_TEXT] if isinstance(text, str) else ""
