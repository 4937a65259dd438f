"""nbgrader's own Execute on the same notebooks: code runs in the kernel of its judge, scores are the same.

What forgeries earn there is measured by `tests/attacks/nbgrader_stock.py`; here is what an honest class gets.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from tests.late import Late
from tests.nbgrader.a_class import ANSWERS, hand_in
from tests.nbgrader.course import SCRIPTS, STOCK, Course, Notebook, cell_of
from tfkata.catalog import bank, records
from tfkata.running.runner import Runner

nbformat = Late("nbformat.v4")  # takes seconds to import
nbclient = Late("nbclient")

E03 = records.find("e03")


def graded_in_a_kernel(folder: Path, names: list[str]) -> Course:
    course = Course.make(folder, "e03", more=STOCK)
    hand_in(course, names)
    course.nbgrader("autograde", "ps1")
    return course


def expected(name: str, runner: Runner) -> dict[str, float]:
    result = runner.grade_text(E03, ANSWERS[name], "e03.py")
    return {f"{E03.id}--{check.id}": check.points for check in result.checks}


def test_stock_scores_are_those_of_the_same_code_as_a_file(tmp_path: Path, runner: Runner) -> None:
    course = graded_in_a_kernel(tmp_path / "course", ["ada", "dan"])
    assert course.gradebook() == {name: expected(name, runner) for name in ("ada", "dan")}
    answer = cell_of(course.graded("ada", "e03"), f"{E03.id}--encode")
    assert [output["output_type"] for output in answer["outputs"]] == ["execute_result"]


def test_an_instructors_notebook_runs_as_it_stands(tmp_path: Path) -> None:
    course = Course.make(tmp_path / "course", "e03")
    said = course.run("nbgrader", "validate", "source/ps1/e03_one_hot.ipynb")
    assert "passes all the tests" in said.stdout, said.stdout + said.stderr


@pytest.mark.slow
def test_the_whole_class_in_stock_mode(tmp_path: Path, runner: Runner) -> None:
    """But for who never ends: that takes a minute a check."""
    names = [name for name in ANSWERS if name != "lou"]
    course = graded_in_a_kernel(tmp_path / "course", names)
    assert course.gradebook() == {name: expected(name, runner) for name in names}


@pytest.mark.slow
def test_a_keras_answer_gets_full_marks_in_stock_mode(tmp_path: Path) -> None:
    """TensorFlow writes to stderr when it is imported, for which nbgrader would give a check cell nothing."""
    course = Course.make(tmp_path / "course", "e07", more=STOCK)
    exercise = records.find("e07")
    course.hand_in("ada", "e07", exercise.solution.read_text("utf-8"))
    course.nbgrader("autograde", "ps1")
    assert sum(points or 0 for points in course.gradebook()["ada"].values()) == exercise.points


@pytest.mark.slow
def test_a_keras_answer_in_isolation_and_feedback(tmp_path: Path) -> None:
    course = Course.make(tmp_path / "course", "e07")
    text = (bank.folder(bank.ANSWERS) / "e07_sequential_cnn/wrong_kernel_3.py").read_text("utf-8")
    course.hand_in("bob", "e07", text)
    ran = course.run("tfkata", "nbgrader", "autograde", "ps1")
    assert ran.returncode == 0, ran.stderr
    course.nbgrader("generate_feedback", "ps1")
    page = (course.root / "feedback/bob/ps1/e07_sequential_cnn.html").read_text("utf-8")
    assert "model.wrong-kernel" in page
    assert "<th" in page, "the two summaries side by side"


@pytest.mark.slow
def test_two_hundred_megabytes_of_output_stop_nobody(tmp_path: Path) -> None:
    """Kept in the notebook, or printed by the answer when it is loaded: what was right stays right."""
    course = Course.make(tmp_path / "course", "e03")
    course.hand_in("stored", "e03", f"{ANSWERS['ada']}\n# stored\n", _two_hundred_megabytes)
    course.hand_in("prints", "e03", f"{FLOOD}\n{ANSWERS['ada']}")
    course.hand_in("ada", "e03", ANSWERS["ada"])
    started = time.monotonic()
    ran = course.run("tfkata", "nbgrader", "autograde", "ps1")
    assert ran.returncode == 0, ran.stderr
    assert time.monotonic() - started < 120
    assert [sum(points.values()) for points in course.gradebook().values()] == [E03.points] * 3  # type: ignore[arg-type]
    assert all(path.stat().st_size < 100_000 for path in course.root.glob("autograded/*/ps1/*.ipynb"))


FLOOD = "print('y' * 200_000_000)"


def _two_hundred_megabytes(notebook: Notebook) -> None:
    text = ("y" * 99 + "\n") * 2_000_000
    cell_of(notebook, E03.id)["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]


@pytest.mark.slow
def test_a_check_after_two_hundred_megabytes_of_output(tmp_path: Path) -> None:
    """In the learner's kernel: printed by a cell of one's own, and by the answer each time it is loaded."""
    cells = [
        "from tfkata.nbgrader import check",
        FLOOD,
        f"{FLOOD}\n{ANSWERS['ada']}",
        'check("e03", "encode")',
    ]
    notebook = nbformat.new_notebook(cells=[nbformat.new_code_cell(text) for text in cells])
    started = time.monotonic()
    nbclient.NotebookClient(notebook, timeout=120).execute()
    assert time.monotonic() - started < 240
    (shown,) = notebook.cells[-1].outputs
    assert shown.data["text/plain"] == "2.0"
    assert len(shown.data["text/html"]) < 10_000


@pytest.mark.slow
def test_killed_in_the_middle_it_goes_on_and_every_score_is_there(tmp_path: Path) -> None:
    course = Course.make(tmp_path / "course", "e03")
    names = [f"learner{number:02}" for number in range(12)]
    for name in names:
        course.hand_in(name, "e03", f"{ANSWERS['ada']}\n# {name}\n")
    command = [str(SCRIPTS / "tfkata"), "nbgrader", "autograde", "ps1", "--course", str(course.root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        while first.poll() is None and not list(course.root.glob("autograded/*/ps1/*.ipynb")):
            time.sleep(0.01)
        first.kill()
    again = course.run("tfkata", "nbgrader", "autograde", "ps1")
    assert again.returncode == 0, again.stderr
    assert "0 could not be" in again.stdout
    assert course.gradebook() == {
        name: {f"{E03.id}--{check.id}": check.points for check in E03.checks} for name in names
    }
