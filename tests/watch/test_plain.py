"""The loop as lines, in a process of its own, as a screen reader or a pipe has it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tfkata.catalog import records
from tfkata.workspace import folder as workspace

E01 = records.find("e01")
RIGHT = E01.solution.read_text("utf-8")
PATIENCE = 240.0  # of a machine that does other things as well


class Watched:
    """`tfkata watch --plain`, its lines so far, and its keys."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tfkata", "watch", "--plain"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(line for line in self.process.stdout)

    @property
    def said(self) -> str:
        return " ".join("".join(self.lines).split())

    def key(self, key: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{key}\n")
        self.process.stdin.flush()

    def wait_for(self, words: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while words not in self.said:
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    workspace.init(tmp_path)
    made = Watched(tmp_path)
    yield made
    made.process.kill()
    made.process.wait()


def test_a_save_is_judged_and_keys_are_lines(watched: Watched, tmp_path: Path) -> None:
    watched.wait_for("Not begun yet")
    (tmp_path / "exercises" / "e01_normalize.py").write_text(RIGHT.replace("255", "256"), "utf-8")
    watched.wait_for("not there yet (")
    watched.key("h")
    watched.wait_for("About range:")
    watched.key("h")
    watched.wait_for("Hint 1 of 3:")
    watched.key("d")
    watched.wait_for("Type your answer; ? shows it")
    watched.key("?")
    watched.wait_for("The answer is")
    watched.key("")
    watched.key("q")
    watched.wait_for("0 of 1 right. Back at e01_normalize.")
    watched.key("r")
    watched.key("n")
    watched.wait_for("Nothing was changed.")
    watched.key("l one-hot")
    watched.wait_for("e03_one_hot")
    watched.key("zz")
    watched.wait_for("'zz' is not a key")
    (tmp_path / "exercises" / "e01_normalize.py").write_text(RIGHT, "utf-8")
    watched.wait_for(f"1 of {len(records.exercises())} passed")
    watched.key("q")
    assert watched.process.wait(30) == 0
    assert "Traceback" not in watched.said
    assert "\x1b" not in watched.said


@pytest.mark.skipif(sys.platform != "linux", reason="there it is stopped and continued with other means")
def test_a_laptop_that_slept_sees_what_was_saved_meanwhile(watched: Watched, tmp_path: Path) -> None:
    watched.wait_for("Not begun yet")
    everything = [
        watched.process.pid,
        *(c.pid for c in psutil.Process(watched.process.pid).children(recursive=True)),
    ]
    for pid in everything:
        os.kill(pid, signal.SIGSTOP)
    (tmp_path / "exercises" / "e01_normalize.py").write_text(RIGHT, "utf-8")
    time.sleep(3)
    for pid in everything:
        os.kill(pid, signal.SIGCONT)
    watched.wait_for(f"1 of {len(records.exercises())} passed")
    watched.key("q")
    assert watched.process.wait(PATIENCE) == 0


def test_a_folder_without_exercises_is_said(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tfkata", "watch", "--plain"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "tfkata init" in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of Unix")
@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_a_terminal_that_cannot_be_drawn_on_gets_lines(tmp_path: Path, term: str) -> None:
    """Textual draws forever in one, and shows nothing."""
    import pty

    workspace.init(tmp_path)
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tfkata", "watch"],
        cwd=tmp_path, stdin=its, stdout=its, stderr=its, env={**os.environ, "TERM": term},
    )  # fmt: skip
    os.close(its)
    said = b""
    deadline = time.monotonic() + PATIENCE
    try:
        while b"Not begun yet" not in said:
            assert time.monotonic() < deadline, said
            if select.select([ours], [], [], 1)[0]:
                said += os.read(ours, 4096)
        assert b"Keys: n next" in said
        assert b"\x1b[?1049h" not in said, "no full screen"
        os.write(ours, b"q\n")
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
