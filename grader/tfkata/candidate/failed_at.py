"""The untrusted side: which expression of the learner's an error came out of, and what the names in it held then.

Runs after an error, and never otherwise. Python keeps the place of each instruction to the column, so the expression is known
whole, however many lines it has; of code that TensorFlow translated, its message names the line. Names are looked up, never
worked out again: what only running something would tell stays untold.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import itertools
import re
import types
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from tfkata.candidate.named_values import class_module, class_name, described, is_library_object
from tfkata.wire.replies import MAX_EXPRESSION, MAX_VALUES, FailedAt

LONGEST_TEXT, LONGEST_NAME, MOST_CAUSES = 300_000, 60, 8
_MISSING: Any = object()
_OF_AN_ARRAY = {"shape", "ndim", "dtype", "size", "T"}
_LOOKED_UP = (ast.Name, ast.Attribute, ast.Subscript)

Span = tuple[int, int, int, int]


def failed_at(error: BaseException, said: str, filename: str, text: str) -> FailedAt | None:
    """Where in the learner's file an error came up; None where no line of it was running.

    Args:
        error: what was raised.
        said: the error's own words.
        filename: of the learner's file, as its frames have it.
        text: of that file.
    """
    entries = list(_entries(traceback_of(error)))
    own = [place for place, (frame, _) in enumerate(entries) if frame.f_code.co_filename == filename]
    inner = translated(said, filename, text)
    if inner is not None:
        return _told(inner[0], inner[0].lineno, _Scope(_frame_translated(error)), text)
    if not own or len(text) > LONGEST_TEXT:
        return None
    frame, at = entries[own[-1]]
    span = next(itertools.islice(frame.f_code.co_positions(), at // 2, None), None)
    if span is None or None in span:
        return None
    line, end, column, end_column = (number or 0 for number in span)
    below = entries[own[-1] + 1][0] if own[-1] + 1 < len(entries) else None
    return _told(_node(text, (line, column, end, end_column)), line, _Scope(frame), text, below)


def traceback_of(error: BaseException) -> types.TracebackType | None:
    """The traceback that Python itself keeps, whatever the error's class says."""
    found: types.TracebackType | None = BaseException.__dict__["__traceback__"].__get__(error)
    return found


def translated(said: str, filename: str, text: str) -> tuple[ast.stmt, str] | None:
    """The statement and the function of the learner's that TensorFlow ran in a translation of its own, which its message names."""
    if not said[:100].lstrip().startswith("in user code:") or len(text) > LONGEST_TEXT:
        return None
    found = re.findall(rf'File "{re.escape(filename)}", line (\d{{1,6}}), in (\w+)', said[:LONGEST_TEXT])
    statement = _statement(text, int(found[-1][0])) if found else None
    return (statement, found[-1][1]) if statement is not None else None


def last_line(statement: ast.stmt) -> int:
    """The last line of a statement, of one with a body the first."""
    return statement.lineno if _has_body(statement) else statement.end_lineno or 0


def _has_body(node: ast.AST) -> bool:
    return isinstance(node, ast.stmt) and (hasattr(node, "body") or hasattr(node, "cases"))


def _frame_translated(error: BaseException) -> types.FrameType | None:
    """The innermost frame of translated code: TensorFlow raises a new error about the one that passed through it."""
    told: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if told is None:
            break
        frames = [
            frame for frame, _ in _entries(traceback_of(told)) if "__autograph" in frame.f_code.co_filename
        ]
        if frames:
            return frames[-1]
        told = BaseException.__dict__["__context__"].__get__(told)
    return None


def _entries(traceback: types.TracebackType | None) -> Iterator[tuple[types.FrameType, int]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lasti
        traceback = traceback.tb_next


def _told(
    node: ast.AST | None, line: int, scope: _Scope, text: str, below: types.FrameType | None = None
) -> FailedAt:
    """What is told of a node; `below` is the frame that it called, where one is known."""
    if node is None:
        return FailedAt(line=line)
    called, documented = scope.call(node)
    library = "" if called or below is None else below.f_globals.get("__name__")
    return FailedAt(
        line=line,
        expression=_written(text, node)[:MAX_EXPRESSION],
        called=called,
        given=isinstance(node, ast.Call) and bool(node.args or node.keywords),
        documented=documented,
        library=library.partition(".")[0] if type(library) is str else "",
        values=tuple(itertools.islice(scope.values(node), MAX_VALUES)),
    )


@lru_cache(maxsize=1)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


@lru_cache(maxsize=64)
def _node(text: str, span: Span) -> ast.AST | None:
    """The smallest expression or statement that covers a span; for a target, which only receives, the statement around it."""
    around = [node for node in _codes(_parsed(text)) if _holds(node, span)]
    return around[-1] if around else None


@lru_cache(maxsize=64)
def _statement(text: str, line: int) -> ast.stmt | None:
    """The smallest statement that has a line."""
    around = [
        node
        for node in _codes(_parsed(text))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return around[-1] if around else None


def _codes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """What runs and has a value or an effect, the outer before the inner; not in f-strings, where Python 3.11 counts in its own way."""
    for child in ast.iter_child_nodes(node):
        receives = isinstance(getattr(child, "ctx", None), ast.Store | ast.Del)
        if isinstance(child, ast.expr | ast.stmt) and not (receives or isinstance(child, ast.Starred)):
            yield child
        if not isinstance(child, ast.JoinedStr):
            yield from _codes(child)


def _holds(node: ast.expr | ast.stmt, span: Span) -> bool:
    start, end = (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
    return start <= span[:2] and span[2:] <= end


@lru_cache(maxsize=64)
def _written(text: str, node: ast.AST) -> str:
    """An expression as it is written, without the comments and line ends in it; of a statement with a body the first line."""
    lines = (ast.get_source_segment(text, node) or "").strip().splitlines()
    if len(lines) <= 1 or _has_body(node):
        return "".join(lines[:1])
    return ast.unparse(node)


def _name(node: ast.AST) -> str:
    """A function as it is written, with … for what stands in brackets: `layers.Conv2D(…)`, `np.stack`; "" for anything else."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute(value=inner):
            after = f".{node.attr}"
        case ast.Call(func=inner):
            after = "(…)"
        case ast.Subscript(value=inner):
            after = "[…]"
        case _:
            return ""
    before = _name(inner)
    return f"{before}{after}" if before else ""


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is in it, in the order of the text, without the statements of a body."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield from _within(child)


class _Scope:
    """The names of one frame, or none."""

    def __init__(self, frame: types.FrameType | None) -> None:
        self._names: tuple[Mapping[str, Any], ...]
        self._names = (frame.f_locals, frame.f_globals, vars(builtins)) if frame is not None else ()
        code = frame.f_code if frame is not None else _told.__code__
        self._local = {*code.co_varnames, *code.co_cellvars, *code.co_freevars}
        self._module = frame.f_globals.get("__name__") if frame is not None else None

    def call(self, node: ast.AST) -> tuple[str, bool]:
        """The function that a node calls, as it is written, "" where none is; and whether `help` tells of it under that name."""
        if not isinstance(node, ast.Call):
            return "", False
        function, name = self.value(node.func), _name(node.func)
        if len(name) > LONGEST_NAME or not (function is _MISSING or callable(function)):
            return "", False
        by_name = isinstance(node.func, ast.Name) or _is_module(self.value(getattr(node.func, "value", node)))
        return name, by_name and function is not _MISSING and not self._is_own(function)

    def _is_own(self, function: Any) -> bool:
        """Whether a function or a class is of the module that runs here."""
        kind = type(function)
        if kind is not types.FunctionType and not issubclass(kind, type):
            return False
        home = function.__module__ if kind is types.FunctionType else class_module(function)
        return home == self._module

    def value(self, node: ast.AST) -> Any:
        """What a name, attribute or simple subscript is; `_MISSING` where only running something would tell."""
        try:
            return self._value(node)
        except Exception:  # noqa: BLE001  (no such key, an index outside)
            return _MISSING

    def _value(self, node: ast.AST) -> Any:
        match node:
            case ast.Name():
                places = self._names[: 1 if node.id in self._local else None]
                return next(names[node.id] for names in places if node.id in names)
            case ast.Attribute():
                owner = self._value(node.value)
                if _has_plain_class(owner):
                    found = inspect.getattr_static(owner, node.attr)
                    if _is_module(owner) or (_has_plain_class(found) and not hasattr(type(found), "__get__")):
                        return found
            case ast.Subscript():
                owner, index = self._value(node.value), self._value(node.slice)
                if _is_exactly(owner, list, tuple, dict, np.ndarray) and _is_exactly(index, int, str):
                    return owner[index]
            case ast.Constant():
                return node.value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(number))):
                return -number
        raise LookupError("only running it would tell")

    def values(self, node: ast.AST) -> Iterator[tuple[str, str]]:
        """The names, attributes and simple subscripts of an expression and what each is, in the order of the text."""
        parts = list(_within(node))
        called = {id(part.func) for part in parts if isinstance(part, ast.Call)}
        hidden = _hidden(parts)
        seen: set[str] = set()
        for part in parts:
            if (
                not isinstance(part, _LOOKED_UP)
                or not isinstance(part.ctx, ast.Load)
                or _is_told_elsewhere(part, hidden)
            ):
                continue
            name, value = ast.unparse(part), self.value(part)
            if value is _MISSING or name in seen or len(name) > LONGEST_NAME:
                continue
            if not self._says_nothing(part, value, called=id(part) in called):
                seen |= {name, ast.unparse(part.value) if isinstance(part, ast.Attribute) else name}
                yield name, described(value)

    def _says_nothing(self, part: ast.AST, value: Any, *, called: bool) -> bool:
        """Modules, called functions and classes, dtypes and Python's own classes, and constants of modules are no news.

        A called layer is: that `layer` is an InputLayer may be all that is wrong with `layer(x)`.
        """
        if _is_module(value) or (called and callable(value) and not is_library_object(value)):
            return True
        if issubclass(type(value), type):
            return issubclass(value, np.generic) or vars(builtins).get(class_name(value)) is value
        return isinstance(part, ast.Attribute) and not callable(value) and _is_module(self.value(part.value))


def _is_exactly(value: Any, *kinds: type) -> bool:
    return any(type(value) is kind for kind in kinds)


def _has_plain_class(value: Any) -> bool:
    """Whether its class can be asked for something without running a metaclass."""
    return type(type(value)) is type


def _is_module(value: Any) -> bool:
    return issubclass(type(value), types.ModuleType)


def _hidden(parts: list[ast.AST]) -> set[str]:
    """What lambdas and comprehensions in an expression call their own: the frame may hold another value under that name."""
    own = [part.target for part in parts if isinstance(part, ast.comprehension)]
    names = {name.id for target in own for name in ast.walk(target) if isinstance(name, ast.Name)}
    return names | {part.arg for part in parts if isinstance(part, ast.arg)}


def _is_told_elsewhere(part: ast.AST, hidden: set[str]) -> bool:
    """`x.shape` and `x.shape[0]` are told with `x`."""
    names = {inner.id for inner in ast.walk(part) if isinstance(inner, ast.Name)}
    attributes = {inner.attr for inner in ast.walk(part) if isinstance(inner, ast.Attribute)}
    return bool(names & hidden or attributes & _OF_AN_ARRAY)
