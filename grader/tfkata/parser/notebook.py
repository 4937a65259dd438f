"""A notebook's file as data, and as the text of a module: of its code cells what an exercise needs."""

from __future__ import annotations

import codecs
import json
import warnings
from collections.abc import Collection
from typing import Any

from tfkata.parser import notebook_cells, python
from tfkata.parser.notebook_cells import MAX_CELLS, Asked, storable


class NotANotebook(Exception):
    """A file that is none, for a reason that its author can read."""


def text_of(notebook: dict[str, Any], exercise: Asked, checks: Collection[str]) -> str:
    """What a notebook (nbformat 4) has for an exercise, as the text of a module.

    The cells that define the functions asked for, and what these need (`tfkata.parser.notebook_cells`). Where IPython is not
    installed, which alone understands every magic: all code cells, without the lines that begin with `%` or `!`.
    """
    try:
        return notebook_cells.from_notebook(notebook, exercise, checks)
    except ImportError:
        code = (_source(cell) for cell in notebook["cells"] if cell.get("cell_type") == "code")
        return storable("\n\n".join(part for part in map(_without_magics, code) if part.strip()) + "\n")


def as_handed_in(content: bytes) -> dict[str, Any]:
    """The notebook in a file that a learner hands in: nbformat 4, with as many cells and as much code as allowed.

    Raises:
        NotANotebook: it is none.
    """
    try:
        notebook: Any = json.loads(content.decode("utf-8-sig"))
        if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
            raise ValueError("no nbformat 4")
        found = notebook.get("cells")
        if not isinstance(found, list) or len(found) > MAX_CELLS:
            raise ValueError("no cells, or too many")
        if not all(isinstance(cell, dict) for cell in found):
            raise ValueError("a cell that is none")
        code = (len(_source(cell)) for cell in found if cell.get("cell_type") == "code")
        if sum(code) > notebook_cells.MAX_CODE:
            raise ValueError(f"more than {notebook_cells.MAX_CODE:,} characters of code")
        return notebook
    except (ValueError, RecursionError) as error:
        raise NotANotebook(f"not a notebook (nbformat 4): {str(error)[:80]}: save it again") from None


def as_nbgrader_takes_it(content: bytes) -> dict[str, Any]:
    """The notebook in a file as nbformat 4, without outputs: whatever they are, grading makes new ones.

    Raises:
        NotANotebook: there is none in it.
    """
    import nbformat

    try:
        found = json.loads(_decoded(content))
        if not isinstance(found, dict) or not isinstance(found.get("nbformat"), int):
            raise ValueError("no nbformat")
        if found["nbformat"] == 4 and not _has_cells(found):
            raise ValueError("no list of cells")
        with warnings.catch_warnings():  # of cells without an id: that is mended later
            warnings.simplefilter("ignore")
            return dict(nbformat.reads(json.dumps(_mended(found)), as_version=4))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  a learner's file in nbformat's hands: it raises all sorts of things
        raise NotANotebook(f"not a notebook: {_first_line(error)}") from None


def as_cells(content: bytes) -> dict[str, Any]:
    """The cells that a process of tfkata wrote down for this one: JSON that is whole, with anything as their text."""
    return dict(json.loads(content))


def graded(content: bytes, mime: str) -> list[dict[str, Any]]:
    """What the cells of a graded notebook keep: for each its grade id, and what each output has of type `mime`.

    A grade id is None where the cell has none that could be one.

    Raises:
        NotANotebook: there are no cells in it.
    """
    try:
        cells = json.loads(content)["cells"]
        return [_kept(cell, mime) for cell in cells]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NotANotebook(f"not a notebook: {_first_line(error)}") from None


def _kept(cell: dict[str, Any], mime: str) -> dict[str, Any]:
    metadata = cell.get("metadata")
    known = metadata.get("nbgrader", {}) if isinstance(metadata, dict) else None
    name = known.get("grade_id", "") if isinstance(known, dict) else None
    outputs = cell.get("outputs", [])
    found = [_of_type(output, mime) for output in outputs] if isinstance(outputs, list) else []
    return {"grade_id": name if isinstance(name, str) else None, "records": found}


def _of_type(output: Any, mime: str) -> Any:
    data = output.get("data") if isinstance(output, dict) else None
    return data.get(mime) if isinstance(data, dict) else None


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    text = "".join(map(str, source)) if isinstance(source, list) else source
    return text if isinstance(text, str) else ""


def _without_magics(cell: str) -> str:
    if cell.lstrip().startswith("%%"):
        return ""
    if python.parsed(cell) is not None:
        return cell
    return "\n".join(_without_magic(line) for line in cell.split("\n"))


def _without_magic(line: str) -> str:
    bare = line.lstrip()
    if bare[:1] not in ("%", "!", "?") and not (bare.endswith("?") and bare[:1] != "#"):
        return line
    indent = line[: len(line) - len(bare)]
    return f"{indent}pass" if indent else ""


def _decoded(content: bytes) -> str:
    """What Windows writes (a mark in front, or UTF-16 after `>`) is as good as what Jupyter writes."""
    if content[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _mended(found: dict[str, Any]) -> dict[str, Any]:
    """Without outputs, and with metadata where there must be some: what is wrong in these decides nothing."""
    cells = found.get("cells")
    for cell in cells if isinstance(cells, list) else []:
        if isinstance(cell, dict):
            if cell.get("cell_type") == "code":
                cell |= {"outputs": [], "execution_count": None}
            _give_metadata(cell)
    _give_metadata(found)
    found["metadata"].pop("widgets", None)  # the state of outputs
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return dict(_storable(found))
    return found


def _has_cells(found: dict[str, Any]) -> bool:
    cells = found.get("cells")
    return isinstance(cells, list) and all(isinstance(cell, dict) for cell in cells)


def _give_metadata(of: dict[str, Any]) -> None:
    if not isinstance(of.get("metadata"), dict):
        of["metadata"] = {}


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {storable(name): _storable(part) for name, part in value.items()}
    return value


def _first_line(error: Exception) -> str:
    return " ".join(str(error).partition("\n")[0].split())[:120] or type(error).__name__
