"""A notebook as the text of a module: of its code cells what an exercise needs, without what only a notebook understands."""

from __future__ import annotations

import ast
import json
from typing import Any

from tfkata.catalog.records import Exercise
from tfkata.errors import SubmissionError
from tfkata.parser import notebook_cells

MAX_CELLS = 2000


def text_of(content: bytes, name: str, exercise: Exercise) -> str:
    """What a notebook (nbformat 4) has for an exercise, as the text of a module.

    The cells that define the functions asked for, and what these need (`tfkata.parser.notebook_cells`). Where IPython is not
    installed, which alone understands every magic: all code cells, without the lines that begin with `%` or `!`.

    Raises:
        SubmissionError: not a notebook.
    """
    notebook = _parsed(content, name)
    try:
        return notebook_cells.from_notebook(notebook, exercise)
    except ImportError:
        code = (_source(cell) for cell in notebook["cells"] if cell.get("cell_type") == "code")
        return notebook_cells.storable(
            "\n\n".join(part for part in map(_without_magics, code) if part.strip()) + "\n"
        )


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        notebook: Any = json.loads(content.decode("utf-8-sig"))
        if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
            raise ValueError("no nbformat 4")
        found = notebook.get("cells")
        if not isinstance(found, list) or len(found) > MAX_CELLS:
            raise ValueError("no cells, or too many")
        if not all(isinstance(cell, dict) for cell in found):
            raise ValueError("a cell that is none")
        if (
            sum(len(_source(cell)) for cell in found if cell.get("cell_type") == "code")
            > notebook_cells.MAX_CODE
        ):
            raise ValueError(f"more than {notebook_cells.MAX_CODE:,} characters of code")
        return notebook
    except (ValueError, RecursionError) as error:
        raise SubmissionError(
            f"{name}: not a notebook (nbformat 4): {str(error)[:80]}: save it again"
        ) from None


def functions_of(text: str) -> set[str]:
    """Names of the functions that a module's text defines; of text that is no Python, none."""
    try:
        return {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else source
    return text if isinstance(text, str) else ""


def _without_magics(cell: str) -> str:
    if cell.lstrip().startswith("%%") or _is_python(cell):
        return "" if cell.lstrip().startswith("%%") else cell
    return "\n".join(_without_magic(line) for line in cell.split("\n"))


def _is_python(cell: str) -> bool:
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _without_magic(line: str) -> str:
    bare = line.lstrip()
    if bare[:1] not in ("%", "!", "?") and not (bare.endswith("?") and bare[:1] != "#"):
        return line
    indent = line[: len(line) - len(bare)]
    return f"{indent}pass" if indent else ""
