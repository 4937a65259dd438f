"""Who is in the class: a CSV file with the columns id, name, email, section (all but id optional)."""

from __future__ import annotations

import csv
from pathlib import Path

from tfkata.errors import UsageError
from tfkata.results import Learner

COLUMNS = ("id", "name", "email", "section")


def read(path: Path) -> dict[str, Learner]:
    """The learners by id, in the order of the file. Comma, semicolon or tab; other columns are left alone.

    Raises:
        UsageError: not readable, no column `id`, an empty or a repeated id.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text (byte {error.start}): save it as CSV UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(text.splitlines(), delimiter=delimiter)
    names = {(name or "").strip().lower(): name for name in rows.fieldnames or []}
    if "id" not in names:
        raise UsageError(
            f"{path}: its first line has no column 'id': id,name,email,section is what is wanted"
        )
    learners: dict[str, Learner] = {}
    for row in rows:
        fields = {column: (row.get(names.get(column, "")) or "").strip() for column in COLUMNS}
        if not any(fields.values()):
            continue
        if not fields["id"] or fields["id"] in learners:
            what = (
                f"'{fields['id']}' is there twice: keep one"
                if fields["id"]
                else "a learner without an id: give one"
            )
            raise UsageError(f"{path}: line {rows.line_num}: {what}")
        learners[fields["id"]] = Learner(**fields)
    return learners
