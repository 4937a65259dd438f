"""Whoever stands still, an honest answer is judged right, or not judged: never kept as "timed out"."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.conftest import Grade
from tests.running.interference import RIGHT, SLOW_TO_LOAD, child, interfering, stops, warm_program
from tfkata.results import Outcome
from tfkata.running.launchers import can_fork
from tfkata.running.runner import Runner
from tfkata.settings import Settings

pytestmark = pytest.mark.skipif(not can_fork(), reason="no warm process to stop here")

# Prints far more than a pipe holds, so that it waits for whoever reads it.
TALKS = f"""{SLOW_TO_LOAD}
print("x" * 400_000, flush=True)
_silent = normalize
def normalize(images):
    print("x" * 100_000, flush=True)
    return _silent(images)
"""
LOOPS = f"{RIGHT}\ndef normalize(images):\n    while True: pass\n"


@pytest.fixture
def hasty() -> Iterator[Runner]:
    """Loading may take 4 s and a call 2; one warm program that nobody shares."""
    with Runner(Settings(patience=0.2)) as warm:
        yield warm


def test_a_warm_program_that_is_stopped_makes_no_verdict(hasty: Runner, grade: Grade) -> None:
    assert grade("e01", RIGHT, by=hasty).outcome is Outcome.PASSED
    with interfering(lambda: warm_program(hasty).pid if child(hasty, examines=False) else None, stops(8)):
        result = grade("e01", TALKS, by=hasty)
    assert result.outcome is Outcome.PASSED, [c.message for c in result.checks]


@pytest.mark.parametrize("examines", [True, False], ids=["examiner", "candidate"])
def test_who_is_stopped_and_goes_on_makes_no_verdict(hasty: Runner, grade: Grade, examines: bool) -> None:
    assert grade("e01", RIGHT, by=hasty).outcome is Outcome.PASSED
    with interfering(lambda: child(hasty, examines=examines), stops(8)):
        result = grade("e01", TALKS, by=hasty)
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
        stopped = [driver, *(driver.children() if "warm" in who else [])]
        for process in stopped:
            process.suspend()
        time.sleep(8)
        for process in stopped:
            process.resume()
        text = grading.communicate(timeout=120)[0]
    assert grading.returncode == 0, text
