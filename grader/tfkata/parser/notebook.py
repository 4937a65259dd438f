"""A notebook's file as data, and as the text of a module: of its code cells what an exercise needs."""

from __future__ import annotations

import codecs
import json
import re
import warnings
from collections.abc import Collection
from typing import Any

from tfkata.parser import notebook_cells, python
from tfkata.parser.notebook_cells import MAX_CELLS, Asked, storable

_MERGE_MARK = re.compile(rb"^(?:<{7}|>{7}) ", re.M)
_PYTHON = re.compile(rb"^\s*(?:def|import|from|class|@|#)", re.M)


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
    """The notebook in a file that somebody hands in, as nbformat 4 without outputs: the one reader of all commands.

    Older formats (nbformat 2 and 3 with worksheets), any Unicode encoding and missing metadata make no difference. Outputs
    and the state of widgets are let go of first: they count against no limit, and grading makes new ones.

    Raises:
        NotANotebook: it is none, or has more cells or code than allowed.
    """
    found = _json(content)
    version = found.get("nbformat") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(version, int):
        raise NotANotebook("not a notebook: its JSON has no `nbformat`: save it again as a notebook")
    if version not in (2, 3, 4):
        raise NotANotebook(
            f"not a notebook that can be read: nbformat {str(version)[:20]}, expected 3 or 4: save it as one"
        )
    cells = _cells_of_worksheets(found) if version < 4 else found.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise NotANotebook("not a notebook: it has no list of cells: save it again")
    if len(cells) > MAX_CELLS:
        raise NotANotebook(
            f"a notebook of {len(cells):,} cells, {MAX_CELLS:,} at most are read: hand in only the exercise"
        )
    code = sum(len(_source(cell)) for cell in cells if cell.get("cell_type") == "code")
    if code > notebook_cells.MAX_CODE:
        raise NotANotebook(
            f"a notebook with {code:,} characters of code, {notebook_cells.MAX_CODE:,} at most are read: "
            "hand in only the exercise"
        )
    return {
        "cells": [_without_outputs(cell) for cell in cells],
        "metadata": _metadata(found),
        "nbformat": 4,
        "nbformat_minor": found.get("nbformat_minor", 5) if version == 4 else 2,
    }


def as_nbgrader_takes_it(content: bytes) -> dict[str, Any]:
    """The same notebook as nbformat itself returns it, which nbgrader builds on.

    Raises:
        NotANotebook: there is none in it.
    """
    import nbformat

    found = as_handed_in(content)
    try:
        with warnings.catch_warnings():  # of cells without an id: that is mended later
            warnings.simplefilter("ignore")
            return dict(nbformat.reads(json.dumps(_storable(found)), as_version=4))
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


def _json(content: bytes) -> Any:
    """The JSON in a file, in whichever Unicode encoding; what is none is told by what it is instead.

    Raises:
        NotANotebook: it is no JSON.
    """
    try:
        text = content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
        return json.loads(text)
    except RecursionError:
        raise NotANotebook("not a notebook: its JSON has too many levels: save it again") from None
    except ValueError as error:
        raise NotANotebook(f"not a notebook: {_instead(content) or _first_line(error)}") from None


def _instead(content: bytes) -> str:
    """What there is in the place of a notebook, where it can be told."""
    begin = content.removeprefix(codecs.BOM_UTF8)[:2000].lstrip()
    if not content.strip():
        return "the file is empty: save it again"
    if _MERGE_MARK.search(content):
        return "git left marks of a conflict in it (`<<<<<<<`): settle them, then hand it in again"
    if begin.startswith(b"PK\x03\x04"):
        return "it is a zip file: call it .zip"
    if begin[:1] == b"<":
        return "it is a web page: download the notebook itself"
    if _PYTHON.search(begin):
        return "it is Python text: call it .py"
    return ""


def _cells_of_worksheets(found: dict[str, Any]) -> list[Any] | None:
    """Cells of nbformat 2 and 3 as those of nbformat 4, worksheet by worksheet."""
    sheets = found.get("worksheets")
    if not isinstance(sheets, list) or not all(isinstance(sheet, dict) for sheet in sheets):
        return None
    lists = [sheet.get("cells", []) for sheet in sheets]
    if not all(isinstance(cells, list) for cells in lists):
        return None
    return [_of_today(cell) if isinstance(cell, dict) else cell for cells in lists for cell in cells]


def _of_today(cell: dict[str, Any]) -> dict[str, Any]:
    is_code = cell.get("cell_type") == "code"
    kind = "code" if is_code else "raw" if cell.get("cell_type") == "raw" else "markdown"
    return {
        "cell_type": kind,
        "metadata": cell.get("metadata"),
        "source": cell.get("input" if is_code else "source", ""),
    }


def _without_outputs(cell: dict[str, Any]) -> dict[str, Any]:
    """With a source and metadata, which there must be, and as if it had not been run."""
    kept = {name: value for name, value in cell.items() if name not in ("outputs", "execution_count")}
    kept["metadata"] = kept["metadata"] if isinstance(kept.get("metadata"), dict) else {}
    if isinstance(kept.get("source", ""), str | list):
        kept["source"] = _source(cell)
    return kept | {"outputs": [], "execution_count": None} if cell.get("cell_type") == "code" else kept


def _metadata(found: dict[str, Any]) -> dict[str, Any]:
    metadata = found.get("metadata")
    kept = dict(metadata) if isinstance(metadata, dict) else {}
    kept.pop("widgets", None)  # the state of outputs; Colab leaves one that nbconvert trips over
    return kept


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
