"""Cells of a notebook (nbformat 4.5) as plain data, and a notebook made of them, byte for byte the same each time."""

from __future__ import annotations

import ast
import json
from typing import Any

Cell = dict[str, Any]


def markdown(cell_id: str, text: str) -> Cell:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": text.splitlines(keepends=True)}


def code(cell_id: str, text: str, metadata: dict[str, Any] | None = None) -> Cell:
    """A cell that nobody has run."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id[:64],
        "metadata": metadata or {},
        "outputs": [],
        "source": text.splitlines(keepends=True),
    }


def whole(cells: list[Cell]) -> Cell:
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def as_text(notebook: Cell) -> str:
    """As it is written to a file."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def code_of(text: str) -> str:
    """A solution or stub without its docstring, markers included."""
    docstring = ast.parse(text).body[0]
    assert docstring.end_lineno is not None  # the parser always gives it
    return "\n".join(text.split("\n")[docstring.end_lineno :]).strip()
