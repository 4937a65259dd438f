"""What is said between the driver and a parser: each request is followed by a frame with the content to be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from tfkata.wire.codec import Message


@dataclass(frozen=True, slots=True)
class FindStubs(Message):
    """Say which of these functions are still stubs in a text of Python; `seconds` of CPU may go into it, here and below."""

    op: ClassVar[str] = "stubs"
    seconds: float
    functions: list[str]


@dataclass(frozen=True, slots=True)
class ReadAnswers(Message):
    """Find the texts that answer exercises (id -> names of functions) in the cells of a notebook.

    `form` is "file" (what a learner hands in), "nbgrader" (what nbgrader takes) or "cells" (written by tfkata itself).
    Cells whose grade id is in `checks` do not count. With `only_defined`, only exercises come back of which the text
    defines a function.
    """

    op: ClassVar[str] = "answers"
    seconds: float
    form: str
    exercises: dict[str, list[str]]
    checks: list[str]
    only_defined: bool


@dataclass(frozen=True, slots=True)
class ReadNotebook(Message):
    """Read a notebook as nbformat 4, without outputs."""

    op: ClassVar[str] = "notebook"
    seconds: float


@dataclass(frozen=True, slots=True)
class ReadGraded(Message):
    """Say what the cells of a graded notebook keep under the type `mime`."""

    op: ClassVar[str] = "graded"
    seconds: float
    mime: str


@dataclass(frozen=True, slots=True)
class Found(Message):
    """What was asked for, as plain data, and the seconds of CPU that it took."""

    op: ClassVar[str] = "found"
    value: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Unreadable(Message):
    """Why it cannot be read, in words for its author; without words where the memory did not do."""

    op: ClassVar[str] = "unreadable"
    reason: str
    seconds: float
