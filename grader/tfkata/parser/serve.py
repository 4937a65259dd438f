"""Answers one request after another: a text in, plain data out."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from tfkata.errors import ChannelClosed, WireError
from tfkata.parser import limits, notebook, notebook_cells, python
from tfkata.wire import messages
from tfkata.wire.channel import Channel
from tfkata.wire.codec import Message
from tfkata.wire.parsing import FindStubs, Found, ReadAnswers, ReadGraded, ReadNotebook, Unreadable

_FORMS: dict[str, Callable[[bytes], dict[str, Any]]] = {
    "file": notebook.as_handed_in,
    "nbgrader": notebook.as_handed_in,
    "cells": notebook.as_cells,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An exercise, as far as this process knows it."""

    id: str
    functions: list[str]


def serve(channel: Channel) -> None:
    """Say that it begins, then answer requests until the driver closes the channel, or this process has grown too large."""
    with suppress(ChannelClosed):
        channel.send(messages.encode(Found(None, 0.0)))
        while not limits.has_grown():
            request = messages.decode(channel.receive())
            channel.send(answer(request, channel.receive()))


def answer(request: Message, content: bytes) -> bytes:
    """What a request finds in the content, as the bytes of a message."""
    begun = time.process_time()
    try:
        with _at_most(getattr(request, "seconds", 0.0)):
            value = _found(request, content)
            return messages.encode(Found(value, time.process_time() - begun))
    except (notebook.NotANotebook, WireError) as error:
        return messages.encode(Unreadable(str(error)[:500], time.process_time() - begun))
    except MemoryError:
        return messages.encode(Unreadable("", time.process_time() - begun))
    except Exception as error:  # noqa: BLE001  a stranger's text in the hands of many parsers
        said = f"{type(error).__name__}: {error}"
        return messages.encode(Unreadable(said[:300], time.process_time() - begun))


def _found(request: Message, content: bytes) -> Any:
    match request:
        case FindStubs():
            text = content.decode("utf-8", "surrogatepass")
            return sorted(python.unattempted(text).intersection(request.functions))
        case ReadAnswers():
            return dict(_answers(request, content))
        case ReadNotebook():
            return _plain(notebook.as_nbgrader_takes_it(content))
        case ReadGraded():
            return notebook.graded(content, request.mime)
    raise WireError(f"a parser is not asked '{request.op}'")


def _answers(request: ReadAnswers, content: bytes) -> Iterator[tuple[str, str]]:
    """The text for each exercise; with `only_defined`, for those of which the text defines a function."""
    read = _FORMS[request.form](content)
    for name, functions in request.exercises.items():
        exercise = Wanted(name, functions)
        text = notebook.text_of(read, exercise, request.checks)
        if not request.only_defined or notebook_cells.functions_in(text).intersection(functions):
            yield name, text


def _plain(value: Any) -> Any:
    """Without nbformat's own kind of dict."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """So many seconds of CPU, after which the kernel ends this process; where it cannot (Windows), the driver does."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
