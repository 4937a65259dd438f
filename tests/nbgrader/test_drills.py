"""Drills in a real course of nbgrader: made, released, answered, graded in isolation, reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.nbgrader.course import Course, Notebook, cell_of
from tfkata import drills
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.nbgrader import course as folder
from tfkata.notebook import drill_cells

COUNT = 4
STOLEN = "import os\nos.system('touch stolen')"


def tfkata(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, standalone_mode=False)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    folder.init(root, folder.chosen("e01"), "ps0")
    made = tfkata(
        "drill", "--sheet", str(COUNT), "--family", "parameters", "--family", "read",
        "--notebook", str(root / "source/ps1/drills.ipynb"), "--secret", str(root / "key"), "--answers", str(root / "answers.csv"),
    )  # fmt: skip
    assert made.return_value == 0, made.output
    found = Course(root)
    found.nbgrader("generate_assignment", "ps1")
    return found


def source(course: Course) -> Notebook:
    read: Notebook = json.loads((course.root / "source/ps1/drills.ipynb").read_text("utf-8"))
    return read


def asked(course: Course) -> list[drills.Drill]:
    cells = ("".join(cell["source"]) for cell in source(course)["cells"])
    return [drill for text in cells if (drill := drill_cells.asked(text))]


def hand_in(course: Course, student: str, answers: list[str]) -> Path:
    text = (course.root / "release/ps1/drills.ipynb").read_text("utf-8")
    notebook = json.loads(text)
    for number, answer in enumerate(answers, start=1):
        cell_of(notebook, f"drills--q{number:02}--answer")["source"] = answer
    path = course.root / "submitted" / student / "ps1" / "drills.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), "utf-8")
    return path


def test_what_learners_get_tells_neither_answers_nor_ids(course: Course) -> None:
    released = (course.root / "release/ps1/drills.ipynb").read_text("utf-8")
    assert len(asked(course)) == COUNT
    text = "\n".join("".join(cell["source"]) for cell in json.loads(released)["cells"])
    for drill in asked(course):
        assert drill.statement in text
        assert drill.id not in released
    assert "check(" not in released
    assert "BEGIN" not in released
    assert released.count("raise NotImplementedError") == COUNT


def test_a_class_is_graded_in_isolation_and_reported(course: Course) -> None:
    right = [drill.answer for drill in asked(course)]
    slip = asked(course)[0].slips[0]
    hand_in(course, "ada", [f"answer_{n} = {text!r}" for n, text in enumerate(right, start=1)])
    hand_in(course, "bob", [f"answer_1 = {slip.answer}", f'"""{right[1]}"""', STOLEN])
    claims = json.loads(hand_in(course, "cleo", [right[0]]).read_text("utf-8"))
    cell_of(claims, "drills--q02")["source"] = f'check("{asked(course)[0].id}", answer_1)'
    cell_of(claims, "drills--q02--answer")["source"] = right[0] if right[0] != right[1] else "no"
    (course.root / "submitted/cleo/ps1/drills.ipynb").write_text(json.dumps(claims), "utf-8")
    graded = tfkata("nbgrader", "autograde", "ps1", "--course", str(course.root))
    assert graded.return_value == 0, graded.output
    assert course.gradebook() == {
        "ada": {f"drills--q0{n}": 1.0 for n in range(1, COUNT + 1)},
        "bob": {"drills--q01": 0.0, "drills--q02": 1.0, "drills--q03": 0.0, "drills--q04": 0.0},
        "cleo": {"drills--q01": 1.0, "drills--q02": 0.0, "drills--q03": 0.0, "drills--q04": 0.0},
    }
    assert not list(course.root.rglob("stolen"))
    told = tfkata("nbgrader", "report", "ps1", "--course", str(course.root)).output
    assert slip.code in told
    hand_in(course, "bob", [f"answer_{n} = {text!r}" for n, text in enumerate(right, start=1)])
    tfkata("nbgrader", "autograde", "ps1", "--course", str(course.root))
    assert sum(score or 0 for score in course.gradebook()["bob"].values()) == COUNT, (
        "a changed answer is graded again"
    )


def test_only_where_nbgrader_looks_and_never_over_another(course: Course, tmp_path: Path) -> None:
    for place in (
        tmp_path / "drills.ipynb",
        course.root / "source/ps1/drills.md",
        course.root / "source/ps1/drills.ipynb",
    ):
        error = tfkata(
            "drill", "--sheet", "2", "--notebook", str(place), "--secret", str(tmp_path / "key")
        ).exception
        assert isinstance(error, UsageError)
        assert str(place) in str(error)
    assert len(asked(course)) == COUNT
