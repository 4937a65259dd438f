"""The learner's answer, put together from the cells of a notebook as the text of one module.

The cells that define the functions of the exercise are taken whole. Of all other cells only those statements are
taken that give a value to a name which the answer uses: imports, helper functions, constants. So trying things out
in a cell of one's own, plotting or training there, neither costs time nor breaks anything when it is graded.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Protocol

from tfkata.parser import magics
from tfkata.parser.python import functions_of, only_python, parsed

_FUTURE = re.compile(r"^from __future__ import .+$", re.M)
MAX_CELLS = 2000
MAX_CODE = 1 << 18
MAX_TRANSLATED = 60_000  # lines read by IPython, about 5 seconds


class Asked(Protocol):
    """What has to be known of an exercise: its id and the names of its functions."""

    @property
    def id(self) -> str: ...

    @property
    def functions(self) -> Sequence[str]: ...


def from_notebook(notebook: dict[str, Any], exercise: Asked, checks: Collection[str]) -> str:
    """The text of the answer. Cells whose grade id is in `checks` (check cells, the one that imports `check`) are no part of it."""
    return assemble(sources(notebook, exercise.id, checks), exercise)


def assemble(sources: Iterable[str], exercise: Asked) -> str:
    """The module that the cells make when they are run in this order.

    As in a kernel the last definition of a function counts: a cell whose functions are all defined again later is
    treated like a cell of the learner's own. A cell that is no Python is taken if it should define one of the
    functions, so that its mistake is reported, and else left out.
    """
    kept = [storable(text) for text in sources][-MAX_CELLS:]
    if sum(map(len, kept)) > MAX_CODE:
        return f"raise ValueError('a notebook with more than {MAX_CODE:,} characters of code')\n"
    texts = list(_plain(kept))
    try:
        return _assembled(texts, exercise)
    except RecursionError:  # an expression thousands of levels deep: what loads it says so
        return "\n\n".join(text for text in texts if _defined(text, None) & set(exercise.functions)) + "\n"


def functions_in(text: str) -> set[str]:
    """Names of the functions that a module's text defines, also as `name = lambda …`; of text that is no Python, none."""
    tree = parsed(text)
    assigned = [s for s in tree.body if isinstance(s, ast.Assign | ast.AnnAssign)] if tree else []
    lambdas = (s for s in assigned if isinstance(s.value, ast.Lambda))
    return functions_of(text).union(*map(_changed, lambdas))


def storable(text: str) -> str:
    """JSON can spell half a surrogate pair, which no file and no message can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _plain(sources: Iterable[str]) -> Iterator[str]:
    """Translated as long as that does not take too long; the rest stays as it is, and is no Python."""
    room = MAX_TRANSLATED
    for text in sources:
        price = magics.cost(text)
        yield magics.plain(text, translate=price <= room)
        room -= price if price <= room else 0


def _assembled(texts: list[str], exercise: Asked) -> str:
    trees = [parsed(text) for text in texts]
    last: dict[str, int] = {}
    for number, (text, tree) in enumerate(zip(texts, trees, strict=True)):
        last |= dict.fromkeys(_defined(text, tree) & set(exercise.functions), number)
    whole = set(last.values())
    own = {n: tree.body for n, tree in enumerate(trees) if n not in whole and tree is not None}
    wanted = _wanted({name for n in whole for name in _globals(texts[n])}, own, texts)
    parts = [
        texts[n] if n in whole else "\n".join(_segments(texts[n], own.get(n, []), wanted))
        for n in range(len(texts))
    ]
    body = "\n\n".join(part for part in parts if part.strip())
    futures = dict.fromkeys(_FUTURE.findall(body))
    if not futures or body.startswith(next(iter(futures))):
        return body + "\n"
    return "\n".join([*futures, _FUTURE.sub("", body)]) + "\n"


def sources(notebook: dict[str, Any], exercise_id: str, checks: Collection[str]) -> Iterator[str]:
    """The texts of the cells that may be part of an answer."""
    found = notebook.get("cells")
    for cell in found if isinstance(found, list) else []:
        grade_id = _grade_id(cell)
        if grade_id in checks:
            continue
        # A learner can turn the cell of the answer into text; nbgrader turns it back.
        if not isinstance(cell, dict) or (cell.get("cell_type") != "code" and grade_id != exercise_id):
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


def _wanted(names: set[str], own: dict[int, list[ast.stmt]], texts: list[str]) -> set[int]:
    """The statements (by `id`) that the names depend on, directly or not."""
    giving: dict[str, list[tuple[ast.stmt, list[bytes]]]] = defaultdict(list)
    for number, body in own.items():
        lines = texts[number].encode().split(b"\n")
        for statement in body:
            for name in _changed(statement):
                giving[name].append((statement, lines))
    kept: set[int] = set()
    waiting = [*names, "*"]
    while waiting:
        for statement, lines in giving.pop(waiting.pop(), []):
            if id(statement) not in kept:
                kept.add(id(statement))
                waiting += _globals(_text(statement, lines))
    return kept


def _segments(text: str, body: list[ast.stmt], wanted: set[int]) -> Iterator[str]:
    """Whole lines, with their comments, where no other statement stands on them (`a = 1; b = 2`)."""
    lines = text.encode().split(b"\n")
    for place, statement in enumerate(body):
        if id(statement) in wanted:
            alone = statement.col_offset == 0 and not any(
                _share_a_line(one, other) for one, other in pairwise(body[max(0, place - 1) : place + 2])
            )
            last = statement.end_lineno or statement.lineno
            yield (
                b"\n".join(lines[_first(statement) - 1 : last]).decode() if alone else _text(statement, lines)
            )


def _share_a_line(one: ast.stmt, other: ast.stmt) -> bool:
    return (one.end_lineno or one.lineno) >= _first(other)


def _first(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)])


def _text(statement: ast.stmt, lines: list[bytes]) -> str:
    """A statement at the top level as it was written, which `ast.unparse` cannot do for every number."""
    first, last = _first(statement), statement.end_lineno or statement.lineno
    found = lines[first - 1 : last]
    found[-1] = found[-1][: statement.end_col_offset]
    found[0] = found[0][statement.col_offset :]  # a statement with decorators begins a line: 0
    return b"\n".join(found).decode()


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
    waiting = [node]
    while waiting:
        part = waiting.pop()
        yield part
        if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(part)


def _globals(text: str) -> set[str]:
    """Names that a text reads from its module: no parameters, no local variables."""
    table = None
    with only_python():
        table = symtable.symtable(text, "answer", "exec")
    if table is None:
        return set(re.findall(r"\w+", text))
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        found |= {symbol.get_name() for symbol in inner.get_symbols() if symbol.is_global()}
        waiting += inner.get_children()
    return found
