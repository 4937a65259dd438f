"""What autograde writes is read by nbgrader's other commands, whatever a learner's notebook said about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.late import Late
from tests.nbgrader.course import Course, Notebook
from tfkata.catalog import records

handed_in = Late("tfkata.nbgrader.handed_in")  # imports nbgrader, which takes seconds
E01 = records.find("e01")
RIGHT = E01.solution.read_text("utf-8")
STATE = "application/vnd.jupyter.widget-state+json"
ABOUT: dict[str, dict[str, Any]] = {
    "colab": {"widgets": {STATE: {"abc": {"model_name": "LayoutModel", "state": {}}}}},
    "widgets-of-text": {"widgets": "none"},
    "widgets-of-null": {"widgets": {STATE: None}},
    "language-of-text": {"language_info": "python", "kernelspec": {"name": "python3", "display_name": "x"}},
    "lexer": {"language_info": {"name": "python", "pygments_lexer": "no such lexer", "codemirror_mode": 7}},
    "titled": {"title": ["a", "list"], "authors": "me", "celltoolbar": 3, "colab": {"provenance": []}},
}


def about_cells(notebook: Notebook) -> None:
    """Metadata that no page expects."""
    for cell in notebook["cells"]:
        cell["metadata"] |= {"tags": "a text", "collapsed": "maybe", "jupyter": [], "id": {"x": 1}}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = Course.make(tmp_path_factory.mktemp("course"), "e01")
    for student, about in ABOUT.items():
        made.hand_in(student, "e01", RIGHT, lambda notebook, about=about: notebook["metadata"].update(about))
    made.hand_in("cells", "e01", RIGHT, about_cells)
    return made


def test_every_page_is_made_and_a_new_release_changes_no_grade(course: Course) -> None:
    graded = course.run("tfkata", "nbgrader", "autograde", "ps1", "--jobs", "2")
    assert graded.returncode == 0, graded.stdout
    course.nbgrader("generate_feedback", "ps1")
    everybody = [*ABOUT, "cells"]
    for student in everybody:
        assert (course.root / "feedback" / student / "ps1" / f"{E01.id}.html").is_file(), student
    assert course.scores() == dict.fromkeys(everybody, E01.points)
    course.nbgrader("generate_assignment", "ps1", "--force")
    again = course.run("tfkata", "nbgrader", "autograde", "ps1", "--jobs", "2")
    assert f"0 graded, {len(everybody)} graded before" in again.stdout
    course.nbgrader("generate_feedback", "ps1", "--force")

    date = course.root / "submitted" / "colab" / "ps1" / "timestamp.txt"
    for text in ("2026-04-23 17:00:00 UTC", "2026-04-24 17:00:00 UTC", ""):
        date.write_text(text, "utf-8")
        changed = course.run("tfkata", "nbgrader", "autograde", "ps1")
        assert f"1 graded, {len(everybody) - 1} graded before" in changed.stdout, text
        assert handed_in_at(course, "colab") == text.removesuffix(" UTC")
    date.unlink()
    assert "0 graded" in course.run("tfkata", "nbgrader", "autograde", "ps1").stdout


def handed_in_at(course: Course, student: str) -> str:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.root}/gradebook.db") as gradebook:
        found = gradebook.find_submission("ps1", student).timestamp
        return str(found) if found is not None else ""


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-23 17:00:00 UTC", "2026-04-03 17:00:00.123456 UTC", "2026-04-03T17:00:00+02:00", "2026-04-03", "2026/04/03",
        "23 April 2026 17:00", "April 3, 2026 17:00", "Fri Apr  3 17:00:00 2026", "23/04/2026", "04/23/2026", "04/04/2026",
        "", "2026-04-03 17:00:00 +0200",
    ],
)  # fmt: skip
def test_a_date_that_says_one_day_is_taken(tmp_path: Path, text: str) -> None:
    (tmp_path / "timestamp.txt").write_text(text, "utf-8")
    assert handed_in.refused(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("03/04/2026", "2026-03-04 or 2026-04-03"),
        ("3.4.2026 17:00", "2026-03-04 or 2026-04-03"),
        ("03-04-2026 17:00:00 UTC", "2026-03-04 or 2026-04-03"),
        ("01/02/03", "several days"),
        ("10:30", "several days"),
        ("April 2026", "several days"),
        ("Friday", "several days"),
        ("yesterday", "is no date"),
        ("31.02.2026", "is no date"),
    ],
)
def test_a_date_that_can_mean_two_days_is_refused(tmp_path: Path, text: str, meant: str) -> None:
    (tmp_path / "timestamp.txt").write_text(text, "utf-8")
    said = handed_in.refused(tmp_path)
    assert said is not None
    assert meant in said
    assert repr(text) in said
