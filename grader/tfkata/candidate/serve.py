"""The untrusted side: loads the learner's module and answers calls with plain data.

Runs in a process of its own that holds no secret: it sees the arguments of each call and nothing else.
Imports TensorFlow nowhere by itself; describing a model uses the Keras that the learner's code brought in.
"""

from __future__ import annotations
import __future__

import ast
import contextlib
import difflib
import functools
import linecache
import operator
import random
import sys
import textwrap
import traceback
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tfkata.candidate import changes, keras_files, steps
from tfkata.candidate.failed_at import failed_at, last_line, traceback_of, translated
from tfkata.candidate.folders import Folders
from tfkata.candidate.left_behind import LeftBehind
from tfkata.candidate.named_values import ancestors, class_name
from tfkata.candidate.values import materialized, to_plain
from tfkata.errors import ChannelClosed, WireError
from tfkata.wire import messages, replies
from tfkata.wire.channel import Channel
from tfkata.wire.codec import Described, Foreign, Message
from tfkata.wire.messages import Call, CallMany, Load, ReadFile
from tfkata.wire.replies import Missing, Raised, Reply, Value

MAX_TRACEBACK_LINES = 40
MAX_CALL_LINES = 14
MAX_ERROR_TEXT = 2000
_FUTURE = functools.reduce(
    operator.or_, (getattr(__future__, name).compiler_flag for name in __future__.all_feature_names)
)


_under_way: list[object] = []


def answering() -> int:
    """How many requests the learner's code is answering in this process right now."""
    return len(_under_way)


class LearnerModule:
    """The learner's module and the requests it answers. Whatever it raises becomes part of a reply, except `passed_on`."""

    def __init__(self, passed_on: tuple[type[BaseException], ...] = ()) -> None:
        self._passed_on = passed_on
        self._module = types.ModuleType("unloaded")
        self._filename = self._text = ""

    def answer(self, body: bytes) -> bytes:
        """One request in, one reply out, whatever the learner's code does."""
        _under_way.append(self)
        try:
            return self._answer(messages.decode(body, measured=True))
        finally:
            _under_way.pop()

    def _answer(self, request: Message) -> bytes:
        reply = self._reply(request)
        try:
            return replies.write_reply(reply)
        except WireError as error:
            lost = Value(Foreign("value", str(error)))
        if not isinstance(reply.content, tuple):
            return replies.write_reply(Reply(reply.id, lost))
        try:
            return replies.write_reply(Reply(reply.id, tuple(_crossing(part) for part in reply.content)))
        except WireError:  # each of them fits, all together do not
            return replies.write_reply(Reply(reply.id, (lost,) * len(reply.content)))

    def _reply(self, request: Message) -> Reply:
        match request:
            case Load():
                return Reply(request.id, self._load(request))
            case Call():
                return self._call(request.id, request.function, request.arguments, request.options)
            case CallMany():
                return self._call_many(request)
            case ReadFile():
                return Reply(
                    request.id,
                    self._guarded(lambda: keras_files.read(request.kind, request.path, request.model)),
                )
        raise WireError(f"a candidate is not asked '{request.op}'")

    def _load(self, request: Load) -> Value | Raised:
        self._filename = request.filename
        seed_everything(request.seed)
        text = self._text = request.source
        lines = [f"{line}\n" for line in text.split("\n")]
        linecache.cache[self._filename] = (len(text), None, lines, self._filename)
        self._module = types.ModuleType(request.name)
        # Not the name that its functions bear: AutoGraph would read that file again, which cannot be opened here.
        self._module.__file__ = str(Path.cwd() / f"{request.name}.py")
        sys.modules[request.name] = self._module
        return self._guarded(lambda: self._execute(text))

    def _execute(self, text: str) -> None:
        """Run the file line by line as Python does, but go on after a line for trying things out that cannot work here."""
        whole = compile(text, self._filename, "exec", dont_inherit=True)
        future = whole.co_flags & _FUTURE
        for statement in ast.parse(text, self._filename).body:
            part = ast.Module([statement], [])
            code = compile(part, self._filename, "exec", flags=future, dont_inherit=True)
            try:
                exec(code, self._module.__dict__)  # noqa: S102
            except Exception as error:
                if not _is_tried_out(statement, error):
                    raise
                said = f"{type(error).__name__}: {error}"[:200]
                print(
                    f"line {statement.lineno} does not work here and was passed over: {said}", file=sys.stderr
                )

    def _call(self, request_id: str, name: str, plain: list[Any], options: dict[str, Any]) -> Reply:
        function = self._module.__dict__.get(name)
        if not callable(function):
            return Reply(request_id, self._missing(name))
        with Folders() as folders:
            arguments = materialized(plain, folders)
            before = changes.copied(_watched(arguments, folders, options))
            content = self._guarded(lambda: self._answered(function, arguments, options))
            mutated = changes.changed(_watched(arguments, folders, options), before)
        return Reply(request_id, content, mutated=mutated)

    def _answered(self, function: Callable[..., Any], arguments: list[Any], options: dict[str, Any]) -> Any:
        """What was returned as plain data, and what else is asked: what it does, or what became of the models given."""
        left = LeftBehind(arguments) if options.get("models_after") else None
        value = function(*arguments)
        plain = to_plain(value, options)
        if "steps" in options:
            error = functools.partial(describe_error, filename=self._filename)
            done = steps.performed(value, arguments, options["steps"], error)
            return Described("performed", {"returned": plain, **done})
        return plain if left is None else (plain, to_plain(left.described(), {}))

    def _call_many(self, request: CallMany) -> Reply:
        parts: list[Value | Raised] = []
        mutated = False
        for arguments in request.calls:
            reply = self._call(request.id, request.function, arguments, request.options)
            if not isinstance(reply.content, Value | Raised):
                return reply
            parts.append(reply.content)
            mutated |= reply.mutated is True
        return Reply(request.id, tuple(parts), mutated=mutated)

    def _missing(self, name: str) -> Missing:
        own = [n for n, v in self._module.__dict__.items() if callable(v) and not n.startswith("_")]
        return Missing(tuple(difflib.get_close_matches(name, own, n=3, cutoff=0.3)))

    def _guarded(self, action: Callable[[], Any]) -> Value | Raised:
        try:
            return Value(action())
        except self._passed_on:
            raise
        except BaseException as error:  # noqa: BLE001  (the learner's code may raise anything at all)
            return describe_error(error, self._filename, self._text)


def serve(channel: Channel) -> None:
    """Answer requests until the examiner closes the channel."""
    module = LearnerModule()
    with contextlib.suppress(ChannelClosed):
        while True:
            reply = module.answer(channel.receive())
            _flush()
            channel.send(reply)


def _is_tried_out(statement: ast.stmt, error: Exception) -> bool:
    """Whether a line outside functions only prepares or tries something, and fails for want of another cell or of a download.

    What the kit has for trying things out (`tfkata.data`) is out of reach here, and an import of it no more than such a line.
    """
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return all(name.partition(".")[0] == "tfkata" for name in _imported(statement))
    tries = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.With, ast.Assert, ast.Delete)
    fetches = "URL fetch failure" in str(error) or ".keras/datasets" in str(error)
    return isinstance(statement, tries) and (isinstance(error, NameError) or fetches)


def _imported(statement: ast.Import | ast.ImportFrom) -> list[str]:
    return (
        [str(statement.module)]
        if isinstance(statement, ast.ImportFrom)
        else [a.name for a in statement.names]
    )


def _watched(arguments: list[Any], folders: Folders, options: dict[str, Any]) -> list[Any]:
    """What a call may not change: the arguments, what is in folders, and the weights of models where these are not to be trained."""
    models = (
        [part for part in arguments if hasattr(part, "get_weights")] if options.get("weights_stay") else []
    )
    return [*arguments, sorted(folders.places().items()), *(model.get_weights() for model in models)]


def _crossing(part: Value | Raised) -> Value | Raised:
    """One part of a reply, with a name in the place of a value that does not cross."""
    try:
        replies.write_reply(Reply("", part))
    except WireError as error:
        return Value(Foreign("value", str(error)))
    return part


def seed_everything(seed: int) -> None:
    """Seed Python, NumPy and, where it is loaded, Keras."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    if "keras" in sys.modules:
        sys.modules["keras"].utils.set_random_seed(seed % 2**32)


def describe_error(error: BaseException, filename: str, text: str = "") -> Raised:
    """The error, the names of the classes it descends from, the learner's own part of its traceback, and what failed there.

    `text` is that of the learner's file; without it, nothing is said of the expression that failed.
    """
    try:
        said = str.__str__(str(error))  # no class derived from it, whose methods would run below
    except Exception:  # noqa: BLE001  (a learner's __str__ may raise)
        said = ""
    kinds = tuple(class_name(base) for base in ancestors(type(error)))
    try:
        at, inner = failed_at(error, said, filename, text), translated(said, filename, text)
    except Exception:  # noqa: BLE001  (an error is told in any case)
        at = inner = None
    own = _own_traceback(error, filename, inner)
    return Raised(class_name(type(error)), _both_ends(said), own, kinds, at)


def _both_ends(text: str) -> str:
    """Libraries say first which call met an error and last what the error was."""
    half = MAX_ERROR_TEXT // 2
    return text if len(text) <= MAX_ERROR_TEXT else f"{text[:half]}\n…\n{text[-half:]}"


def _own_traceback(error: BaseException, filename: str, inner: tuple[ast.stmt, str] | None = None) -> str:
    if issubclass(type(error), SyntaxError) and getattr(error, "filename", "") == filename:
        return "".join(traceback.format_exception_only(error))
    frames = [f for f in traceback.extract_tb(traceback_of(error)) if f.filename == filename]
    if inner is not None:
        first, last = inner[0].lineno, last_line(inner[0])
        frames.append(traceback.FrameSummary(filename, first, inner[1], end_lineno=last))
    if len(frames) > 12:
        frames = frames[:4] + frames[-4:]
    told = [*traceback.format_list(frames[:-1]), *(map(_in_full, frames[-1:]))]
    lines = "".join(told).splitlines()
    return "\n".join(lines[:MAX_TRACEBACK_LINES])


def _in_full(frame: traceback.FrameSummary) -> str:
    """A frame with every line of the call that stopped, where Python shows the first alone."""
    first, last = frame.lineno or 0, frame.end_lineno or 0
    if last <= first:
        return traceback.format_list([frame])[0]
    lines = [linecache.getline(frame.filename, number).rstrip() for number in range(first, last + 1)]
    if len(lines) > MAX_CALL_LINES:
        lines = [*lines[: MAX_CALL_LINES - 3], "…", *lines[-2:]]
    shown = textwrap.indent(textwrap.dedent("\n".join(lines)), "    ")
    return f'  File "{frame.filename}", line {first}, in {frame.name}\n{shown}\n'


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(Exception):
            stream.flush()
