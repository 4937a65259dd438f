"""Shared by the kit's own tests: a warm runner, and a way to write a learner's file."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.results import ExerciseResult
from tfkata.running.runner import Runner
from tfkata.settings import Settings

pytest_plugins = ["pytester"]
NEEDED = ("jsonschema", "junitparser", "lxml", "yaml", "mutmut", "nbgrader", "distributed")


def pytest_configure() -> None:
    """Ends at once where the test group is not installed; tests that are left out would say nothing."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise pytest.UsageError(
            f"the kit's own tests need more than tfkata itself ({', '.join(missing)}): uv run --group test pytest"
        )


@pytest.fixture(autouse=True, scope="session")
def _what_pytest_captures_in_stays_open() -> Iterator[None]:
    """nbgrader's applications close every handler when they configure logging, and absl's (TensorFlow imports it) closes
    the stream it met at its import: the file in which pytest captures, wherever that is not the one of the moment."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("absl.logging.PythonHandler.close", logging.StreamHandler.close)
        yield


@pytest.fixture(scope="session")
def runner() -> Iterator[Runner]:
    """One warm runner for all tests; limits are generous because test machines are slow and shared."""
    with Runner(Settings(patience=3.0)) as warm:
        yield warm


@pytest.fixture(scope="session")
def hasty_runner() -> Iterator[Runner]:
    """Short limits, for code that never ends."""
    with Runner(Settings(patience=0.2)) as warm:
        yield warm


@pytest.fixture(scope="session")
def unconfined_runner() -> Iterator[Runner]:
    """Without kernel walls: what must hold even there."""
    with Runner(Settings(patience=3.0, sandbox="off")) as warm:
        yield warm


Grade = Callable[..., ExerciseResult]


@pytest.fixture
def grade(tmp_path: Path, runner: Runner) -> Grade:
    """`grade("e01", code)` grades that code as the answer to that exercise."""

    def run(exercise_id: str, code: str, *, by: Runner = runner) -> ExerciseResult:
        exercise = records.find(exercise_id)
        path = tmp_path / f"{exercise.id}.py"
        path.write_text(code, "utf-8")
        return by.grade(exercise, path)

    return run
