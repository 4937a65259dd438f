"""An installed tfkata is a guest in every other project of its environment: pytest loads its plugin there, too."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tfkata.catalog import records

COMMANDS = {"pytest": ["-m", "pytest", "-p", "no:cacheprovider"], "tfkata": ["-m", "tfkata"]}
CONFTEST = """
import pytest


def pytest_addoption(parser):
    for name in ("--device", "--tier", "--seed", "--sandbox"):
        parser.addoption(name, default="theirs")


@pytest.fixture
def runner(request):
    return request.config.getoption("--tier")
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def run(project: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """As somebody would in a project of their own: nothing of the kit's own test run is handed on."""
    own = ("PYTEST", "PYTHONPATH", "TFKATA")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    return subprocess.run(
        [sys.executable, *COMMANDS[command], *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def with_a_grader(tmp_path: Path) -> Path:
    """A project whose package is called `grader`, as the folder is in which tfkata itself lies."""
    write(tmp_path / "grader/__init__.py", "WHOSE = 'theirs'\n")
    write(tmp_path / "grader/marks.py", "def passed(points):\n    return points >= 50\n")
    write(tmp_path / "conftest.py", CONFTEST)
    write(
        tmp_path / "tests/test_marks.py",
        "import grader\nfrom grader.marks import passed\n\n\n"
        "def test_theirs(runner):\n    assert (grader.WHOSE, runner) == ('theirs', 'theirs')\n\n\n"
        "def test_fifty_is_enough():\n    assert passed(50) and not passed(49)\n",
    )
    return tmp_path


@pytest.fixture
def with_exercises(tmp_path: Path) -> Path:
    """A course of somebody else's, with `exercises` and `solutions` that have nothing to do with ours."""
    for folder, value in (("exercises", "None"), ("solutions", "42")):
        write(tmp_path / folder / "__init__.py", "")
        write(tmp_path / folder / "e1_answer.py", f"def answer():\n    return {value}\n")
    write(
        tmp_path / "exercises/test_answer.py",
        "from exercises import e1_answer as asked\nfrom solutions import e1_answer as solved\n\n\n"
        "def test_answer():\n    assert (asked.answer(), solved.answer()) == (None, 42)\n",
    )
    return tmp_path


def test_the_plugin_is_installed_for_every_project() -> None:
    entries = {entry.name: entry.value for entry in metadata.entry_points(group="pytest11")}
    assert entries["tfkata"] == "tfkata.plugin"


@pytest.mark.parametrize(("fixture", "tests"), [("with_a_grader", 2), ("with_exercises", 1)])
def test_their_tests_run(fixture: str, tests: int, request: pytest.FixtureRequest) -> None:
    project = request.getfixturevalue(fixture)
    theirs = run(project, "pytest", "-v")
    assert theirs.returncode == 0, theirs.stdout + theirs.stderr
    assert "tfkata-" in next(line for line in theirs.stdout.splitlines() if line.startswith("plugins:"))
    assert f"\n{'=' * 20}" in theirs.stdout
    assert f" {tests} passed in " in theirs.stdout


@pytest.mark.parametrize("fixture", ["with_a_grader", "with_exercises"])
def test_tfkata_finds_nothing_of_its_own_and_says_so(fixture: str, request: pytest.FixtureRequest) -> None:
    project = request.getfixturevalue(fixture)
    before = sorted(project.rglob("*"))
    assert len(run(project, "tfkata", "list").stdout.splitlines()) >= len(records.exercises())
    checked = run(project, "tfkata", "check")
    assert checked.returncode == 2
    assert "no exercise in this folder" in checked.stderr
    left = {path for path in project.rglob("*") if "__pycache__" not in path.parts}
    assert left == {path for path in before if "__pycache__" not in path.parts}


@pytest.mark.parametrize("fixture", ["with_a_grader", "with_exercises"])
def test_an_exercise_of_ours_is_graded_beside_theirs(fixture: str, request: pytest.FixtureRequest) -> None:
    project = request.getfixturevalue(fixture)
    answer = records.find("e01").solution.read_text("utf-8")
    write(project / "exercises/e01_normalize.py", answer)
    checked = run(project, "tfkata", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "1 of 1 passed" in checked.stdout
    together = run(project, "pytest", "-v", ".")
    assert together.returncode == 0, together.stdout + together.stderr
    assert "exercises/e01_normalize.py::range PASSED" in together.stdout
    assert "::test_" in together.stdout
