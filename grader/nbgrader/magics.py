"""Code of a notebook's cell as plain Python: what only IPython understands is taken out."""

from __future__ import annotations

import ast
import re

_AROUND_CODE = ("time", "timeit", "capture", "prun")
_OF_THE_NOTEBOOK = ("get_ipython", "check", "display")


def plain(cell: str) -> str:
    """The cell without magics, shell lines, `check(…)`, its import and `display(…)`; as it is where it has none of them.

    What `%%time`, `%%timeit`, `%%capture` or `%%prun` measure is kept; other `%%` cells are no Python and vanish.
    Text that is no Python even so is returned as it was: whoever loads it says why.
    """
    first, _, rest = cell.lstrip().partition("\n")
    if first.startswith("%%"):
        name = re.match(r"%%(\w*)", first)
        return plain(rest) if name and name.group(1) in _AROUND_CODE else ""
    tree = parsed(cell)
    text = cell
    if tree is None:
        text = _translated(cell)
        tree = parsed(text)
    return cell if tree is None else _without_calls(text, tree)


def parsed(text: str) -> ast.Module | None:
    """The syntax tree, or None for what is no Python."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _translated(cell: str) -> str:
    """By IPython itself: `%matplotlib inline` becomes `get_ipython().run_line_magic(…)`."""
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return str(TransformerManager().transform_cell(cell))
    except Exception:  # noqa: BLE001  the learner's text in IPython's hands: whatever it raises, it is no Python
        return cell


def _without_calls(text: str, tree: ast.Module) -> str:
    """Replaced by `pass` or `None` where they stand, so that no line moves."""
    spans: list[tuple[int, int, bytes]] = []
    lines = text.encode().split(b"\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "grader.nbgrader":
            instead: tuple[ast.AST, bytes] = (node, b"pass")
        elif isinstance(node, ast.Expr) and _leaves(node, node.value, tree):
            instead = (node, b"pass")
        elif isinstance(node, ast.Assign) and _leaves(node, node.value, tree):
            instead = (node.value, b"None")
        else:
            continue
        part, word = instead
        begin = starts[part.lineno - 1] + part.col_offset  # type: ignore[attr-defined]
        end = starts[part.end_lineno - 1] + part.end_col_offset  # type: ignore[attr-defined]
        spans.append((begin, end, word + b"\n" * text.encode()[begin:end].count(b"\n")))
    content = text.encode()
    for begin, end, word in sorted(spans, reverse=True):
        content = content[:begin] + word + content[end:]
    return content.decode()


def _leaves(statement: ast.stmt, value: ast.expr, tree: ast.Module) -> bool:
    """A magic goes wherever it stands; what uses `check` or `display` only where it is not inside a function."""
    if _root(value) == "get_ipython":
        return True
    used = {part.id for part in ast.walk(value) if isinstance(part, ast.Name)}
    return statement in tree.body and not used.isdisjoint(_OF_THE_NOTEBOOK)


def _root(node: ast.AST) -> str | None:
    """The name that a chain of calls and attributes begins with."""
    called = False
    while isinstance(node, ast.Call | ast.Attribute):
        called |= isinstance(node, ast.Call)
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if called and isinstance(node, ast.Name) else None
