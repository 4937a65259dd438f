"""Whoever stands still, an honest answer is judged right, or not judged: never kept as "timed out"."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.conftest import Grade
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running.launchers import can_fork
from tfkata.running.runner import Runner
from tfkata.settings import Settings

pytestmark = pytest.mark.skipif(not can_fork(), reason="no warm process to stop here")

RIGHT = records.find("e01").solution.read_text("utf-8")
# Takes a moment to load, so that there is time to stop somebody, and prints far more than a pipe holds.
TALKS = f"""{RIGHT}
import time
time.sleep(1)
print("x" * 400_000, flush=True)
_silent = normalize
def normalize(images):
    print("x" * 100_000, flush=True)
    return _silent(images)
"""
LOOPS = f"{RIGHT}\ndef normalize(images):\n    while True: pass\n"


@pytest.fixture
def hasty() -> Iterator[Runner]:
    """A call may take a second or two; one warm program that nobody shares."""
    with Runner(Settings(patience=0.2)) as warm:
        yield warm


def _stops(find: Callable[[], int | None], seconds: float) -> threading.Thread:
    """Stops the process that `find` finds for longer than any limit here, once."""

    def work() -> None:
        deadline = time.monotonic() + 60
        pid = None
        while pid is None and time.monotonic() < deadline:
            with contextlib.suppress(psutil.Error):
                pid = find()
            time.sleep(0.05)
        assert pid is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            time.sleep(seconds)
            os.kill(pid, signal.SIGCONT)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def _warm_program(runner: Runner) -> psutil.Process:
    return psutil.Process(runner.launchers.forking["numpy"].pid)


def _child(runner: Runner, *, examines: bool) -> int | None:
    """The examiner is forked first."""
    children = sorted(_warm_program(runner).children(), key=lambda p: (p.create_time(), p.pid))
    if len(children) < 2:
        return None
    return children[0].pid if examines else children[-1].pid


def _in_order(runner: Runner, grade: Grade, find: Callable[[], int | None]) -> None:
    assert grade("e01", RIGHT, by=runner).outcome is Outcome.PASSED
    stopping = _stops(find, 8)
    result = grade("e01", TALKS, by=runner)
    stopping.join()
    assert result.outcome in (Outcome.PASSED, Outcome.GRADER_ERROR), [c.message for c in result.checks]
    assert grade("e01", TALKS, by=runner).outcome is Outcome.PASSED


def test_a_warm_program_that_is_stopped_makes_no_verdict(hasty: Runner, grade: Grade) -> None:
    _in_order(hasty, grade, lambda: _warm_program(hasty).pid if _child(hasty, examines=False) else None)


def test_an_examiner_that_is_stopped_makes_no_verdict(hasty: Runner, grade: Grade) -> None:
    _in_order(hasty, grade, lambda: _child(hasty, examines=True))


def test_a_candidate_that_is_stopped_from_outside_is_tried_again(hasty: Runner, grade: Grade) -> None:
    assert grade("e01", RIGHT, by=hasty).outcome is Outcome.PASSED
    stopping = _stops(lambda: _child(hasty, examines=False), 8)
    result = grade("e01", TALKS, by=hasty)
    stopping.join()
    assert result.outcome is Outcome.PASSED, [c.message for c in result.checks]


def test_an_endless_loop_still_times_out(hasty: Runner, grade: Grade) -> None:
    assert grade("e01", LOOPS, by=hasty).outcome is Outcome.TIMED_OUT


@pytest.mark.parametrize("who", ["driver", "driver and warm program"])
def test_a_driver_that_is_stopped_makes_no_verdict(tmp_path: Path, who: str) -> None:
    answer = tmp_path / "e01_normalize.py"
    answer.write_text(TALKS)
    command = [sys.executable, "-m", "tfkata", "check", str(answer), "--patience", "0.2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as grading:
        driver = psutil.Process(grading.pid)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and len(driver.children(recursive=True)) < 3:
            time.sleep(0.05)
        time.sleep(0.3)
        stopped = [driver, *(driver.children() if "warm" in who else [])]
        for process in stopped:
            process.suspend()
        time.sleep(8)
        for process in stopped:
            process.resume()
        text = grading.communicate(timeout=120)[0]
    assert grading.returncode in (0, 3), text
    assert "too long" not in text
