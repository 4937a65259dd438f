"""Answers that misbehave: the right outcome, never a pass, nothing left behind, the next one still graded."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

import psutil
import pytest

from tests.conftest import Grade
from tfkata.catalog import records
from tfkata.results import Outcome
from tfkata.running.runner import Runner

RIGHT = records.find("e01").solution.read_text("utf-8")


@pytest.fixture(autouse=True)
def _nothing_left_and_the_next_one_graded(grade: Grade) -> None:
    """After each test: no process of it is alive, and a right answer still passes."""
    marker = os.environ["TFKATA_TEST_MARK"] = uuid.uuid4().hex
    yield
    assert grade("e01", RIGHT).outcome is Outcome.PASSED
    deadline = time.monotonic() + 10
    while (left := _marked(marker)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def _marked(marker: str) -> list[int]:
    return [
        p.pid
        for p in psutil.process_iter(["cmdline"])
        if any(marker in part for part in p.info["cmdline"] or [])
    ]


def test_megabytes_of_output_are_kept_short(grade: Grade) -> None:
    result = grade(
        "e01", f"{RIGHT}\nprint('x' * 79 + '\\n', end='')\nfor _ in range(300_000): print('y' * 79)\n"
    )
    assert result.outcome is Outcome.PASSED
    printed = result.checks[0].output
    assert len(printed) < 100_000
    assert "bytes left out" in printed


def test_output_of_one_check_is_not_shown_with_the_next(grade: Grade) -> None:
    result = grade("e01", "print('loaded')\n" + RIGHT)
    assert [("loaded" in check.output) for check in result.checks] == [True] + [False] * (
        len(result.checks) - 1
    )


def test_endless_loop_times_out(grade: Grade, hasty_runner: Runner) -> None:
    result = grade("e01", "def normalize(images):\n    while True: pass\n", by=hasty_runner)
    assert result.outcome is Outcome.TIMED_OUT
    assert "took too long" in result.checks[0].message


def test_endless_loop_at_import_times_out(grade: Grade, hasty_runner: Runner) -> None:
    started = time.monotonic()
    assert grade("e01", "while True: pass\n", by=hasty_runner).outcome is Outcome.TIMED_OUT
    assert time.monotonic() - started < 60


def test_endless_loop_in_one_function_leaves_the_other_graded(grade: Grade, hasty_runner: Runner) -> None:
    code = records.find("e03").solution.read_text("utf-8")
    result = grade("e03", f"{code}\ndef decode(encoded):\n    while True: pass\n", by=hasty_runner)
    outcomes = {check.outcome for check in result.checks}
    assert outcomes == {Outcome.PASSED, Outcome.TIMED_OUT}
    assert 0 < result.points < result.max_points


def test_eating_memory_is_stopped(grade: Grade) -> None:
    code = "kept = []\ndef normalize(images):\n    while True: kept.append(b'x' * 50_000_000)\n"
    result = grade("e01", code)
    assert result.outcome is Outcome.OUT_OF_MEMORY
    assert "2,048 MB" in result.checks[0].message or "out of memory" in result.checks[0].message.lower()


@pytest.mark.parametrize(
    "ending", ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.abort()", "import ctypes; ctypes.string_at(0)"]
)
def test_ending_the_process_is_no_pass(grade: Grade, ending: str) -> None:
    result = grade("e01", f"import os\ndef normalize(images):\n    {ending}\n")
    assert result.outcome is Outcome.CRASHED
    refused = "PermissionError"  # a signal that somebody outside would send is none that it may send itself
    assert ("ended" if "kill" not in ending else refused) in result.checks[0].message


def test_ending_the_process_at_import_is_no_pass(grade: Grade) -> None:
    assert grade("e01", f"{RIGHT}\nimport os\nos._exit(0)\n").outcome is Outcome.CRASHED


@pytest.mark.parametrize("raised", ["sys.exit(0)", "raise SystemExit(0)", "raise KeyboardInterrupt", "1 / 0"])
def test_raising_at_import_shows_the_learners_line(grade: Grade, raised: str) -> None:
    result = grade("e01", f"import sys\n{raised}\n{RIGHT}")
    assert result.outcome is Outcome.CRASHED
    evidence = result.checks[0].evidence
    assert evidence is not None
    assert evidence.traceback is not None
    assert raised in evidence.traceback
    assert "grader/tfkata" not in evidence.traceback


@pytest.mark.parametrize(
    "value",
    [
        "(x for x in images)",
        "object()",
        "{1, 2}",
        "lambda: images",
        "np.ones((4,), dtype=object)",
        "type",
        "b'bytes'",
        "np.nan * 1j",
    ],
)
def test_a_value_of_another_kind_is_named(grade: Grade, value: str) -> None:
    result = grade("e01", f"import numpy as np\ndef normalize(images):\n    return {value}\n")
    assert result.outcome is Outcome.FAILED
    assert result.points == 0 or all("untouched" in c.id for c in result.checks if c.passed)
    assert "eturned" in result.checks[1].message


def test_ten_gigabytes_are_refused_by_their_size(grade: Grade) -> None:
    result = grade(
        "e01", "import numpy as np\ndef normalize(images):\n    return np.zeros(10**10, dtype=np.uint8)\n"
    )
    assert result.outcome is Outcome.FAILED
    assert "MB" in str(result.checks[1])


def test_an_object_that_equals_everything_equals_nothing(grade: Grade) -> None:
    code = """
class Yes:
    __array__ = None
    __class__ = property(lambda self: __import__("numpy").ndarray)
    dtype = shape = property(lambda self: self)
    def __eq__(self, other): return True
    def __getattr__(self, name): return self
    def __call__(self, *a, **k): return self
    def __bool__(self): return True
    def __len__(self): return 0
    def __hash__(self): return 0
def normalize(images): return Yes()
"""
    result = grade("e01", code)
    assert not any(check.passed for check in result.checks if check.id != "untouched")


def test_patched_libraries_change_nothing(grade: Grade) -> None:
    code = """
import numpy, numpy as np, pytest, unittest
for name in ("array_equal", "allclose", "testing", "all", "isclose"):
    setattr(numpy, name, lambda *a, **k: True)
pytest.fail = lambda *a, **k: None
unittest.TestCase.assertEqual = lambda *a, **k: None
import tfkata.candidate.serve, tfkata.wire.codec, tfkata.candidate.values
tfkata.candidate.values.to_plain = lambda *a, **k: True
def normalize(images): return images
"""
    result = grade("e01", code)
    assert result.outcome is not Outcome.PASSED
    assert result.points == grade("e01", "def normalize(images): return images\n").points


def test_replies_nobody_asked_for_are_no_answers(grade: Grade) -> None:
    code = """
import socket, struct
from tfkata.wire import codec
def normalize(images):
    reply = codec.encode({"id": "0" * 16, "ok": images.astype("float32") / 255, "mutated": False})
    end = socket.socket(fileno=3)
    end.setblocking(True)
    for _ in range(3):
        end.sendall(struct.pack(">Q", len(reply)) + reply)
    return images
"""
    result = grade("e01", code)
    assert result.outcome is Outcome.CRASHED
    assert result.points == 0


@pytest.mark.parametrize("size", [2**62, 2**40])
def test_a_frame_that_lies_about_its_size_is_refused(grade: Grade, size: int) -> None:
    code = f"""
import os, struct
def normalize(images):
    os.write(3, struct.pack(">Q", {size}) + b"x" * 100)
    return images
"""
    assert grade("e01", code).outcome is Outcome.CRASHED


def test_children_and_daemons_are_ended(grade: Grade, unconfined_runner: Runner) -> None:
    mark = os.environ["TFKATA_TEST_MARK"]
    code = f"""
import os, subprocess, sys, time
def normalize(images):
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "{mark}"])
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "{mark}"], start_new_session=True)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(600)", "{mark}"])
        os._exit(0)
    time.sleep(0.2)
    return (images / 255).astype("float32")
"""
    grade("e01", code, by=unconfined_runner)


def test_starting_a_process_is_refused(grade: Grade) -> None:
    result = grade("e01", "import os\ndef normalize(images):\n    os.fork()\n")
    assert result.outcome is Outcome.CRASHED
    assert "PermissionError" in result.checks[0].message


def test_a_daemon_that_outlives_the_process_does_not_hold_the_channel(
    grade: Grade, unconfined_runner: Runner
) -> None:
    code = """
import os, time
def normalize(images):
    if os.fork() == 0:
        os.setsid()
        time.sleep(600)
    os._exit(0)
"""
    started = time.monotonic()
    assert grade("e01", code, by=unconfined_runner).outcome is Outcome.CRASHED
    assert time.monotonic() - started < 60


def test_hundreds_of_processes_are_too_many(grade: Grade, unconfined_runner: Runner) -> None:
    code = """
import os, time
def normalize(images):
    for _ in range(200):
        if os.fork() == 0:
            time.sleep(600)
            os._exit(0)
    time.sleep(30)
    return images
"""
    result = grade("e01", code, by=unconfined_runner)
    assert result.outcome is Outcome.CRASHED
    assert "processes" in result.checks[0].message


def test_threads_that_outlive_the_call_do_not_matter(grade: Grade) -> None:
    code = "import threading, time\nthreading.Thread(target=lambda: time.sleep(600)).start()\n" + RIGHT
    assert grade("e01", code).outcome is Outcome.PASSED


def test_the_work_folder_is_gone_whatever_is_in_it(grade: Grade, unconfined_runner: Runner) -> None:
    code = f"""
import os
print("folder:", os.getcwd())
os.makedirs("a/b"); open("a/b/c", "w").write("x"); os.chmod("a/b", 0); os.chmod("a", 0)
os.symlink("/", "root")
{RIGHT}"""
    result = grade("e01", code, by=unconfined_runner)
    assert result.outcome is Outcome.PASSED
    assert not Path(result.checks[0].output.partition("folder:")[2].strip()).exists()


def test_a_lambda_layer_is_refused_with_the_reason(grade: Grade) -> None:
    code = """
import keras
from keras import layers
def build_model():
    return keras.Sequential([layers.Input((28, 28, 1)), layers.Lambda(lambda x: x * 2), layers.Flatten(), layers.Dense(10)])
"""
    result = grade("e07", code)
    assert result.outcome is Outcome.FAILED
    assert "Lambda" in result.checks[0].message


def test_terminal_escapes_are_not_passed_on(grade: Grade) -> None:
    from tfkata.report.terminal import plain

    result = grade(
        "e01",
        "print('\\x1b[2J\\x1b]0;owned\\x07\\u202eabc')\ndef normalize(images): raise ValueError('\\x1b[31mred')\n",
    )
    shown = plain(result.checks[0])
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "red" in shown
