"""Code of a notebook's cell as plain Python: what only IPython understands is taken out."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from tfkata.parser.python import parsed

_AROUND_CODE = ("time", "timeit", "capture", "prun", "tfkata")
_OF_THE_NOTEBOOK = ("get_ipython", "check", "display")
_KIT = "tfkata"
_MARKED = re.compile(r"^.*[%!?].*$|^[^\S\n]*[,;/]", re.M)  # no `\s`: quadratic over empty lines
_EACH = 100  # what a translation costs at least
_LETTERS_IN_A_LINE = 50


def plain(cell: str, *, translate: bool = True) -> str:
    """The cell without magics, shell lines, `check(…)`, its import, `tfkata.hint(…)` and `display(…)`; as it is where it has none.

    What `%%time`, `%%timeit`, `%%capture` or `%%prun` measure is kept, and what `%%tfkata` checks; other `%%` cells are no Python and vanish.
    Text that is no Python even so, or is not to be translated, is returned as it was: what loads it says why.
    """
    cell = _body(_as_python_reads_it(cell))
    tree = parsed(cell)
    text = cell
    if tree is None and translate:
        text = _translated(cell)
        tree = parsed(text)
    return cell if tree is None else _without_calls(text, tree)


def _as_python_reads_it(cell: str) -> str:
    """Line ends are all alike, a mark at the beginning is none of the text, and half a surrogate pair is no letter."""
    whole = cell.encode("utf-8", "backslashreplace").decode("utf-8")
    return whole.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def cost(cell: str) -> int:
    """How long it takes to translate, in lines read: IPython reads the whole cell again for each line it translates."""
    cell = _body(_as_python_reads_it(cell))
    if parsed(cell) is not None:
        return 0
    lines = cell.count("\n") + len(cell) // _LETTERS_IN_A_LINE + 1
    return _EACH + lines * sum(1 for _ in _MARKED.finditer(cell))


def _body(cell: str) -> str:
    """What is left under `%%` lines, which may follow each other."""
    while cell.lstrip().startswith("%%"):
        first, _, cell = cell.lstrip().partition("\n")
        name = re.match(r"%%(\w*)", first)
        if not name or name.group(1) not in _AROUND_CODE:
            return ""
    return cell


@lru_cache(maxsize=512)  # the same notebook is asked for one exercise after another
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
    content = text.encode()
    starts = [0]
    for line in content.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    outside = {id(statement) for statement in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in (_KIT, "tfkata.nbgrader"):
            instead: tuple[ast.AST, bytes] = (node, b"pass")
        elif isinstance(node, ast.Expr) and (
            _leaves(node.value, outside=id(node) in outside)
            or (id(node) in outside and _root(node.value) == _KIT)
        ):
            instead = (node, b"pass")
        elif isinstance(node, ast.Assign) and _leaves(node.value, outside=id(node) in outside):
            instead = (node.value, b"None")
        else:
            continue
        part, word = instead
        begin = starts[part.lineno - 1] + part.col_offset  # type: ignore[attr-defined]
        end = starts[part.end_lineno - 1] + part.end_col_offset  # type: ignore[attr-defined]
        spans.append((begin, end, word + b"\n" * content.count(b"\n", begin, end)))
    parts, place = [], 0
    for begin, end, word in sorted(spans):
        parts += [content[place:begin], word]
        place = end
    return b"".join([*parts, content[place:]]).decode()


def _leaves(value: ast.expr, *, outside: bool) -> bool:
    """A magic goes wherever it stands; what uses `check` or `display` only outside of functions and the like."""
    if _root(value) == "get_ipython":
        return True
    return outside and any(
        isinstance(part, ast.Name) and part.id in _OF_THE_NOTEBOOK for part in ast.walk(value)
    )


def _root(node: ast.AST) -> str | None:
    """The name that a chain of calls and attributes begins with."""
    called = False
    while isinstance(node, ast.Call | ast.Attribute):
        called |= isinstance(node, ast.Call)
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if called and isinstance(node, ast.Name) else None
