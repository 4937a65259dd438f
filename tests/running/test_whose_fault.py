"""Whose fault an ending is: what somebody outside does is tried again and never a verdict; what an answer costs is its own."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Grade
from tests.running.interference import RIGHT, SLOW_TO_LOAD, child, interfering, sends
from tfkata.catalog import records
from tfkata.checks import endings
from tfkata.errors import HostError
from tfkata.results import Outcome
from tfkata.running.fork import ForkLauncher
from tfkata.running.launchers import can_fork
from tfkata.running.processes import Limits
from tfkata.running.runner import Runner
from tfkata.settings import Settings
from tfkata.wire import messages
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import Load, Released

pytestmark = pytest.mark.skipif(not can_fork(), reason="nothing is forked here")
E01 = records.find("e01")


@pytest.fixture
def confined() -> Iterator[Runner]:
    with Runner(Settings(patience=3.0)) as warm:
        assert warm.grade_text(E01, RIGHT, "e01_normalize.py").outcome is Outcome.PASSED
        yield warm


@pytest.fixture
def unconfined() -> Iterator[Runner]:
    with Runner(Settings(patience=3.0, sandbox="off")) as warm:
        assert warm.grade_text(E01, RIGHT, "e01_normalize.py").outcome is Outcome.PASSED
        yield warm


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_a_candidate_that_somebody_kills_is_tried_again(confined: Runner, grade: Grade, number: int) -> None:
    with interfering(lambda: child(confined, examines=False), sends(number)):
        result = grade("e01", SLOW_TO_LOAD, by=confined)
    assert result.outcome is Outcome.PASSED, [c.message for c in result.checks]


def test_killed_twice_it_is_our_error_and_says_who_may_have_done_it(confined: Runner, grade: Grade) -> None:
    with interfering(lambda: child(confined, examines=False), sends(signal.SIGKILL), times=2):
        result = grade("e01", SLOW_TO_LOAD, by=confined)
    assert result.outcome is Outcome.GRADER_ERROR
    assert {"SIGKILL" in c.message and "administrator" in c.message for c in result.checks} == {True}


def test_without_walls_the_second_time_is_its_own_doing(unconfined: Runner, grade: Grade) -> None:
    result = grade("e01", "import os\ndef normalize(images): os.kill(os.getpid(), 9)", by=unconfined)
    assert result.outcome is Outcome.CRASHED
    with interfering(lambda: child(unconfined, examines=False), sends(signal.SIGKILL)):
        assert grade("e01", SLOW_TO_LOAD, by=unconfined).outcome is Outcome.PASSED


SUICIDES = {
    "kill": "os.kill(os.getpid(), 9)",
    "kill, with a number in the high half": "ctypes.CDLL(None).syscall(62, os.getpid(), ctypes.c_long((1 << 32) | 9))",
    "the group": "os.killpg(os.getpgrp(), 9)",
    "a thread": "signal.pthread_kill(threading.get_ident(), 15)",
    "tgkill": "ctypes.CDLL(None).syscall(234, os.getpid(), threading.get_native_id(), 9)",
    "tkill": "ctypes.CDLL(None).syscall(200, threading.get_native_id(), 9)",
    "queued": "ctypes.CDLL(None).sigqueue(os.getpid(), 9, None)",
    "stop": "os.kill(os.getpid(), signal.SIGSTOP)",
    "strict seccomp, where the next system call is the last": "ctypes.CDLL(None).prctl(22, 1, 0, 0, 0)",
    "a timer": "ctypes.CDLL(None).timer_create(0, (ctypes.c_int * 16)(0, 0, 9, 0), ctypes.byref(ctypes.c_void_p()))",
    "when its parent ends": "ctypes.CDLL(None).prctl(1, 9, 0, 0, 0)",
    "a file's signal": "fcntl.fcntl(1, 10, 9)",
}


@pytest.mark.parametrize("way", SUICIDES.values(), ids=SUICIDES)
def test_behind_the_walls_nobody_can_pretend_to_be_killed(grade: Grade, way: str) -> None:
    imports = "import ctypes, fcntl, os, signal, threading"
    body = f"    try:\n        {way}\n    except OSError:\n        pass\n    os._exit(5)"
    result = grade("e01", f"{imports}\ndef normalize(images):\n{body}\n")
    assert result.outcome is Outcome.CRASHED
    assert {"exit code 5" in c.message for c in result.checks} == {True}, result.checks[0].message


def test_aborting_is_a_crash_of_its_own(grade: Grade) -> None:
    result = grade("e01", "import os\ndef normalize(images): os.abort()\n")
    assert result.outcome is Outcome.CRASHED
    assert "signal 6" in result.checks[0].message


@pytest.mark.parametrize(("deaf", "expected"), [(False, (24, "")), (True, (9, "cpu"))])
def test_processor_time_is_told_apart_from_a_kill(
    tmp_path: Path, deaf: bool, expected: tuple[int, str]
) -> None:
    launcher = ForkLauncher("numpy")
    try:
        process = launcher.start_candidate(tmp_path, Limits(cpu_seconds=1))
        ignore = "import signal; signal.signal(24, signal.SIG_IGN)\n" if deaf else ""
        load = Load("1", "m", "m.py", f"{ignore}while True: pass\n", 0)
        SocketChannel(process.end).send(messages.encode(load), 60)
        assert process.ended.wait(120)
        assert (process.status & 0x7F, process.reason) == expected
        launcher.end(process)
    finally:
        launcher.close()


@pytest.mark.parametrize(
    ("number", "outcome", "said"),
    [
        (signal.SIGPROF, Outcome.TIMED_OUT, "processor time"),
        (signal.SIGSEGV, Outcome.CRASHED, "crashed TensorFlow"),
        (signal.SIGABRT, Outcome.CRASHED, "crashed TensorFlow"),
        (signal.SIGFPE, Outcome.CRASHED, "crashed TensorFlow"),
    ],
)
def test_an_examiner_that_breaks_over_an_answer_is_the_answers_account_once(
    grade: Grade, number: int, outcome: Outcome, said: str
) -> None:
    """`times=1`: the other checks of the function have the same outcome and cost no second examiner."""
    with Runner(Settings(patience=3.0)) as fresh:
        fresh.prepare([(E01, RIGHT)])
        fresh.launchers.forking["numpy"].wait_until_warm()
        with interfering(lambda: child(fresh, examines=True), sends(number)):
            result = grade("e01", SLOW_TO_LOAD, by=fresh)
        assert {(c.outcome, said in c.message) for c in result.checks} == {(outcome, True)}
        assert grade("e01", RIGHT, by=fresh).outcome is Outcome.PASSED


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_examiner_that_somebody_kills_is_replaced(confined: Runner, grade: Grade, number: int) -> None:
    with interfering(lambda: child(confined, examines=True), sends(number)):
        assert grade("e01", SLOW_TO_LOAD, by=confined).outcome is Outcome.PASSED


def test_what_an_examiner_has_judged_before_is_not_held_against_an_answer(
    confined: Runner, grade: Grade
) -> None:
    """It has judged another answer: a crash may come from that one, so a fresh examiner looks."""
    with interfering(lambda: child(confined, examines=True), sends(signal.SIGSEGV)):
        assert grade("e01", SLOW_TO_LOAD, by=confined).outcome is Outcome.PASSED


def test_a_signal_means_what_the_walls_make_it_mean() -> None:
    outside = Released(9, "outside", confined=True)
    for again in (False, True):
        with pytest.raises(HostError):
            endings.of_candidate(outside, E01, timed_out="", again=again)
    free = Released(9, "outside", confined=False)
    assert endings.of_candidate(free, E01, timed_out="", again=True).outcome is Outcome.CRASHED
    still = Released(9, "lost", confined=True, stood_still=5.0)
    with pytest.raises(HostError, match="stood still for 5 s"):
        endings.of_candidate(still, E01, timed_out="no answer after 2 s", again=True)
    assert endings.of_candidate(still, E01, timed_out="", again=False).outcome is Outcome.CRASHED
    fat = Released(9, "memory", confined=True, stood_still=5.0)
    assert endings.of_candidate(fat, E01, timed_out="late", again=False).outcome is Outcome.OUT_OF_MEMORY
