"""Somebody outside tfkata: finds its processes and sends them signals while an answer is judged."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import psutil

from tfkata.catalog import records
from tfkata.running.runner import Runner

RIGHT = records.find("e01").solution.read_text("utf-8")
# Takes a moment to load, so that there is time to reach somebody.
SLOW_TO_LOAD = f"import time\ntime.sleep(1)\n{RIGHT}"


def warm_program(runner: Runner) -> psutil.Process:
    return psutil.Process(runner.launchers.forking["numpy"].pid)


def child(runner: Runner, *, examines: bool) -> int | None:
    """The examiner or the candidate, once both are there: the examiner is forked first."""
    children = sorted(warm_program(runner).children(), key=lambda p: (p.create_time(), p.pid))
    if len(children) < 2:
        return None
    return children[0].pid if examines else children[-1].pid


@contextlib.contextmanager
def interfering(find: Callable[[], int | None], act: Callable[[int], None], times: int = 1) -> Iterator[None]:
    """During the block, does something to the process that `find` finds, and again to as many that come after it."""
    over = threading.Event()
    seen: set[int] = set()

    def work() -> None:
        while len(seen) < times and not over.is_set():
            with contextlib.suppress(psutil.Error, ProcessLookupError):
                pid = find()
                if pid is not None and pid not in seen:
                    seen.add(pid)
                    act(pid)
            time.sleep(0.02)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    assert len(seen) == times, "nobody was found to be interfered with"


def sends(number: int) -> Callable[[int], None]:
    return lambda pid: os.kill(pid, number)


def stops(seconds: float) -> Callable[[int], None]:
    """Longer than any limit of the test."""

    def act(pid: int) -> None:
        os.kill(pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(pid, signal.SIGCONT)

    return act
