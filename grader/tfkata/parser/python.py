"""What a text says of its functions, read from its syntax: which are there, and which nobody has written yet."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager

from tfkata.parser import limits

NOT_PYTHON = (SyntaxError, ValueError, RecursionError)


def parsed(text: str) -> ast.Module | None:
    """The syntax tree, or None for what is no Python.

    Raises:
        MemoryError: this process has not enough of it.
    """
    with only_python():
        return ast.parse(text)
    return None


@contextmanager
def only_python() -> Iterator[None]:
    """Leaves the block where the text turns out to be no Python, or to have more levels than Python reads."""
    try:
        yield
    except NOT_PYTHON:
        return
    except MemoryError:
        if limits.has_grown():
            raise


def functions_of(text: str) -> set[str]:
    """Names of the functions that a module's text defines; of text that is no Python, none."""
    tree = parsed(text)
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)} if tree else set()


def unattempted(text: str) -> set[str]:
    """Names of the module's functions that still only raise NotImplementedError. Unreadable code has none.

    Of two with one name the later counts, as it does for Python.
    """
    stubs: dict[str, bool] = {}
    tree = parsed(text)
    for node in tree.body if tree else []:
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


def _is_stub(node: ast.FunctionDef) -> bool:
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if len(body) != 1 or not isinstance(body[0], ast.Raise):
        return False
    named = (part for part in ast.walk(body[0]) if isinstance(part, ast.Name))
    return any(part.id == "NotImplementedError" for part in named)
