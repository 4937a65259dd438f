"""Why a file that was handed in does not count, told by its name and place alone."""

from __future__ import annotations

from pathlib import PurePosixPath

from tfkata.catalog import records
from tfkata.submissions import file_names
from tfkata.submissions.archives import OTHER_KINDS
from tfkata.submissions.contents import Entry

_EXPORTS = {
    ".html": "a web page",
    ".htm": "a web page",
    ".pdf": "a PDF",
    ".docx": "a text document",
    ".odt": "a text document",
    ".rtf": "a text document",
    ".gdoc": "a link to a file in Google Drive",
    ".url": "a link to a page",
    ".webloc": "a link to a page",
    ".desktop": "a link to a page",
}
_PICTURES = (".png", ".jpg", ".jpeg", ".heic", ".gif")


def reason(entry: Entry) -> str:
    """Why a file does not count, if somebody may have meant it as an answer; else nothing."""
    path = entry.path
    suffix = path.suffix.lower()
    if entry.refused:
        return entry.refused if _is_meant(path) or suffix == ".zip" else ""
    if entry.is_link:
        return "is a link, and links are not followed: hand in the file itself"
    if suffix in OTHER_KINDS:
        return "is an archive of another kind: only zip files are opened"
    if ".bak" in path.name.lower() or path.name.endswith("~") or suffix == ".orig":
        return "is a backup"
    if suffix in _EXPORTS:
        return f"is {_EXPORTS[suffix]}: hand in the notebook or the .py itself"
    if suffix in _PICTURES and _is_meant(path.with_suffix(".py")):
        return "is a picture: hand in the notebook or the .py itself"
    if file_names.kind(path) == file_names.PYTHON:
        return f"is called like no exercise: call it like one, such as {next(iter(records.exercises()))}.py"
    if file_names.kind(path) == file_names.NOTEBOOK:
        return "defines no function of the exercises asked for"
    if file_names.begins(path):
        return f"is called like an exercise, but ends in `{path.suffix or '.'}`: hand in the notebook or the .py itself"
    return ""


def _is_meant(path: PurePosixPath) -> bool:
    """Whether it is called like an exercise, or as only code is."""
    return file_names.kind(path) is not None or file_names.named(path) is not None
