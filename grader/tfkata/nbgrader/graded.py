"""What lies in `autograded/`: each check cell of a graded notebook says what it was graded from."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tfkata.errors import SubmissionError, UsageError
from tfkata.nbgrader import application, handed_in
from tfkata.notebook.shown import MIME
from tfkata.settings import READING_SECONDS
from tfkata.submissions import cell_ids, parsed
from tfkata.submissions.parsers import Budget


def graded_from(path: Path) -> Iterator[tuple[str, str]]:
    """(exercise, key of the answer) of each check cell in a graded notebook; no key where it was not graded."""
    try:
        yield from list(
            _keys(parsed.graded(handed_in.content(path), path.name, MIME, Budget(READING_SECONDS)))
        )
    except (SubmissionError, ValueError):  # a file of the learner's own beside it, with anything in it
        yield path.stem, ""


def _keys(cells: list[tuple[str | None, list[Any]]]) -> Iterator[tuple[str, str]]:
    for grade_id, records_ in cells:
        if grade_id is None:
            raise ValueError("a cell without a sound id")
        asked = cell_ids.find_check(grade_id)
        if asked is not None:
            first = records_[0] if records_ and isinstance(records_[0], dict) else {}
            answer = first.get("answer", "")
            yield asked[0].id, answer if isinstance(answer, str) else ""


def graded_notebooks(course: Path, assignment: str) -> list[tuple[str, Path]]:
    """(learner, path) of what lies in `autograded/` for an assignment.

    Raises:
        UsageError: no course folder, or nothing is graded yet.
    """
    folders = application.of_course(course, assignment).coursedir
    pattern = folders.format_path(folders.autograded_directory, "(?P<student>[^/]*)", assignment, escape=True)
    root = Path(folders.root)
    anyone = folders.format_path(folders.autograded_directory, "*", assignment)
    found = []
    for path in sorted(root.glob(f"{os.path.relpath(anyone, root)}/*.ipynb")):
        matched = re.fullmatch(pattern, str(path.parent))
        if matched is not None:
            found.append((matched["student"], path))
    if not found:
        raise UsageError(
            f"{assignment}: nothing is graded yet: `tfkata nbgrader autograde {assignment}` grades it"
        )
    return found


def who_handed_in(course: Path, assignment: str) -> list[str]:
    """Every learner with a folder in `submitted/` for an assignment, or with work for it beside that folder."""
    app = application.of_course(course, assignment)
    return [*application.submitted_folders(app, assignment), *application.misplaced(app, assignment)]
