"""Mutants of a solution: copies with one small change inside a solution region. Pure text: nothing here runs code.

The operators are mutmut's, taken as a list (`mutmut.mutation.mutators`), plus those of `mutators`. mutmut's own runner
is left out: it runs pytest on a package, and what judges a solution here is the grader. cosmic-ray's operators were
looked at as well: they work through parso in place, change fewer things, and bring sqlalchemy, aiohttp and git along.
"""

from __future__ import annotations

import ast
import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tfkata.authoring.measurements import digest
from tfkata.catalog.source import BEGIN, END
from tfkata.errors import UsageError

try:
    import libcst as cst
    from libcst import matchers
    from libcst.metadata import MetadataWrapper, PositionProvider
    from mutmut.mutation.mutators import mutation_operators

    from tfkata.authoring.mutators import MUTATORS
except ImportError as error:
    raise UsageError(
        f"mutants need mutmut ({error}): `uv run --group author tfkata author mutate` in a checkout"
    ) from error

_QUIET = matchers.Arg(keyword=matchers.Name("verbose"))


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed copy of a solution.

    Attributes:
        id: a hash of the function's name and of the change, so it stays when lines move.
        operator: which kind of change it is.
        change: the lines that differ, `-` before and `+` after.
        text: the whole file.
    """

    id: str
    line: int
    operator: str
    change: str
    text: str


def mutants(text: str) -> list[Mutant]:
    """Every mutant of a solution file, from top to bottom; none is the same program as another or as the original."""
    seen = {_program(text)}
    numbering: Counter[str] = Counter()
    found = []
    for site in _sites(text):
        for operator, changed in _changed(site):
            program = _program(changed)
            if program is None or program in seen:
                continue
            seen.add(program)
            change = _change(text, changed)
            key = f"{site.function}\n{change}"
            numbering[key] += 1
            name = digest(key, str(numbering[key]))[:10]
            found.append(Mutant(name, site.line, operator, change, changed))
    return found


@dataclass(frozen=True, slots=True)
class _Site:
    """A node that may be changed."""

    module: cst.Module
    node: cst.CSTNode
    line: int
    function: str


def _sites(text: str) -> list[_Site]:
    wrapper = MetadataWrapper(cst.parse_module(text))
    finder = _Finder(wrapper.module, _regions(text))
    wrapper.visit(finder)
    return finder.sites


def _regions(text: str) -> list[range]:
    """Line numbers, from 1, between the markers."""
    marks: dict[str, list[int]] = {BEGIN: [], END: []}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() in marks:
            marks[line.strip()].append(number)
    return [range(begin + 1, end) for begin, end in zip(marks[BEGIN], marks[END], strict=True)]


class _Finder(cst.CSTVisitor):
    """Collects the nodes inside the regions, but for what no contract speaks of.

    Left out are imports, annotations, docstrings, the texts of exceptions, and `verbose`.
    """

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module: cst.Module, regions: list[range]) -> None:
        super().__init__()
        self._module, self._regions = module, regions
        self._functions: list[str] = []
        self.sites: list[_Site] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            self._functions.append(node.name.value)
        if _is_left_out(node):
            return False
        place = self.get_metadata(PositionProvider, node, None)
        if place is not None and any(place.start.line in r and place.end.line in r for r in self._regions):
            self.sites.append(_Site(self._module, node, place.start.line, ".".join(self._functions)))
        return not isinstance(node, cst.Raise)

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if isinstance(original_node, cst.FunctionDef):
            self._functions.pop()


def _is_left_out(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.SimpleStatementLine):
        part = node.body[0]
        docstring = isinstance(part, cst.Expr) and isinstance(part.value, cst.SimpleString)
        return docstring or isinstance(part, cst.Import | cst.ImportFrom | cst.Pass)
    return isinstance(node, cst.Annotation) or matchers.matches(node, _QUIET)


def _changed(site: _Site) -> Iterator[tuple[str, str]]:
    """(operator, text of the whole file) for each way to change the node."""
    for kind, operate in (*mutation_operators, *MUTATORS):
        if isinstance(site.node, kind):
            for other in _attempts(operate, site.node):
                if _spoken(other) == _spoken(site.node):
                    changed = cst.ensure_type(site.module.deep_replace(site.node, other), cst.Module)
                    yield operate.__name__.removeprefix("operator_"), changed.code


def _attempts(operate: Callable[[Any], Iterable[cst.CSTNode]], node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """What an operator makes of a node; nothing where no valid code comes of it."""
    try:
        yield from operate(node)
    except (cst.CSTValidationError, cst.ParserSyntaxError):
        return


def _spoken(node: cst.CSTNode) -> list[str]:
    """The arguments called `verbose` in a node: a change of those is none."""
    return [cst.Module([]).code_for_node(found) for found in matchers.findall(node, _QUIET)]


def _program(text: str) -> str | None:
    """What the text means, without its layout; None where it means nothing."""
    try:
        return ast.dump(ast.parse(text))
    except (SyntaxError, ValueError):
        return None


def _change(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    kept = [line for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++")]
    return "\n".join(f"{line[0]} {line[1:].strip()}" for line in kept)
