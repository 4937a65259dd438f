"""A gradebook that somebody else holds: said as that, with what to do, and nobody loses a score."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.nbgrader.course import Course
from tfkata.catalog import records
from tfkata.report.exit_codes import GRADER_FAILED, PASSED

RIGHT = records.find("e03").solution.read_text("utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = Course.make(tmp_path_factory.mktemp("course"), "e03")
    for student in ("ada", "bob", "cyd"):
        made.hand_in(student, "e03", f"{RIGHT}\n# {student}\n")
    return made


def _grade(course: Course) -> tuple[int, str]:
    ran = course.run("tfkata", "nbgrader", "autograde", "ps1", "--course", str(course.root), "--jobs", "1")
    return ran.returncode, ran.stdout + ran.stderr


def _holds(course: Course) -> sqlite3.Connection:
    holder = sqlite3.connect(
        Path(course.root) / "gradebook.db", check_same_thread=False, isolation_level=None
    )
    holder.execute("BEGIN EXCLUSIVE")
    return holder


def test_a_gradebook_that_is_locked_is_said_and_what_to_do(course: Course) -> None:
    holder = _holds(course)
    code, said = _grade(course)
    assert code == GRADER_FAILED
    assert "database is locked" in said
    assert "formgrader" in said
    assert "please report" not in said
    holder.close()
    assert _grade(course)[0] == PASSED
    assert len(course.gradebook()) == 3


def test_one_that_is_locked_in_the_middle_is_nobodys_grade(course: Course) -> None:
    """Reading goes, writing does not."""
    for student in ("ada", "bob"):
        course.hand_in(
            student, "e03", f"answer = None  # {student}: another score, which has to be written\n"
        )
    holder = sqlite3.connect(Path(course.root) / "gradebook.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    code, said = _grade(course)
    holder.close()
    assert code == GRADER_FAILED, said
    found = re.search(r"ps1: 0 graded, (?:\d graded before, )?(\d) could not be", said)
    assert found, said
    waiting = int(found[1])
    assert waiting >= 2
    assert said.count("the gradebook could not be written: ") == waiting
    assert said.count("database is locked: close what else uses it") == waiting
    assert "sqlalche.me" not in said
    assert "please report" not in said
    assert _grade(course)[0] == PASSED
