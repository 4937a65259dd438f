"""What lies in the folder of a submission, looked at before nbgrader opens any of it.

nbgrader follows links, waits forever at a pipe and knows no answer to a date that is none: one such file would hand
out the instructor's notebook, or stop the class.
"""

from __future__ import annotations

import codecs
import json
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import parse_utc

from tfkata.errors import SubmissionError
from tfkata.files import reading
from tfkata.parser.notebook_cells import storable

MAX_NOTEBOOK = 64 << 20  # bytes, outputs included: what was handed in so far with many figures stays gradable
MAX_DATE = 4096
_TOO_LARGE = "hand it in without its outputs"


def refused(folder: Path) -> str | None:
    """Why nothing of the submission is to be touched; None where all of it may be."""
    try:
        for path in _below(folder):
            name, status = path.relative_to(folder), path.lstat()
            refused = reading.refusal(status.st_mode)
            if refused:
                return f"{name}: {refused}"
            if path.suffix == ".ipynb" and status.st_size > MAX_NOTEBOOK:
                return str(reading.too_large(name, MAX_NOTEBOOK, _TOO_LARGE))
        return _date(folder / "timestamp.txt")
    except OSError as error:
        return f"{error.filename or folder}: cannot be read: {error.strerror}"


def notebooks(folder: Path) -> list[Path]:
    """The notebooks in it, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".ipynb")


def notebook(path: Path) -> NotebookNode:
    """The notebook in the file, as nbformat 4, without outputs: whatever they are, grading makes new ones.

    Raises:
        SubmissionError: there is none in it, or it is not an ordinary file of at most `MAX_NOTEBOOK` bytes.
    """
    content = reading.read_bytes(path, limit=MAX_NOTEBOOK, name=path.name, advice=_TOO_LARGE)
    try:
        found = json.loads(_decoded(content))
        if not isinstance(found, dict) or not isinstance(found.get("nbformat"), int):
            raise ValueError("no nbformat")
        if found["nbformat"] == 4 and not _has_cells(found):
            raise ValueError("no list of cells")
        with warnings.catch_warnings():  # of cells without an id: that is mended later
            warnings.simplefilter("ignore")
            return nbformat.reads(json.dumps(_mended(found)), as_version=4)
    except Exception as error:  # noqa: BLE001  a learner's file in nbformat's hands: it raises all sorts of things
        raise SubmissionError(f"{path.name}: not a notebook: {_first_line(error)}") from None


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


def _below(folder: Path) -> Iterator[Path]:
    """Everything in the folder that is no folder itself; a notebook always is one of them."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False) and not entry.name.endswith(".ipynb"):
            yield from _below(Path(entry.path))
        else:
            yield Path(entry.path)


def _date(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        text = reading.read_bytes(path, limit=MAX_DATE, name=path.name).decode("utf-8", "replace").strip()
    except SubmissionError as refused:
        return str(refused)
    try:
        if text:
            parse_utc(text)
    except (ValueError, OverflowError):
        return f"{path.name}: {text[:40]!r} is no date: mend it, or delete it where nobody is late"
    return None
