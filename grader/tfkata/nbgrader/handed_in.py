"""What lies in the folder of a submission, looked at before nbgrader opens any of it.

nbgrader follows links, waits forever at a pipe and knows no answer to a date that is none: one such file would hand
out the instructor's notebook, or stop the class.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import nbformat
from dateutil import parser
from nbformat import NotebookNode
from nbgrader.utils import parse_utc

from tfkata.errors import SubmissionError
from tfkata.files import reading
from tfkata.submissions import archives, contents, file_names, parsed
from tfkata.submissions.parsers import Budget

MAX_NOTEBOOK = contents.MAX_NOTEBOOK_BYTES  # as for every other command
MAX_DATE = 4096
TIMESTAMP = "timestamp.txt"
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
        return _date(folder / TIMESTAMP)
    except OSError as error:
        return f"{error.filename or folder}: cannot be read: {error.strerror}"


def timestamp(folder: Path) -> str:
    """What `timestamp.txt` says, or nothing."""
    try:
        return (
            reading.read_bytes(folder / TIMESTAMP, limit=MAX_DATE, name=TIMESTAMP)
            .decode("utf-8", "replace")
            .strip()
        )
    except SubmissionError:
        return ""


def notebooks(folder: Path) -> list[Path]:
    """The notebooks in it, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix == ".ipynb")


def other_work(folder: Path) -> Iterator[str]:
    """Files that may be work, and are not where or what nbgrader looks for: called like an exercise, notebooks, archives."""
    for path in _below(folder):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        if any(map(contents.is_hidden, name.parts)) or (len(name.parts) == 1 and path.suffix == ".ipynb"):
            continue
        archive = name.suffix.lower() in (contents.ARCHIVE, *archives.OTHER_KINDS)
        if archive or file_names.kind(name) == file_names.NOTEBOOK or file_names.named(name) is not None:
            yield str(name)


def misplaced(folder: Path, assignment: str) -> str:
    """Why nothing in the folder of a learner who has none for the assignment is graded, if there is work in it for it."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or contents.is_hidden(path.name):
            continue
        if path.is_dir() and path.name.strip().casefold() == assignment.casefold():
            return f"the folder {path.name} is not called {assignment}: rename it"
        if path.is_file() and file_names.named(PurePosixPath(path.name)) is not None:
            return f"{path.name} does not lie in {folder.name}/{assignment}: move it there"
    return ""


def notebook(path: Path, seconds: float) -> NotebookNode:
    """The notebook in the file, as nbformat 4, without outputs: whatever they are, grading makes new ones.

    Raises:
        SubmissionError: there is none in it, or it is not an ordinary file of at most `MAX_NOTEBOOK` bytes.
    """
    return nbformat.from_dict(parsed.notebook(content(path), path.name, Budget(seconds)))


def content(path: Path) -> bytes:
    """The bytes of a notebook's file.

    Raises:
        SubmissionError: not an ordinary file of at most `MAX_NOTEBOOK` bytes.
    """
    return reading.read_bytes(path, limit=MAX_NOTEBOOK, name=path.name, advice=_TOO_LARGE)


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
    return _no_day(path.name, text) if text else None


def _no_day(name: str, text: str) -> str | None:
    """Why a date says no day for sure. nbgrader takes 03/04/2026 for the fourth of March; half of the world does not."""
    try:
        days = {parse_utc(text).date(), *_readings(text)}
    except (ValueError, OverflowError):
        return f"{name}: {text[:40]!r} is no date: mend it, or delete it where nobody is late"
    if len(days) == 1:
        return None
    meant = " or ".join(str(day) for day in sorted(days)[:2]) if len(days) == 2 else "several days"
    return f"{name}: {text[:40]!r} can mean {meant}: write it as 2026-04-23 17:00:00 UTC, the year first"


def _readings(text: str) -> Iterator[date]:
    """The days that a text can mean: day, month or year first, and whatever it leaves out filled in in three ways."""
    year_first = re.match(r"\d{4}\D", text) is not None
    orders = [(False, False)] if year_first else itertools.product((False, True), repeat=2)
    for day_first, first in orders:
        for filled in (datetime(2000, 1, 1), datetime(2001, 2, 2), datetime(2002, 3, 3)):
            yield parser.parse(
                text, default=filled, dayfirst=day_first, yearfirst=first, ignoretz=True
            ).date()
