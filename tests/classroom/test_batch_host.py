"""A class on a machine that falls short: said, with what to do, exit code 3, and never kept as anybody's grade."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.classroom.test_batch import COMMAND, logged, write
from tests.running.interference import RIGHT, SLOW_TO_LOAD
from tfkata.classroom.store import Store
from tfkata.results import Outcome
from tfkata.running.launchers import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="Linux")


def a_class(folder: Path, count: int, text: str = SLOW_TO_LOAD) -> Path:
    for number in range(count):
        write(folder / "class" / f"l{number}" / "e01_normalize.py", f"{text}# {number}\n")
    return folder / "class"


def grading(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [*COMMAND, str(folder / "class"), "--out", str(folder / "out"), "--device", "cpu", *more]
    environment = {**os.environ, "COLUMNS": "300"}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )


def _gone(path: Path) -> None:
    shutil.rmtree(path)


def _elsewhere(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))


def _replaced(path: Path) -> None:
    _elsewhere(path)
    path.mkdir()


@pytest.mark.parametrize("act", [_gone, _elsewhere, _replaced])
def test_results_whose_folder_goes_are_kept_and_the_command_says_so(
    tmp_path: Path, act: Callable[[Path], None]
) -> None:
    a_class(tmp_path, 4)
    run = grading(tmp_path, "--jobs", "1")
    assert run.stdout is not None
    assert "7/7" in run.stdout.readline()
    act(tmp_path / "out")
    _, err = run.communicate(timeout=120)
    assert run.returncode == 3, err
    assert "moved or deleted" in err
    assert "run the same command again" in err
    assert "please report" not in err
    kept = logged(tmp_path / "out")
    assert kept
    assert {outcome for _, outcome in kept} == {Outcome.PASSED}
    again = grading(tmp_path)
    again.communicate(timeout=120)
    assert again.returncode == 0
    assert len(list((tmp_path / "out" / "results").glob("*.json"))) == 4


def test_a_candidate_that_is_killed_twice_in_one_go_is_graded_right_in_the_end(tmp_path: Path) -> None:
    """An administrator, or `earlyoom`, who comes by while a class is graded."""
    a_class(tmp_path, 6)
    run = grading(tmp_path, "--jobs", "2")
    killed: set[int] = set()
    deadline = time.monotonic() + 120
    while run.poll() is None and len(killed) < 3 and time.monotonic() < deadline:
        for child in psutil.Process(run.pid).children(recursive=True):
            try:
                if child.pid not in killed and len(killed) < 3 and "tfkata-work-" in child.cwd():
                    child.send_signal(signal.SIGKILL)
                    killed.add(child.pid)
            except psutil.Error:
                continue
        time.sleep(0.1)
    run.communicate(timeout=120)
    outcomes = {outcome for _, outcome in logged(tmp_path / "out")}
    assert killed
    assert outcomes <= {Outcome.PASSED, Outcome.GRADER_ERROR}
    with Store(tmp_path / "out" / "results.sqlite") as store:
        assert len(store) >= 5


NO_LOCKS = """
import sys, pyseccomp
rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
rules.add_rule(pyseccomp.ERRNO(int(sys.argv[1])), "flock")
rules.load()
from tfkata.cli.app import main
sys.argv = ["tfkata", *sys.argv[2:]]
main()
"""


@pytest.mark.parametrize(
    "number", [37, 38, 95, 13, 22], ids=["ENOLCK", "ENOSYS", "EOPNOTSUPP", "EACCES", "EINVAL"]
)
def test_a_file_system_without_locks_is_told_as_that(tmp_path: Path, number: int) -> None:
    a_class(tmp_path, 1, RIGHT)
    arguments = ["grade", str(tmp_path / "class"), "--out", str(tmp_path / "out")]
    run = subprocess.run(
        [sys.executable, "-c", NO_LOCKS, str(number), *arguments],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "COLUMNS": "300"},
    )  # fmt: skip
    assert run.returncode == 2
    assert "no locks" in run.stderr
    assert "at work" not in run.stderr


def test_a_store_that_another_process_has_is_told_as_that(tmp_path: Path) -> None:
    a_class(tmp_path, 1, RIGHT)
    with Store(tmp_path / "out" / "results.sqlite"):
        run = grading(tmp_path)
        _, err = run.communicate(timeout=120)
    assert run.returncode == 2
    assert f"process {os.getpid()}" in err


def test_a_class_under_a_low_limit_ends_before_anything_is_graded(tmp_path: Path) -> None:
    a_class(tmp_path, 2, RIGHT)
    command = [*COMMAND, str(tmp_path / "class"), "--out", str(tmp_path / "out")]
    script = 'ulimit -v 3000000; exec "$@"'
    run = subprocess.run(
        ["bash", "-c", script, "-", *command], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 3
    assert "ulimit -v" in run.stderr
    assert logged(tmp_path / "out") == []
