"""A command that is ended from outside takes with it what it started, also where no warm program looks after its children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

ENDLESS = "import pathlib, time\npathlib.Path({mark!r}).touch()\nwhile True:\n    time.sleep(0.05)\n"
PATIENCE = 120.0


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_nothing_is_left_of_a_check(tmp_path: Path, start: str, number: signal.Signals) -> None:
    if start == "fork" and not hasattr(os, "fork"):
        pytest.skip("nothing can be forked here")
    mark = tmp_path / "runs"
    (tmp_path / "e01_normalize.py").write_text(ENDLESS.format(mark=str(mark)), "utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    command = [
        sys.executable,
        "-m",
        "tfkata",
        "check",
        "e01_normalize.py",
        "--sandbox",
        "off",
        "--patience",
        "50",
    ]
    environment = os.environ | {"TFKATA_START": start, "TMPDIR": str(temporary)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    run = subprocess.Popen(command, cwd=tmp_path, env=environment, **quiet)  # type: ignore[call-overload]
    try:
        assert comes(mark.exists)
        started = psutil.Process(run.pid).children(recursive=True)
        assert started
        run.send_signal(number)
        assert run.wait(PATIENCE) == 128 + number
        assert comes(lambda: not any(map(runs, started)))
        assert list(temporary.iterdir()) == []
    finally:
        run.kill()


def comes(true: Callable[[], bool]) -> bool:
    """Whether it becomes true while one may still wait for it."""
    deadline = time.monotonic() + PATIENCE
    while not true() and time.monotonic() < deadline:
        time.sleep(0.05)
    return bool(true())


def runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
