"""Warm processes: started, watched, drained, ended, replaced; and what is said when one cannot start."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Grade
from tfkata.catalog import records
from tfkata.errors import ChannelClosed, GraderError
from tfkata.results import Outcome
from tfkata.running.fork import ForkLauncher
from tfkata.running.launchers import can_fork
from tfkata.running.processes import Limits, Process
from tfkata.running.runner import Runner
from tfkata.running.spawn import SpawnLauncher
from tfkata.settings import Settings
from tfkata.wire import messages, replies
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import Call, Load
from tfkata.wire.printed import KEPT_OUTPUT, Output
from tfkata.wire.replies import Value

RIGHT = records.find("e01").solution.read_text("utf-8")
forks = pytest.mark.skipif(not can_fork(), reason="no warm process to fork here")

chunks = st.lists(st.binary(max_size=50) | st.integers(1, 40_000).map(lambda n: b"x" * n), max_size=8)


@given(chunks)
def test_much_output_is_kept_at_both_ends(parts: list[bytes]) -> None:
    output, everything = Output(), b"".join(parts)
    for part in parts:
        output.feed(part)
    assert output.total == len(everything)
    text = output.take()
    if len(everything) <= 2 * KEPT_OUTPUT:
        assert text == everything.decode("utf-8", "replace")
    else:
        left_out = f"\n… {len(everything) - 2 * KEPT_OUTPUT:,} bytes left out …\n"
        head, tail = everything[:KEPT_OUTPUT], everything[-KEPT_OUTPUT:]
        assert text == (head + left_out.encode() + tail).decode("utf-8", "replace")
    assert (output.take(), output.total) == ("", 0)


def test_output_without_end_takes_no_memory() -> None:
    output = Output()
    for _ in range(1000):
        output.feed(b"y" * 65536)
    assert len(output.take()) < 3 * KEPT_OUTPUT


@pytest.fixture(scope="module")
def launcher() -> Iterator[ForkLauncher]:
    started = ForkLauncher("numpy")
    yield started
    started.close()


def ask(process: Process, source: str) -> Any:
    """Loads the source in a candidate's process and calls its `f()`."""
    channel = SocketChannel(process.end)
    for request in (Load("1", "m", "m.py", source, 0), Call("2", "f", [])):
        channel.send(messages.encode(request), 60)
        reply = replies.read_reply(channel.receive(60))
    assert isinstance(reply.content, Value)
    return reply.content.value


def eventually(happened: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.02)
    return happened()


@forks
def test_a_candidate_answers_ends_and_is_followed_by_another(launcher: ForkLauncher, tmp_path: Path) -> None:
    first = launcher.start_candidate(tmp_path, Limits())
    second = launcher.start_candidate(tmp_path, Limits())
    one = ask(first, "import os\nprint('first')\ndef f(): return [os.getpid(), os.getcwd()]\n")
    other = ask(second, "import os\nprint('second')\ndef f(): return [os.getpid(), os.getcwd()]\n")
    assert one[0] != other[0]
    assert one[1] == other[1] == str(tmp_path)
    launcher.end(first)
    assert first.ended.is_set()
    assert (first.status & 0x7F, first.reason) == (9, "killed")
    assert launcher.drain(first) == "first\n"
    assert launcher.drain(first) == ""
    assert not psutil.pid_exists(one[0])
    third = launcher.start_candidate(tmp_path, Limits())
    assert ask(third, "def f(): return 'third'\n") == "third"
    launcher.end(second)
    launcher.end(third)
    launcher.end(third)  # twice is harmless
    assert launcher.drain(second) == "second\n"


@forks
def test_the_template_stays_at_one_thread_and_reaps(launcher: ForkLauncher, tmp_path: Path) -> None:
    """Also those that end by themselves, and at once."""
    for _ in range(20):
        launcher.start_candidate(tmp_path, Limits()).end.close()
    for _ in range(5):
        launcher.end(launcher.start_candidate(tmp_path, Limits()))
    assert launcher.threads == 1
    template = psutil.Process(launcher.pid)
    assert eventually(lambda: template.children(recursive=True) == [])
    assert template.num_threads() == 1


@forks
def test_how_a_process_ended_is_known(launcher: ForkLauncher, tmp_path: Path) -> None:
    process = launcher.start_candidate(tmp_path, Limits())
    with pytest.raises(ChannelClosed):
        ask(process, "import os\nprint('bye', flush=True)\ndef f(): os._exit(7)\n")
    assert process.ended.wait(60)
    assert (process.status >> 8, process.reason) == (7, "")
    assert "bye" in launcher.drain(process)


@forks
def test_opening_and_closing_leaves_nothing() -> None:
    def mine() -> set[int]:
        return {p.pid for p in psutil.Process().children(recursive=True)}

    descriptors = psutil.Process().num_fds()
    children = mine()
    for warm in (True, False):
        launcher = ForkLauncher("numpy")
        if warm:
            launcher.wait_until_warm()
        launcher.close()
        launcher.close()  # twice is harmless
    assert psutil.Process().num_fds() == descriptors
    assert mine() == children
    with pytest.raises(GraderError, match="the warm process"):
        launcher.start_candidate(Path(), Limits())


@forks
def test_a_template_that_ends_takes_its_processes_along(tmp_path: Path) -> None:
    launcher = ForkLauncher("numpy")
    process = launcher.start_candidate(tmp_path, Limits())
    assert ask(process, "print('heard')\ndef f(): return 1\n") == 1
    assert launcher.drain(process) == "heard\n"
    os.kill(launcher.pid, signal.SIGKILL)
    assert process.ended.wait(60)
    assert process.reason == "the warm process has ended"
    assert launcher.drain(process) == ""
    assert eventually(lambda: launcher.lost)
    with pytest.raises(GraderError, match="the warm process has ended"):
        launcher.start_candidate(tmp_path, Limits())
    launcher.end(process)
    launcher.close()


@forks
def test_a_lost_template_is_replaced(grade: Grade) -> None:
    with Runner(Settings(patience=3.0)) as runner:
        assert grade("e01", RIGHT, by=runner).outcome is Outcome.PASSED
        launcher = runner.launchers.forking["numpy"]
        os.kill(launcher.pid, signal.SIGKILL)
        assert eventually(lambda: launcher.lost)
        assert grade("e01", RIGHT, by=runner).outcome is Outcome.PASSED
        assert runner.summary([], 0).sandbox != "nothing ran"


@forks
def test_an_answer_that_kills_the_template_harms_itself_only(grade: Grade, tmp_path: Path) -> None:
    """Possible without walls alone: with them, no signal leaves the candidate."""
    code = "import os\ndef normalize(images):\n    os.kill(os.getppid(), 9)\n    while True: pass\n"
    path = tmp_path / "hostile" / "e01_normalize.py"
    path.parent.mkdir()
    path.write_text(code)
    with Runner(Settings(patience=3.0, sandbox="off")) as runner:
        exercise = records.find("e01")
        with contextlib.closing(runner.session(exercise, path)) as session:
            assert session.check(exercise.checks[0]).outcome is Outcome.GRADER_ERROR
        assert grade("e01", RIGHT, by=runner).outcome is Outcome.PASSED


def check(
    tmp_path: Path, answers: list[str], *flags: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """`tfkata check` of answers to e01, in a process of its own."""
    paths = []
    for number, text in enumerate(answers):
        paths.append(tmp_path / str(number) / "e01_normalize.py")
        paths[-1].parent.mkdir()
        paths[-1].write_text(text, "utf-8")
    return subprocess.run(
        [sys.executable, *flags, "-m", "tfkata", "check", "--format", "json", *map(str, paths)],
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "300", "TMPDIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@forks
def test_spawned_processes_give_the_same_verdicts(tmp_path: Path, grade: Grade) -> None:
    """Where nothing can be forked. `os._exit` and a loaded file's output are what differs most easily."""
    answers = [
        f"print('loaded')\n{RIGHT}",
        "def normalize(images):\n    return images / images.max()\n",
        "import os\ndef normalize(images):\n    os._exit(3)\n",
        "def normalize(images):\n    return 1 / 0\n",
    ]
    run = check(tmp_path, answers, TFKATA_START="spawn")
    assert (run.returncode, run.stderr) == (1, "")
    data = json.loads(run.stdout)
    for code, exercise in zip(answers, data["exercises"], strict=True):
        forked = grade("e01", code)
        assert [(c["id"], c["outcome"], c["misconception"], c["points"]) for c in exercise["checks"]] == [
            (c.id, c.outcome, c.misconception, c.points) for c in forked.checks
        ]
        assert [c["message"] for c in exercise["checks"]] == [c.message for c in forked.checks]
    assert ["loaded" in c["output"] for c in data["exercises"][0]["checks"]] == [
        True,
        False,
        False,
        False,
        False,
    ]
    assert data["trusted"] is False
    assert list(tmp_path.glob("tfkata-*")) == []


@forks
def test_a_template_that_cannot_start_is_our_failure_in_one_line(tmp_path: Path) -> None:
    """TensorFlow that does not import, say; the exercise that needs none is graded."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "tensorflow.py").write_text("raise ImportError('no AVX on this computer')\n")
    run = check(tmp_path, [RIGHT, f"import tensorflow\n{RIGHT}"], PYTHONPATH=str(broken))
    assert (run.returncode, run.stderr) == (3, "")
    data = json.loads(run.stdout)
    assert [exercise["outcome"] for exercise in data["exercises"]] == ["passed", "grader_error"]
    assert {c["message"] for c in data["exercises"][1]["checks"]} == {
        "tfkata failed here, not you: the warm process did not start: ImportError: no AVX on this computer."
    }
    assert (data["device"], data["trusted"]) == ("unknown", False)


@forks
def test_who_is_isolated_starts_isolated_processes(tmp_path: Path) -> None:
    """`python -I` looks nowhere else for modules; neither do the processes that it starts, whatever the command."""
    trap = tmp_path / "trap"
    trap.mkdir()
    for name in ("sitecustomize", "numpy", "tensorflow", "keras", "psutil"):
        (trap / f"{name}.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')\n")
    run = check(tmp_path, [f"import tensorflow\n{RIGHT}"], "-I", PYTHONPATH=str(trap))
    assert (run.returncode, run.stderr) == (0, "")
    assert not (tmp_path / "sprung").exists()


def test_a_flood_from_a_spawned_candidate_takes_no_memory(tmp_path: Path) -> None:
    """Its output goes into a file, which is read in parts: the driver once read all of it at once."""
    launcher = SpawnLauncher(Settings(sandbox="off"))
    workdir = tmp_path / "work"
    workdir.mkdir()
    process = launcher.start_candidate(workdir, Limits(sandbox="off"))
    try:
        code = "def f():\n    for _ in range(300): print('x' * (1 << 20))\n    return 1\n"
        assert ask(process, code) == 1
        tracemalloc.start()
        text = launcher.drain(process)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "bytes left out" in text
        assert len(text) < 3 * KEPT_OUTPUT
        assert peak < 8 << 20
    finally:
        launcher.end(process)
        launcher.close()
