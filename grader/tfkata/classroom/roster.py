"""Who is in the class: a CSV file with the columns id, name, email, section (all but id optional), or what a learning
platform exports, as it is: a gradebook of Canvas, participants or grades of Moodle, Blackboard's grade center, Brightspace's
grades or class list, Sakai's and Schoology's grades, Gradescope's roster, GitHub Classroom's, grades of Google Classroom or Teams.

A platform knows a learner under several ids. One is the id in every report; each of them, and the e-mail address,
may be what a submission is called.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tfkata.errors import UsageError
from tfkata.report.exports import Account
from tfkata.results import Learner

COLUMNS = "id,name,email,section"
LONGEST_LIST = 12  # of columns found, and of faults told at once


@dataclass(frozen=True, slots=True)
class Entry:
    """A learner in the roster; `also` are other ids by which a submission may be called."""

    learner: Learner
    also: tuple[str, ...] = ()
    account: Account | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody by id, in the order of the file. `source` says what was recognised, `left_out` which rows are no learners."""

    name: str
    entries: dict[str, Entry]
    source: str = ""
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A kind of table: recognised by the headings it `needs`, and one `as_written`; the first of `ids` that is filled in is the id."""

    source: str
    needs: frozenset[str]
    ids: tuple[str, ...]
    as_written: str = ""


_IDS = ("username", "id number", "student id", "sid", "email address", "email", "e-mail", "identifier")
BRIGHTSPACE, BY_ADDRESS = "Brightspace", "Google Classroom or Teams"
_BRIGHTSPACE = ("username", "orgdefinedid", "org defined id", "email")
_SAKAI = ("display id", "student id", "id")
_CANVAS = ("sis login id", "sis user id", "id")
_SHAPES = (
    _Shape("Canvas", frozenset({"student", "id", "section"}), _CANVAS),
    _Shape("Canvas", frozenset({"lastname", "firstname", "id", "section"}), _CANVAS),
    _Shape(
        "GitHub Classroom",
        frozenset({"identifier", "github_username"}),
        ("github_username", "identifier", "github_id"),
    ),
    _Shape("Sakai", frozenset({"display id", "id"}), _SAKAI),
    _Shape("", frozenset({"id"}), ("id",)),
    _Shape(BRIGHTSPACE, frozenset({"orgdefinedid"}), _BRIGHTSPACE),
    _Shape(BRIGHTSPACE, frozenset({"org defined id"}), _BRIGHTSPACE),
    _Shape(BRIGHTSPACE, frozenset({"username", "end-of-line indicator"}), _BRIGHTSPACE),
    _Shape("Sakai", frozenset({"student id", "student name"}), _SAKAI),
    _Shape("Schoology", frozenset({"unique user id"}), ("unique user id", "school email", "email")),
    _Shape("Blackboard", frozenset({"username", "student id"}), _IDS),
    _Shape("Gradescope", frozenset({"sid"}), _IDS),
    _Shape(
        BY_ADDRESS,
        frozenset({"last name", "first name", "email address"}),
        ("email address",),
        "Email Address",
    ),
    _Shape("Moodle", frozenset({"email address"}), _IDS),
    _Shape("Moodle", frozenset({"id number"}), _IDS),
    _Shape("Moodle", frozenset({"identifier", "status"}), _IDS),
    _Shape("", frozenset({"email"}), ("email",)),
)
_TITLES = 4  # lines above the headings: Sakai writes what the assignment is called
_NAMES = ("name", "student", "full name", "student name")
_GIVEN = ("first name", "firstname", "first_name", "given name")
_FAMILY = ("last name", "lastname", "last_name", "surname", "family name")
_EMAILS = ("email", "e-mail", "email address", "e-mail address")
_SECTIONS = ("section", "sections", "groups", "group")
_ROLES = ("role", "roles", "course role")
_OF_LEARNERS = ("student", "learner", "participant", "trainee")
_NOTICE = re.compile(r"\s*(muted|manual posting.*)?\s*", re.IGNORECASE)  # Canvas's row about assignments
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(path: Path) -> Roster:
    """Everybody in the file. Comma, semicolon or tab; columns that say nothing about who somebody is are left alone.

    Raises:
        UsageError: not readable, no CSV, no column with an id, learners without an id or with the same one: all of these.
    """
    rows = _rows(path)
    names, shape = _headed(path, rows)
    entries: dict[str, Entry] = {}
    faults, left_out = [], []
    for line, cells in rows:
        row = dict(
            reversed([*zip(names, cells, strict=False)])
        )  # of two columns of one name the first counts
        if not any(row.values()):
            continue
        if (nobody := _no_learner(row, cells, shape)) is not None:
            left_out += [nobody] if nobody else []
            continue
        entry = _entry(row, shape)
        if not entry.learner.id:
            faults.append(f"line {line}: a learner without an id: give one")
        elif entry.learner.id in entries:
            faults.append(f"line {line}: '{entry.learner.id}' is there twice: keep one")
        else:
            entries[entry.learner.id] = entry
    if faults:
        more = [f"and {len(faults) - LONGEST_LIST:,} more"] if len(faults) > LONGEST_LIST else []
        raise UsageError(f"{path}: {'; '.join([*faults[:LONGEST_LIST], *more])}")
    return Roster(path.name, entries, shape.source, left_out)


def _headed(path: Path, rows: Iterator[tuple[int, list[str]]]) -> tuple[list[str], _Shape]:
    """The headings in small letters, and what kind of table they say it is.

    Raises:
        UsageError: none of the first lines is that of a table with an id.
    """
    first: list[str] = []
    for _, headings in itertools.islice(rows, _TITLES):
        names = [" ".join(heading.lower().split()) for heading in headings]
        for shape in _SHAPES:
            if shape.needs <= set(names) and (not shape.as_written or shape.as_written in headings):
                return names, shape
        first = first or headings
    raise UsageError(_no_id(path, first))


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Lines that say something, each with the number at which it ends. A line break inside quotes is part of a cell."""
    text = _text(path)
    first, _, rest = text.lstrip("\r\n").partition("\n")
    told = re.fullmatch(r"sep=(.)\r?", first)  # Excel's way of naming it
    delimiter = told[1] if told else max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(rest if told else text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                yield rows.line_num + bool(told), cells
    except csv.Error as error:
        raise UsageError(f"{path}: line {rows.line_num}: no CSV: {error}") from None


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    what = _no_text(path, content)
    if what:
        raise UsageError(
            f"{path}: is {what}, not CSV: open it in a spreadsheet and save the sheet as 'CSV UTF-8 (comma delimited)'"
        )
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text (byte {error.start}): save it as CSV UTF-8") from None


def _no_text(path: Path, content: bytes) -> str:
    """What else than text a file is, seen from its first bytes: its name may say anything."""
    if content.startswith(b"PK"):
        if path.suffix.lower() in (".ods", ".numbers") or b"opendocument" in content[:120]:
            return f"a spreadsheet ({path.suffix.lower() or 'OpenDocument'})"
        return "an Excel workbook (.xlsx)" if path.suffix.lower() != ".zip" else "a zip file"
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "an Excel workbook (.xls)"
    if content[:200].lstrip().lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return "a web page or XML"
    return ""


def _no_id(path: Path, headings: Sequence[str]) -> str:
    if not headings:
        return f"{path}: is empty: it has no column 'id'; expected {COLUMNS} in its first line"
    shown = ", ".join(f"'{heading[:40]}'" for heading in headings[:LONGEST_LIST])
    more = f" and {len(headings) - LONGEST_LIST} more" if len(headings) > LONGEST_LIST else ""
    return (
        f"{path}: its first line has no column 'id': it has {shown}{more}. Call the column with what submissions are named "
        f"after 'id' (expected {COLUMNS}), or name the file that your learning platform exports in English, unchanged "
        "(docs/grading.md lists those that are known)"
    )


def _no_learner(row: dict[str, str], cells: Sequence[str], shape: _Shape) -> str | None:
    """Of a row that is no learner: what to call it, or nothing to say about it; None of a learner."""
    if shape.source == "Canvas":
        return _nobody(row, cells)
    if shape.source == BY_ADDRESS and "@" not in _first(row, shape.ids) and not _called(row):
        return ""  # "Date", "Points": of the assignments
    role = _first(row, _ROLES).lower()
    if not shape.source or not role or any(word in role for word in _OF_LEARNERS):
        return None
    return f"{_called(row)} ({_first(row, _ROLES)})"


def _nobody(row: dict[str, str], cells: Sequence[str]) -> str | None:
    """Of a row of Canvas's that is no learner: what to call it, or nothing to say about it; None of a learner."""
    if "points possible" in cells[0].lower() or all(_NOTICE.fullmatch(cell) for cell in cells):
        return ""
    student = row.get("student") or f"{row.get('lastname')}, {row.get('firstname')}"
    return student if student.lower() == "student, test" else None


def _entry(row: dict[str, str], shape: _Shape) -> Entry:
    if shape.source == BRIGHTSPACE:  # it marks texts that a spreadsheet would take for numbers
        row = {name: value.removeprefix("#") for name, value in row.items()}
    ids = [row[name] for name in shape.ids if row.get(name)]
    emails = [row[name] for name in _EMAILS if row.get(name)]
    name = _spoken(_first(row, _NAMES), shape) or f"{_first(row, _GIVEN)} {_first(row, _FAMILY)}".strip()
    learner = Learner(_first(row, shape.ids), name, _first(row, _EMAILS), _first(row, _SECTIONS))
    also = dict.fromkeys([*ids[1:], *emails, *_participants(ids)])
    account = None
    if shape.source == "Canvas":
        sortable = row.get("student") or f"{row.get('lastname')}, {row.get('firstname')}"
        account = Account(
            sortable, row.get("id", ""), row.get("sis user id", ""), row.get("sis login id", "")
        )
    return Entry(learner, tuple(also), account)


def _first(row: dict[str, str], columns: Sequence[str]) -> str:
    """The first of these columns that is filled in."""
    return next((row[name] for name in columns if row.get(name)), "")


def _spoken(name: str, shape: _Shape) -> str:
    """Canvas and Sakai write "Lovelace, Ada"."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and shape.source in ("Canvas", "Sakai") else name


def _called(row: dict[str, str]) -> str:
    return _first(row, _NAMES) or f"{_first(row, _GIVEN)} {_first(row, _FAMILY)}".strip()


def _participants(ids: Sequence[str]) -> Iterator[str]:
    """Moodle's grading worksheet says "Participant 123"; the folder that it makes for a submission says 123."""
    for name in ids:
        found = re.fullmatch(r"participant (\d+)", name, re.IGNORECASE)
        if found:
            yield found[1]
