"""`tfkata doctor`: is everything here that grading needs? Each finding says what to do."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata

import psutil

from tfkata import data, sandbox
from tfkata.catalog import records
from tfkata.data import categories
from tfkata.data.categories import transfer
from tfkata.errors import GraderError, WireError
from tfkata.files.temporary import work_folder
from tfkata.running.examiners import ExaminerProcess
from tfkata.running.fork import ForkLauncher
from tfkata.running.launchers import can_fork
from tfkata.running.processes import Limits, environment, python
from tfkata.sandbox import means, namespaces, reading, trials
from tfkata.wire import messages, replies
from tfkata.wire.channel import SocketChannel
from tfkata.wire.messages import Call, Load
from tfkata.wire.replies import Value

ANSWER_SECONDS = 30.0
PROBE = """
import os

def opened(paths):
    found = []
    for path in paths:
        try:
            os.close(os.open(path, os.O_RDONLY))
            found.append(path)
        except OSError:
            pass
    return found
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: `state` is ok, warn or fail."""

    what: str
    state: str
    found: str
    advice: str = ""


def examine(device: str = "auto") -> Iterator[Row]:
    """Looks at Python, libraries, device, data, warm start and confinement; yields each line as it is known."""
    version = sys.version.split()[0]
    good = sys.version_info >= (3, 11)
    yield Row("Python", "ok" if good else "fail", version, "" if good else "install Python 3.11 or newer")
    for name in ("tensorflow", "keras", "numpy", "hypothesis", "pytest"):
        yield _library(name)
    yield from _machine()
    yield from _warm_start(device)
    for row in (*data.check_all(), *categories.check_all(), transfer.check()):
        found = f"{row.where} (SHA-256 as recorded)" if row.state == "ok" else row.where
        yield Row(f"data: {row.name}", row.state, found, row.advice)
    for folder in ("exercises", "solutions"):
        count = len(list(records.kit_folder(folder).glob("e*.py")))
        wanted = len(records.exercises())
        yield Row(
            folder,
            "ok" if count == wanted else "fail",
            f"{count} of {wanted}",
            "" if count == wanted else "reinstall tfkata",
        )


def _library(name: str) -> Row:
    try:
        return Row(name, "ok", metadata.version(name))
    except metadata.PackageNotFoundError:
        return Row(name, "fail", "not installed", f"pip install {name}")


def _machine() -> Iterator[Row]:
    """Each means that grading needs is tried, not only looked up: quotas and containers show in no figure."""
    means.raise_soft_limits()
    short = means.shortages()
    for shortage in short:
        yield Row("machine", "fail", shortage.what, shortage.advice)
    for what, attempt in trials.ATTEMPTS.items():
        refused = trials.refusal(attempt)
        if refused:
            yield Row(f"machine: {what}", "fail", refused, trials.ADVICE[what])
        else:
            yield Row(f"machine: {what}", "ok", "there is enough: tried")
    free = psutil.virtual_memory().available
    enough = free >= means.LEAST_MEMORY
    advice = "" if enough else "end other programs, or use --jobs 1: the system kills what does not fit"
    yield Row("machine: memory", "ok" if enough else "warn", f"{free / 2**30:.1f} GB available", advice)


def _somebody_kills(launcher: ForkLauncher) -> Row:
    """A candidate is killed as an administrator would: is that noticed as nobody's own doing?"""

    def children() -> set[int]:
        return {child.pid for child in psutil.Process(launcher.pid).children()}

    others, deadline = children(), time.monotonic() + 10
    with work_folder() as folder:
        process = launcher.start_candidate(folder, Limits())
        while not (new := children() - others) and time.monotonic() < deadline:
            time.sleep(0.01)
        for pid in new:
            psutil.Process(pid).kill()
        process.ended.wait(10)
        launcher.end(process, "lost")
    known = process.reason == "outside" and launcher.confines("auto")
    found = "is told apart from a candidate that ends itself" if known else f"looks like '{process.reason}'"
    advice = (
        ""
        if known
        else "without the wall around system calls, a second kill counts as the learner's own doing"
    )
    return Row("a kill from outside", "ok" if known else "warn", found, advice)


def _warm_start(device: str) -> Iterator[Row]:
    if not can_fork():
        advice = "every exercise starts TensorFlow again; Linux is the full platform"
        yield Row("warm start", "warn", "no fork here: spawn is used", advice)
        yield from _confinement([])
        return
    started = time.perf_counter()
    launcher = ForkLauncher("tensorflow", device)
    try:
        examiner = ExaminerProcess(launcher)
        seen = examiner.device()
        ready = time.perf_counter() - started
        state = "ok" if launcher.threads == 1 else "warn"
        advice = (
            "" if state == "ok" else "forking a process with several threads can hang: please report this"
        )
        yield Row(
            "warm start",
            state,
            f"TensorFlow ready in {ready:.1f} s, {launcher.threads} thread(s) before the fork",
            advice,
        )
        started = time.perf_counter()
        with work_folder() as folder:
            process = launcher.start_candidate(folder, Limits())
            launcher.end(process)
        yield Row("candidate", "ok", f"started and ended in {(time.perf_counter() - started) * 1000:.0f} ms")
        yield _somebody_kills(launcher)
        hidden = os.environ.get("CUDA_VISIBLE_DEVICES") == "-1" or device == "cpu"
        advice = (
            ""
            if seen == "gpu" or hidden
            else "everything runs on the CPU; for a GPU: pip install 'tfkata[gpu]'"
        )
        yield Row("device", "fail" if device == "gpu" and seen != "gpu" else "ok", seen, advice)
        yield from _confinement(launcher.walls)
        yield _copies(launcher)
    except GraderError as error:
        yield Row("warm start", "fail", str(error), "python -c 'import tensorflow' shows the whole message")
    finally:
        with contextlib.suppress(OSError):
            launcher.close()


def _confinement(walls: list[str]) -> Iterator[Row]:
    for wall in sandbox.WALLS:
        up = wall in walls
        advice = "" if up else "grade strangers' code only inside a container, or on a machine you can lose"
        found = "holds (tried from inside)" if up else "cannot be built on this system"
        yield Row(f"sandbox: {wall}", "ok" if up else "warn", found, advice)
    yield _second_wall()


def _copies(launcher: ForkLauncher) -> Row:
    """Looks for what the kit consists of wherever a candidate may read, and has a candidate try to open it."""
    places = sorted({*map(str, reading.copies()), *_exercises_in(reading.allowed())})
    with work_folder() as folder:
        process = launcher.start_candidate(folder, Limits())
        try:
            opened = _opened(SocketChannel(process.end), places)
        except (WireError, TypeError) as error:
            return Row("sandbox: answers", "fail", f"could not be tried: {error}", "please report this")
        finally:
            launcher.end(process)
    if not opened:
        return Row("sandbox: answers", "ok", f"out of reach: tried from inside at {len(places)} places")
    advice = (
        "grade where tfkata is installed once, and nobody has copied exercises into a folder of libraries"
    )
    return Row("sandbox: answers", "fail", f"a candidate can read {', '.join(opened[:3])}", advice)


def _exercises_in(folders: Iterable[str]) -> Iterator[str]:
    """Files and folders below these that are called like an exercise of the kit."""
    names = tuple(records.exercises())
    for folder in folders:
        for parent, children, files in os.walk(folder):
            yield from (
                os.path.join(parent, name)  # noqa: PTH118  (a hundred thousand names)
                for name in (*children, *files)
                if name.startswith(names)
            )


def _opened(channel: SocketChannel, places: list[str]) -> list[str]:
    """Those of these places that a candidate could open."""
    answer: object = None
    for request in (Load("load", "", "doctor.py", PROBE, 0), Call("call", "opened", [places], {})):
        channel.send(messages.encode(request), ANSWER_SECONDS)
        answer = replies.read_reply(channel.receive(ANSWER_SECONDS)).content
    value = answer.value if isinstance(answer, Value) else None
    if not isinstance(value, list):
        raise TypeError(f"a candidate answered {type(answer).__name__}")
    return [str(place) for place in value]


def _second_wall() -> Row:
    """Tried in a process of its own, because this one has threads. It is no condition for a trusted result."""
    tried = subprocess.run(
        [*python(), "-m", namespaces.__name__], env=environment("cpu"), check=False, capture_output=True
    )
    found = (
        "a network of its own behind the walls" if tried.returncode == 0 else "not allowed here; not needed"
    )
    return Row("sandbox: namespaces", "ok", found)
