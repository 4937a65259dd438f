"""One solution file is the source of statement, stub and cells. Pure text: nothing here runs code.

A region to be written by the learner stands between `### BEGIN SOLUTION` and `### END SOLUTION`, the
markers that nbgrader uses.
"""

from __future__ import annotations

import ast
import re
import symtable
from dataclasses import dataclass

from tfkata.errors import SourceError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
PLACEHOLDER = ("# YOUR CODE HERE", "raise NotImplementedError")
# What an editor's ▶ runs. Where the file is judged it is no `__main__`, so an answer with these lines and one without are alike.
WHEN_RUN = """

if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A solution file taken apart.

    Attributes:
        title: first line of the docstring.
        statement: the docstring without it, Markdown.
        stub: what a learner gets, with the lines that check it when it is run.
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
    return "\n".join(lines) + "\n" + WHEN_RUN


def _without_markers(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() not in (BEGIN, END))


def bound_names(text: str) -> set[str]:
    """Everything that has a name at the top of an author's module: functions, classes, imports, values.

    Raises:
        SyntaxError: it is no Python.
    """
    symbols = symtable.symtable(text, "solution", "exec").get_symbols()
    return {one.get_name() for one in symbols if one.is_assigned() or one.is_imported() or one.is_namespace()}


def mentions(text: str, *packages: str) -> bool:
    """Whether the code has one of these names in it: then a process that has imported it is worth waiting for."""
    return re.search(rf"\b({'|'.join(packages)})\b", text) is not None
