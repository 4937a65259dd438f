"""What a class got wrong, read from notebooks in which a learner's code may have written anything."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.late import Late
from tfkata.notebook.shown import MIME
from tfkata.results import CheckResult, Outcome

report = Late("tfkata.nbgrader.report")  # imports nbgrader, which takes seconds
graded_ = Late("tfkata.nbgrader.graded")

WRONG = asdict(
    CheckResult("encode", "one-hot rows", Outcome.FAILED, 0.0, 2.0, "counted from 1", "x.off-by-one")
)


def graded(path: Path, *checks: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    outputs = [{"data": {MIME: {"exercise": "e03_one_hot", "check": check}}} for check in checks]
    path.write_text(json.dumps({"cells": [{"outputs": [output]} for output in outputs]}), "utf-8")
    return path


def test_a_class_in_numbers(tmp_path: Path) -> None:
    right = WRONG | {"outcome": "passed", "points": 2.0, "misconception": None, "message": ""}
    notebooks = [
        ("cyd", graded(tmp_path / "cyd.ipynb", WRONG)),
        ("ada", graded(tmp_path / "ada.ipynb", WRONG, WRONG | {"id": "other"})),
        ("bob", graded(tmp_path / "bob.ipynb", right)),
        ("dan", graded(tmp_path / "dan.ipynb")),
    ]
    found = report.of_class(notebooks)
    assert (found.learners, found.unread) == (4, ["dan/dan.ipynb"])
    assert found.to_json() == {
        "learners": 4,
        "misconceptions": [
            {"code": "x.off-by-one", "exercise": "e03_one_hot", "learners": ["ada", "cyd"], "example": "counted from 1"}
        ],
        "checks": [
            {"exercise": "e03_one_hot", "check": "encode", "title": "one-hot rows", "outcomes": {"failed": 2, "passed": 1}},
            {"exercise": "e03_one_hot", "check": "other", "title": "one-hot rows", "outcomes": {"failed": 1}},
        ],
        "without_a_name": [],
        "not_graded": [],
    }  # fmt: skip


def test_crashes_and_missing_people_are_rows_too(tmp_path: Path) -> None:
    """Who lost everything to a crash is in the report by name, beside those who made a named mistake."""
    crash = WRONG | {"outcome": "crashed", "misconception": None}
    module = "Your code raised ModuleNotFoundError: No module named 'seaborn'. More."
    notebooks = [
        ("ada", graded(tmp_path / "ada.ipynb", crash | {"message": module}, crash | {"id": "b", "message": module})),
        ("bob", graded(tmp_path / "bob.ipynb", crash | {"message": "Your code raised EOFError: EOF when reading"})),
        ("cyd", graded(tmp_path / "cyd.ipynb", crash | {"message": "the process ended itself (exit code 0)"})),
        ("dan", graded(tmp_path / "dan.ipynb", crash | {"outcome": "timed_out", "message": "too slow"})),
        ("eve", graded(tmp_path / "eve.ipynb", WRONG)),
    ]  # fmt: skip
    found = report.of_class(notebooks, ["ada", "bob", "zoe", "eve", "dan", "cyd", "yan"])
    assert {m.code: m.learners for m in found.unnamed} == {
        "crashed: ModuleNotFoundError seaborn": ["ada"],
        "crashed: EOFError": ["bob"],
        "crashed": ["cyd"],
        "timed out": ["dan"],
    }
    assert [m.code for m in found.misconceptions] == ["x.off-by-one"]
    assert found.not_graded == ["yan", "zoe"]


@pytest.mark.parametrize(
    "odd",
    [
        {"points": "many"}, {"max_points": None}, {"misconception": ["x"]}, {"id": {}}, {"outcome": "won"},
        {"message": 7}, {"evidence": 1}, {"more": 1},
    ],
)  # fmt: skip
def test_what_is_no_result_counts_as_none(tmp_path: Path, odd: dict[str, Any]) -> None:
    found = report.of_class([("eve", graded(tmp_path / "e.ipynb", WRONG | odd))])
    assert (found.checks, found.unread) == ([], ["eve/e.ipynb"])


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir])
def test_nothing_that_is_no_file_holds_it_up(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "e03_one_hot.ipynb")
    found = report.of_class([("eve", tmp_path / "e03_one_hot.ipynb")])
    assert found.unread == ["eve/e03_one_hot.ipynb"]
    assert list(graded_.graded_from(tmp_path / "e03_one_hot.ipynb")) == [("e03_one_hot", "")]
