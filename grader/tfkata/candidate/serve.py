"""The untrusted side: loads the learner's module and answers calls with plain data.

Runs in a process of its own that holds no secret: it sees the arguments of each call and nothing else.
Imports TensorFlow nowhere by itself; describing a model uses the Keras that the learner's code brought in.
"""

from __future__ import annotations

import contextlib
import difflib
import linecache
import random
import sys
import traceback
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from tfkata.candidate.values import materialize, to_plain
from tfkata.errors import ChannelClosed, WireError
from tfkata.wire import codec
from tfkata.wire.codec import Channel, Foreign

MAX_TRACEBACK_LINES = 40
MAX_ERROR_TEXT = 2000


class Candidate:
    """The learner's module and the requests it answers. What it raises becomes part of a reply, but for `passed_on`."""

    def __init__(self, passed_on: tuple[type[BaseException], ...] = ()) -> None:
        self._passed_on = passed_on
        self._module = types.ModuleType("unloaded")
        self._filename = ""

    def answer(self, body: bytes) -> bytes:
        """One request in, one reply out; whatever the learner's code does becomes part of the reply."""
        request = codec.decode(body)
        handle: Callable[[dict[str, Any]], dict[str, Any]] = getattr(self, f"_{request['op']}")
        reply = {"id": request["id"], **handle(request)}
        try:
            return codec.encode(reply)
        except WireError as error:
            lost = Foreign("value", str(error))
        if request["op"] != "many" or not isinstance(reply.get("ok"), list):
            return codec.encode({"id": request["id"], "ok": lost})
        try:
            return codec.encode({"id": request["id"], "ok": [_crossing(part) for part in reply["ok"]]})
        except WireError:  # each of them fits, all together do not
            return codec.encode({"id": request["id"], "ok": [{"ok": lost}] * len(reply["ok"])})

    def _load(self, request: dict[str, Any]) -> dict[str, Any]:
        name, self._filename, text = request["name"], request["filename"], request["source"]
        seed_everything(request["seed"])
        lines = [f"{line}\n" for line in text.split("\n")]
        linecache.cache[self._filename] = (len(text), None, lines, self._filename)
        self._module = types.ModuleType(name)
        self._module.__file__ = self._filename
        sys.modules[name] = self._module
        return self._guarded(lambda: self._execute(text))

    def _execute(self, text: str) -> None:
        exec(compile(text, self._filename, "exec", dont_inherit=True), self._module.__dict__)  # noqa: S102

    def _call(self, request: dict[str, Any]) -> dict[str, Any]:
        function, missing = self._function(request["function"])
        if missing is not None:
            return {"missing": missing}
        options = request["options"]
        arguments = [materialize(argument, options) for argument in request["arguments"]]
        before = [a.copy() if isinstance(a, np.ndarray) else None for a in arguments]
        reply = self._guarded(lambda: to_plain(function(*arguments), options))
        reply["mutated"] = any(
            b is not None and not _identical(a, b) for a, b in zip(arguments, before, strict=True)
        )
        return reply

    def _many(self, request: dict[str, Any]) -> dict[str, Any]:
        calls = [{**request, "arguments": arguments} for arguments in request["calls"]]
        replies = []
        for call in calls:
            reply = self._call(call)
            if "missing" in reply:
                return reply
            replies.append(reply)
        return {"ok": replies}

    def _read(self, request: dict[str, Any]) -> dict[str, Any]:
        from tfkata.candidate import keras_files

        return self._guarded(lambda: keras_files.read(request["kind"], request["path"], request["model"]))

    def _function(self, name: str) -> tuple[Callable[..., Any], list[str] | None]:
        found = self._module.__dict__.get(name)
        if callable(found):
            return found, None
        own = [n for n, v in self._module.__dict__.items() if callable(v) and not n.startswith("_")]
        return print, difflib.get_close_matches(name, own, n=3, cutoff=0.3)

    def _guarded(self, action: Callable[[], Any]) -> dict[str, Any]:
        try:
            return {"ok": action()}
        except self._passed_on:
            raise
        except BaseException as error:  # noqa: BLE001  (the learner's code may raise anything at all)
            return {"raised": describe_error(error, self._filename)}


def serve(channel: Channel) -> None:
    """Answers requests until the examiner closes the channel."""
    candidate = Candidate()
    with contextlib.suppress(ChannelClosed):
        while True:
            reply = candidate.answer(channel.receive())
            _flush()
            channel.send(reply)


def _crossing(reply: dict[str, Any]) -> dict[str, Any]:
    """One reply of many, with a name in the place of a value that does not cross."""
    try:
        codec.encode(reply)
    except WireError as error:
        return {"ok": Foreign("value", str(error))}
    return reply


def seed_everything(seed: int) -> None:
    """Seeds Python, NumPy and, where it is loaded, Keras."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed % 2**32)


def describe_error(error: BaseException, filename: str) -> dict[str, Any]:
    """The error, the names of the classes it descends from, and the learner's own part of its traceback."""
    name = type(error).__name__
    try:
        message = str(error)[:MAX_ERROR_TEXT]
    except Exception:  # noqa: BLE001  (a learner's __str__ may raise)
        message = ""
    kinds = [base.__name__ for base in type(error).__mro__]
    return {"type": name, "kinds": kinds, "message": message, "traceback": _own_traceback(error, filename)}


def _own_traceback(error: BaseException, filename: str) -> str:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return "".join(traceback.format_exception_only(error))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == filename]
    if len(frames) > 12:
        frames = frames[:4] + frames[-4:]
    lines = "".join(traceback.format_list(frames)).splitlines()
    return "\n".join(lines[:MAX_TRACEBACK_LINES])


def _identical(a: np.ndarray, b: np.ndarray) -> bool:
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
