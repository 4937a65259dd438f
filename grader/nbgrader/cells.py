"""The learner's answer, put together from the cells of a notebook as the text of one module.

The cells that define the functions of the exercise are taken whole. Of all other cells only those statements are
taken that give a value to a name which the answer uses: imports, helper functions, constants. So trying things out
in a cell of one's own, plotting or training there, neither costs time nor breaks anything when it is graded.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterable, Iterator
from typing import Any

from grader.catalog import Exercise
from grader.nbgrader import ids, magics

_FUTURE = re.compile(r"^from __future__ import .+$", re.M)
MAX_CELLS = 2000


def from_notebook(notebook: dict[str, Any], exercise: Exercise) -> str:
    """The text of the answer. Check cells and the cell that imports `check` are never part of it."""
    return assemble(_sources(notebook, exercise), exercise)


def assemble(sources: Iterable[str], exercise: Exercise) -> str:
    """The module that the cells make when they are run in this order.

    As in a kernel the last definition of a function counts: a cell whose functions are all defined again later is
    treated like a cell of the learner's own. A cell that is no Python is taken if it should define one of the
    functions, so that its mistake is reported, and else left out.
    """
    texts = [magics.plain(storable(text)) for text in sources][-MAX_CELLS:]
    try:
        return _assembled(texts, exercise)
    except RecursionError:  # an expression thousands of levels deep: whoever loads it says so
        return "\n\n".join(text for text in texts if _defined(text, None) & set(exercise.functions)) + "\n"


def storable(text: str) -> str:
    """JSON can spell half a surrogate pair, which no file and no message can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _assembled(texts: list[str], exercise: Exercise) -> str:
    trees = [magics.parsed(text) for text in texts]
    last: dict[str, int] = {}
    for number, (text, tree) in enumerate(zip(texts, trees, strict=True)):
        last |= dict.fromkeys(_defined(text, tree) & set(exercise.functions), number)
    whole = set(last.values())
    own = {n: tree.body for n, tree in enumerate(trees) if n not in whole and tree is not None}
    wanted = _wanted({name for n in whole for name in _globals(texts[n])}, own)
    parts = [
        texts[n] if n in whole else "\n".join(_segments(texts[n], own.get(n, []), wanted))
        for n in range(len(texts))
    ]
    body = "\n\n".join(part for part in parts if part.strip())
    futures = dict.fromkeys(_FUTURE.findall(body))
    if not futures or body.startswith(next(iter(futures))):
        return body + "\n"
    return "\n".join([*futures, _FUTURE.sub("", body)]) + "\n"


def _sources(notebook: dict[str, Any], exercise: Exercise) -> Iterator[str]:
    found = notebook.get("cells")
    for cell in found if isinstance(found, list) else []:
        grade_id = _grade_id(cell)
        if grade_id == ids.SETUP or ids.find_check(grade_id) is not None:
            continue
        # A learner can turn the cell of the answer into text; nbgrader turns it back.
        if not isinstance(cell, dict) or (cell.get("cell_type") != "code" and grade_id != exercise.id):
            continue
        text = cell.get("source", "")
        text = "".join(map(str, text)) if isinstance(text, list) else text
        if isinstance(text, str):
            yield text


def _grade_id(cell: Any) -> str:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    known = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = known.get("grade_id") if isinstance(known, dict) else None
    return grade_id if isinstance(grade_id, str) else ""


def _defined(text: str, tree: ast.Module | None) -> set[str]:
    """Names that a cell gives a value to at its top level, or would, were it Python."""
    if tree is None:
        return set(re.findall(r"^(?:async )?def (\w+)", text, re.M))
    return {name for statement in tree.body for name in _changed(statement)}


def _wanted(names: set[str], own: dict[int, list[ast.stmt]]) -> set[int]:
    """The statements (by `id`) that the names depend on, directly or not."""
    kept: set[int] = set()
    waiting = [statement for body in own.values() for statement in body]
    changed = True
    while changed:
        changed = False
        for statement in list(waiting):
            if _changed(statement) & (names | {"*"}):
                waiting.remove(statement)
                kept.add(id(statement))
                names = names | _globals(ast.unparse(statement))
                changed = True
    return kept


def _segments(text: str, body: list[ast.stmt], wanted: set[int]) -> Iterator[str]:
    lines = text.split("\n")
    for statement in body:
        if id(statement) in wanted:
            decorators = getattr(statement, "decorator_list", [])
            first = min([statement.lineno, *(d.lineno for d in decorators)])
            yield (
                "\n".join(lines[first - 1 : statement.end_lineno])
                if statement.col_offset == 0 and _alone(statement, body)
                else ast.unparse(statement)
            )


def _alone(statement: ast.stmt, body: list[ast.stmt]) -> bool:
    """No other statement stands on its lines (`a = 1; b = 2`)."""
    first, last = statement.lineno, statement.end_lineno or statement.lineno
    return not any(
        other is not statement and other.lineno <= last and (other.end_lineno or other.lineno) >= first
        for other in body
    )


def _changed(statement: ast.stmt) -> set[str]:
    """Names that a statement gives a value to, or changes the value of: `TABLE[3] = 1`, `names.append("x")`."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    found: set[str] = set()
    for part in _outside_functions(statement):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.add(part.id)
        elif isinstance(part, ast.alias):
            found.add(part.asname or part.name.partition(".")[0])
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(part.name)
        elif isinstance(part, ast.Subscript | ast.Attribute) and isinstance(part.ctx, ast.Store):
            found |= _base(part)
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            found |= _base(part.value.func) if isinstance(part.value.func, ast.Attribute) else set()
    return found


def _base(node: ast.AST) -> set[str]:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        for child in ast.iter_child_nodes(node):
            yield from _outside_functions(child)


def _globals(text: str) -> set[str]:
    """Names that a text reads from its module: no parameters, no local variables."""
    try:
        table = symtable.symtable(text, "answer", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(re.findall(r"\w+", text))
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        found |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
        waiting += inner.get_children()
    return found
