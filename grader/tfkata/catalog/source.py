"""One solution file is the source of statement, stub and cells. Pure text: nothing here runs code.

A region to be written by the learner stands between `### BEGIN SOLUTION` and `### END SOLUTION`, the
markers that nbgrader uses.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from tfkata.errors import SourceError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
PLACEHOLDER = ("# YOUR CODE HERE", "raise NotImplementedError")


@dataclass(frozen=True, slots=True)
class Source:
    """A solution file taken apart.

    Attributes:
        title: first line of the docstring.
        statement: the docstring without it, Markdown.
        stub: what a learner gets.
        answer: the file without the markers.
    """

    title: str
    statement: str
    stub: str
    answer: str


def parse(text: str, name: str) -> Source:
    """Takes a solution file apart.

    Raises:
        SourceError: no docstring, unbalanced markers or no region at all.
    """
    try:
        docstring = ast.get_docstring(ast.parse(text))
    except SyntaxError as error:
        raise SourceError(f"{name}: line {error.lineno}: {error.msg}") from error
    except ValueError as error:
        raise SourceError(f"{name}: {error}") from error
    if not docstring:
        raise SourceError(f"{name}: begins without a docstring: it is the statement")
    title, _, statement = docstring.partition("\n")
    return Source(title.strip(), statement.strip(), _stub(text, name), _without_markers(text))


def _stub(text: str, name: str) -> str:
    lines: list[str] = []
    inside = found = False
    for number, line in enumerate(text.removesuffix("\n").split("\n"), start=1):
        mark = line.strip()
        if mark in (BEGIN, END):
            if inside is (mark == BEGIN):
                raise SourceError(f"{name}: line {number}: '{mark}' out of place")
            found = True
            inside = mark == BEGIN
            if inside:
                indent = line[: len(line) - len(line.lstrip())]
                lines += [indent + part for part in PLACEHOLDER]
        elif not inside:
            lines.append(line)
    if inside or not found:
        raise SourceError(f"{name}: {'a region is not closed' if inside else f'no {BEGIN}'}")
    return "\n".join(lines) + "\n"


def _without_markers(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() not in (BEGIN, END))


def unattempted(text: str) -> set[str]:
    """Names of the module's functions that still only raise NotImplementedError. Unreadable code has none.

    Of two with one name the later counts, as it does for Python.
    """
    stubs: dict[str, bool] = {}
    for node in _tree(text).body:
        if isinstance(node, ast.FunctionDef):
            stubs[node.name] = _is_stub(node)
        else:
            stubs |= dict.fromkeys(_bound(node), False)
    return {name for name, is_stub in stubs.items() if is_stub}


def _bound(statement: ast.stmt) -> set[str]:
    """Names that a statement other than a function may give a value to."""
    parts = list(ast.walk(statement))
    named = {part.id for part in parts if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    imported = {part.asname or part.name for part in parts if isinstance(part, ast.alias)}
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return named | imported | {part.name for part in parts if isinstance(part, defined)}


def bound_names(text: str) -> set[str]:
    """Everything that has a name at the top of the module: functions, classes, imports, values."""
    return {name for statement in _tree(text).body for name in _bound(statement)}


def mentions(text: str, *packages: str) -> bool:
    """Whether the code has one of these names in it: then a process that has imported it is worth waiting for."""
    return re.search(rf"\b({'|'.join(packages)})\b", text) is not None


def _tree(text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module(body=[], type_ignores=[])


def _is_stub(node: ast.FunctionDef) -> bool:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    named = (part for part in ast.walk(body[0]) if isinstance(part, ast.Name))
    return any(part.id == "NotImplementedError" for part in named)
