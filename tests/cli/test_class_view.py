"""What is seen while a class is graded, on a terminal and in a file, and the table at the end."""

from __future__ import annotations

import io
import re
import time

import pytest
from rich.console import Console

from tfkata.classroom.batch import Counts
from tfkata.cli.class_view import LINES, View, closing, table
from tfkata.report.class_summary import ClassSummary
from tfkata.results import CheckResult, Graded, Learner, Outcome, SubmissionResult, exercise_result


def graded(learner: str, outcome: Outcome, code: str | None = None) -> Graded:
    check = CheckResult("c", "check", outcome, float(outcome is Outcome.PASSED), 1.0, "", code)
    result = exercise_result("e01_x", "X", [check], seconds=1.0)
    return Graded(Learner(learner), SubmissionResult([result], "full", 0, "strict", True, "cpu", {}))


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", console.file.getvalue())


def test_on_a_terminal_the_newest_and_the_pace_move() -> None:
    console, counts = Console(file=io.StringIO(), force_terminal=True, width=100), Counts()
    view = View(console, 3, counts)
    with view.running():
        for name in ("ada", "bob"):
            counts.submissions += 1
            view.done(graded(name, Outcome.PASSED))
        deadline = time.monotonic() + 60
        while "2/3" not in printed(console) and time.monotonic() < deadline:
            time.sleep(0.05)
    shown = printed(console)
    assert "ada" in shown
    assert "bob" in shown
    assert "2/3" in shown


@pytest.mark.parametrize("total", [2, LINES + 1])
def test_in_a_file_each_is_a_line_unless_there_are_many(total: int) -> None:
    console, counts = Console(file=io.StringIO(), width=100), Counts()
    view = View(console, total, counts)
    with view.running():
        for number in range(total):
            counts.submissions += 1
            view.done(graded(f"u{number:03}", Outcome.FAILED))
    lines = printed(console).splitlines()
    assert len(lines) == (2 if total == 2 else 8)
    assert lines[0].startswith("✗ u000")


def test_the_table_counts_what_has_no_name_too() -> None:
    summary = ClassSummary()
    for place, outcome in enumerate(Outcome):
        summary.add(graded(f"u{place}", outcome, "x.mistake" if outcome is Outcome.FAILED else None))
    console = Console(file=io.StringIO(), width=120)
    console.print(table(summary))
    heading, row = printed(console).splitlines()
    assert heading.split()[:7] == ["exercise", "passed", "failed", "crashed", "missing", "errors", "mean"]
    assert row.split() == ["e01_x", "1", "1", "3", "1", "1", "0.1/1", "x.mistake", "(1)"]


@pytest.mark.parametrize(
    ("counts", "exercises", "said"),
    [
        (Counts(submissions=30, graded=21, kept=6, unread=3), 1, "30 submissions · 21 answers graded, 6 taken from the store, 3 missing or not readable · 2 s"),
        (Counts(submissions=2, graded=1, shared=1, unread=4), 3, "2 submissions × 3 exercises · 1 answer graded, 1 equal to another, 4 missing or not readable · 2 s"),
        (Counts(submissions=1, graded=1, errors=1), 1, "1 submission · 1 answer graded · errors of tfkata: 1 · 2 s"),
    ],
)  # fmt: skip
def test_the_closing_line_adds_up(counts: Counts, exercises: int, said: str) -> None:
    assert counts.graded + counts.kept + counts.shared + counts.unread == counts.submissions * exercises
    assert closing(counts, exercises, 2.0) == said


def test_why_a_file_cannot_be_read_is_on_the_screen() -> None:
    why = "Cannot be read: e01_x.py: not UTF-8 text (byte 3): save it as UTF-8."
    check = CheckResult("c", "check", Outcome.FAILED, 0.0, 1.0, why)
    result = exercise_result("e01_x", "X", [check], seconds=0, message=why)
    console = Console(file=io.StringIO(), width=100)
    one = Graded(Learner("ada"), SubmissionResult([result], "full", 0, "strict", True, "cpu", {}))
    View(console, 1, Counts()).done(one)
    assert "e01 cannot be read" in printed(console)
    assert why in printed(console)
