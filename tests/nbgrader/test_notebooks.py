"""Notebooks made from the exercises: what nbgrader accepts, stable, one line per check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.late import Late
from tfkata.catalog import records, source
from tfkata.catalog.records import Exercise
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.nbgrader import course, notebooks
from tfkata.notebook import cells
from tfkata.submissions import cell_ids

nbformat = Late("nbformat")  # with nbgrader it takes seconds to import
nbgraderformat = Late("nbgrader.nbgraderformat")

ALL = list(records.exercises().values())


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_nbformat_and_nbgrader_accept_every_exercise(exercise: Exercise) -> None:
    made = nbformat.reads(cells.as_text(notebooks.notebook(exercise)), as_version=4)
    nbformat.validate(made)
    nbgraderformat.MetadataValidator().validate_nb(made)


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_points_and_checks_are_those_of_the_catalogue(exercise: Exercise) -> None:
    cells = [c["metadata"]["nbgrader"] for c in _code(notebooks.notebook(exercise))]
    graded = {c["grade_id"]: c["points"] for c in cells if c["grade"]}
    assert graded == {cell_ids.of_check(exercise, check): check.points for check in exercise.checks}
    assert {name: cell_ids.find_check(name) for name in graded} == {
        cell_ids.of_check(exercise, check): (exercise, check) for check in exercise.checks
    }
    assert [c["grade_id"] for c in cells if c["solution"]] == [exercise.id]


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_the_cell_of_the_answer_is_the_solution_with_nbgraders_markers(exercise: Exercise) -> None:
    text = "".join(_code(notebooks.notebook(exercise))[1]["source"])
    solution = exercise.solution.read_text("utf-8")
    assert solution.endswith(text + "\n")
    assert text.count(source.BEGIN) == solution.count(source.BEGIN) >= 1


@pytest.mark.parametrize("exercise", ALL, ids=lambda e: e.id)
def test_a_visible_check_is_one_line_and_every_function_has_one(exercise: Exercise) -> None:
    texts = ["".join(c["source"]) for c in _code(notebooks.notebook(exercise))[2:]]
    visible = [text for text in texts if notebooks.HIDDEN[0] not in text]
    assert all("\n" not in text and text.startswith(f'check("{exercise.id}", ') for text in visible)
    shown = {f for check in notebooks.shown_to_learners(exercise) for f in check.functions}
    assert shown == {f for check in exercise.checks for f in check.functions}
    assert len(visible) == len(notebooks.shown_to_learners(exercise))
    assert not any(
        notebooks.HIDDEN[0] in "".join(c["source"]) for c in _code(notebooks.notebook(exercise, hide=False))
    )


def test_init_twice_changes_nothing_and_keeps_what_was_changed(tmp_path: Path) -> None:
    root = tmp_path / "course"
    first = course.init(root, course.chosen("e01, e03"), "ps1")
    names = {str(path.relative_to(root)) for path in first.written}
    assert names == {
        "nbgrader_config.py",
        "source/header.ipynb",
        "source/ps1/e01_normalize.ipynb",
        "source/ps1/e03_one_hot.ipynb",
    }
    again = course.init(root, course.chosen("e03,e01"), "ps1")
    assert (again.written, again.kept) == ([], [])
    notebook = root / "source/ps1/e03_one_hot.ipynb"
    notebook.write_text("mine", "utf-8")
    assert course.init(root, course.chosen("e03"), "ps1").kept == [notebook]
    assert notebook.read_text("utf-8") == "mine"
    assert course.init(root, course.chosen("e03"), "ps1", force=True).written == [notebook]


def test_without_an_assignment_each_exercise_is_its_own(tmp_path: Path) -> None:
    course.init(tmp_path, course.chosen(None), None)
    assert {path.parent.name for path in tmp_path.glob("source/*/*.ipynb")} == set(records.exercises())


@pytest.mark.parametrize("name", ["", "../ps1", "ps 1", "ps+1", "-f"])
def test_names_that_nbgrader_would_trip_over_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--assignment"):
        course.init(tmp_path, course.chosen("e03"), name)


def test_the_command_says_what_it_did_and_what_comes_next(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app, ["nbgrader", "init", str(tmp_path / "c"), "--exercises", "e03", "--assignment", "a"]
    )
    assert run.exit_code == 0, run.output
    assert "source/a/e03_one_hot.ipynb" in run.output
    assert "nbgrader generate_assignment a" in run.output
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="is a file"):
        course.init(tmp_path / "file", course.chosen("e03"), None)


def test_a_notebook_is_the_same_byte_for_byte() -> None:
    exercise = records.find("e03")
    text = cells.as_text(notebooks.notebook(exercise))
    assert text == cells.as_text(notebooks.notebook(exercise))
    assert all(cell["id"] == cell["id"][:64] for cell in json.loads(text)["cells"])
    assert len({cell["id"] for cell in json.loads(text)["cells"]}) == len(json.loads(text)["cells"])


def _code(notebook: notebooks.Cell) -> list[notebooks.Cell]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_a_configuration_of_ones_own_gets_the_lines_to_add(tmp_path: Path) -> None:
    config = tmp_path / "c" / "nbgrader_config.py"
    config.parent.mkdir()
    config.write_text('c = get_config()\n# "tfkata.nbgrader.isolated.Isolated" one day\n', "utf-8")
    made = course.init(config.parent, course.chosen("e03"), "ps1")
    assert made.kept == [config]
    assert '"tfkata.nbgrader.isolated.Isolated",' in made.lines_to_add
    assert '"tfkata.nbgrader.restore.Restore",' in made.lines_to_add
    config.write_text(config.read_text("utf-8") + made.lines_to_add, "utf-8")
    assert course.init(config.parent, course.chosen("e03"), "ps1").lines_to_add == ""
    assert compile(config.read_text("utf-8"), "config", "exec")
