"""A function as a list of lines that can be put in order: taken apart, put together, and what each line needs and makes."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tfkata.catalog.records import Exercise

INDENT = "    "
_BLOCKS = (ast.For, ast.If, ast.While, ast.With)
_PLAIN = frozenset(
    [
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "float",
        "int",
        "len",
        "list",
        "max",
        "min",
        "range",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
        "isinstance",
    ]
)
_METHODS = frozenset(
    [
        "all",
        "any",
        "argmax",
        "astype",
        "clip",
        "copy",
        "flatten",
        "max",
        "mean",
        "min",
        "ravel",
        "reshape",
        "sum",
        "std",
        "transpose",
    ]
)
_MODULES = frozenset(("np", "numpy", "math"))


@dataclass(frozen=True, slots=True)
class Body:
    """The body of one function of an answer, and the module around it."""

    exercise: Exercise
    name: str
    function: str
    head: str
    docstring: str
    before: str
    after: str
    lines: tuple[str, ...]

    def module(self, lines: Sequence[str]) -> str:
        """The answer with these lines for the body."""
        return f"{self.before}{self.code(lines)}\n{self.after}"

    def code(self, lines: Sequence[str]) -> str:
        return "\n".join(f"{INDENT}{line}" for line in lines)


def bodies(exercise: Exercise, name: str, text: str) -> Iterator[Body]:
    """Each function of the exercise in a text, its statements one per line; none that has a line too complicated for that."""
    rows = text.splitlines(keepends=True)
    for node in ast.parse(text).body:
        if (
            not isinstance(node, ast.FunctionDef)
            or node.name not in exercise.functions
            or node.decorator_list
        ):
            continue
        docstring = ast.get_docstring(node) or ""
        statements = node.body[1:] if docstring else node.body
        flat = list(_flat(statements))
        if not statements or any(line is None for line in flat):
            continue
        first, last = statements[0].lineno, node.end_lineno or 0
        head = f"def {node.name}({ast.unparse(node.args)}):"
        before, after = "".join(rows[: first - 1]), "".join(rows[last:])
        lines = tuple(line for line in flat if line is not None)
        yield Body(exercise, name, node.name, head, " ".join(docstring.split()), before, after, lines)


def _flat(body: Sequence[ast.stmt], depth: int = 0) -> Iterator[str | None]:
    for statement in body:
        text = ast.unparse(statement)
        if isinstance(statement, _BLOCKS):
            yield INDENT * depth + text.split("\n")[0]
            yield from _flat(statement.body, depth + 1)
            if not isinstance(statement, ast.With) and statement.orelse:
                yield INDENT * depth + "else:"
                yield from _flat(statement.orelse, depth + 1)
        else:
            yield INDENT * depth + text if "\n" not in text else None


def syntax_fault(code: str) -> str:
    """Why a body is no Python; empty if it is."""
    try:
        ast.parse(f"def function():\n{code}")
    except SyntaxError as error:
        return error.msg
    return ""


def reachable(lines: Sequence[str]) -> list[str]:
    """The lines up to the first return that always happens: what comes below it is never run."""
    ends = next((place for place, line in enumerate(lines) if line.startswith("return")), len(lines))
    return list(lines[: ends + 1])


def used_too_early(lines: Sequence[str], made: frozenset[str]) -> tuple[str, str] | None:
    """The first line that uses a name of `made` which no line above it makes, and that name."""
    known: set[str] = set()
    for line in reachable(lines):
        needs, makes = names(line)
        missing = sorted(needs & made - known - _comprehended(line))
        if missing:
            return line, missing[0]
        known |= makes
    return None


def made_here(lines: Sequence[str], head: str) -> frozenset[str]:
    """The names that these lines make and that are no arguments."""
    arguments = {one.arg for one in ast.walk(ast.parse(f"{head} pass")) if isinstance(one, ast.arg)}
    return frozenset(set().union(*(names(line)[1] for line in lines)) - arguments)


def names(line: str) -> tuple[set[str], set[str]]:
    """What one line reads, and what it makes."""
    reads: set[str] = set()
    makes: set[str] = set()
    for node in ast.walk(_parsed(line)):
        if isinstance(node, ast.Name):
            (makes if isinstance(node.ctx, ast.Store) else reads).add(node.id)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            reads.add(node.target.id)
    return reads, makes - _comprehended(line)


def _comprehended(line: str) -> set[str]:
    """Names that live only inside a comprehension or a lambda."""
    tree = _parsed(line)
    inside = [node.target for node in ast.walk(tree) if isinstance(node, ast.comprehension)]
    found = {one.id for part in inside for one in ast.walk(part) if isinstance(one, ast.Name)}
    return found | {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}


def _parsed(line: str) -> ast.AST:
    """One line by itself; what ends with a colon gets something below it."""
    text = line.strip()
    if text in ("else:", "finally:"):
        return ast.Pass()
    return ast.parse(f"{text} pass" if text.endswith(":") else text)


def same_flow(lines: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether an order of the same plain lines surely computes the same: every name means what it meant.

    Of lines that change something, call what may, or stand in a block, nothing is sure.
    """
    if sorted(lines) != sorted(wanted) or not all(map(_is_plain, lines)):
        return False
    if not lines[-1].startswith("return"):
        return False
    return _meanings(lines) == _meanings(wanted)


def _meanings(lines: Sequence[str]) -> dict[str, dict[str, str]]:
    """For each line, which line made each name that it reads; empty for an argument or a module."""
    made: dict[str, str] = {}
    found = {}
    for line in lines:
        reads, makes = names(line)
        found[line] = {name: made.get(name, "") for name in reads}
        made |= dict.fromkeys(makes, line)
    return found


def _is_plain(line: str) -> bool:
    """`name = …` or `return …`, with nothing in it that could change anything else."""
    if line != line.strip() or line.endswith(":"):
        return False
    statement = ast.parse(line).body[0]
    if not isinstance(statement, ast.Assign | ast.Return):
        return False
    for node in ast.walk(statement):
        if isinstance(node, ast.NamedExpr | ast.Await | ast.Yield | ast.Lambda):
            return False
        if isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            return False
        if isinstance(node, ast.Call) and not _is_plain_call(node.func):
            return False
    return True


def _is_plain_call(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in _PLAIN and hasattr(builtins, function.id)
    if not isinstance(function, ast.Attribute):
        return False
    if isinstance(function.value, ast.Name) and function.value.id in _MODULES:
        return True
    return function.attr in _METHODS
