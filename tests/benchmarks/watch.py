"""How fast `tfkata watch` answers: `uv run python -m tests.benchmarks.watch`, for docs/performance.md.

Saves files as an editor does and measures until the verdict of the quick checks; then saves during a training and measures
until its processes are gone; then saves a thousand times and looks at memory and processes. Where nothing can be forked:
`TFKATA_START=spawn uv run python -m tests.benchmarks.watch --sandbox off`.

`--part saves`, `training` or `many` measures only that. Between saves, the same small piece of Python is run again and again: on a
machine that does other things, only the ratio to what that takes says something. Each line ends with the load of the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.settings import Settings
from tfkata.watch.loop import Loop, News
from tfkata.workspace import folder as workspace

EXERCISES = ("e01", "e03", "e07", "e11")
TRAINS = "e21"
WAIT = 180.0
PARTS = ("saves", "training", "many")


class Measured:
    """A loop whose news are taken at once, and a condition to wait for."""

    def __init__(self, place: Path, settings: Settings) -> None:
        self.loop = Loop(place, settings, start=records.find("e01"))
        self._news = threading.Condition()
        self.loop.listen(self._take)

    def _take(self, news: News) -> None:
        with self._news:
            self.loop.take(news)
            self._news.notify_all()

    def judged(self, text: str, *, wholly: bool = False) -> bool:
        found = self.loop.verdict
        return (
            found is not None and found.save.text == text and (found.over if wholly else found.quick_is_over)
        )

    def wait(self, text: str, *, wholly: bool = False) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.judged(text, wholly=wholly), WAIT), "no verdict"

    def save(self, exercise: Exercise, text: str) -> float:
        """Seconds from the save to the verdict of all that does not train."""
        file = self.loop.file(exercise)
        other = file.with_suffix(".tmp")
        other.write_text(text, "utf-8")
        started = time.perf_counter()
        other.replace(file)
        self.wait(text)
        return time.perf_counter() - started


def texts(exercise: Exercise, number: int) -> str:
    """Right and wrong in turn, and no two alike."""
    answer = exercise.solution.read_text("utf-8")
    wrong = answer.replace("return ", "return None and ", 1)
    return f"{wrong if number % 2 else answer}\n# {number}\n"


def calibrate() -> float:
    """Seconds that a fixed piece of work takes here and now: about 0.1 s of one core of the machine in docs/performance.md."""
    started = time.perf_counter()
    sum(number * number % 7 for number in range(1_200_000))
    return time.perf_counter() - started


def load() -> str:
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def of_this_process() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def private_mb(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        return float(process.memory_full_info().uss) / 2**20
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--saves", type=int, default=50)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--sandbox", default="auto")
    parser.add_argument(
        "--part", choices=PARTS, action="append", help="May be repeated; all of them without it."
    )
    parser.add_argument("--exercise", action="append", help="For the part `saves`; may be repeated.")
    parser.add_argument(
        "--pause", type=float, default=0.0, help="Seconds before each save, as a person takes."
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace.init(Path(folder))
        measured = Measured(Path(folder) / "exercises", Settings(sandbox=options.sandbox))
        try:
            parts = options.part or PARTS
            if "saves" in parts:
                saved(measured, options.exercise or EXERCISES, options.saves, options.pause)
            if "training" in parts:
                during_a_training(measured)
            if "many" in parts:
                again_and_again(measured, options.many)
        finally:
            measured.loop.close()
    print(f"processes left: {len(of_this_process())}")


def saved(measured: Measured, names: Sequence[str], saves: int, pause: float) -> None:
    for name in names:
        exercise = records.find(name)
        measured.loop.go(exercise)
        first = measured.save(exercise, texts(exercise, -1))
        took, fixed = [], []
        for number in range(saves):
            time.sleep(pause)
            fixed.append(calibrate())
            took.append(measured.save(exercise, texts(exercise, number)))
        typical, calibrated = statistics.median(took), statistics.median(fixed)
        print(
            f"{name}: median {typical:.2f} s, quickest {min(took):.2f} s, slowest {max(took):.2f} s of {saves} saves; "
            f"{typical / calibrated:.1f} times the fixed work ({calibrated:.3f} s, quickest {min(fixed):.3f} s); "
            f"the first, with its imports: {first:.2f} s; {load()}",
            flush=True,
        )


def again_and_again(measured: Measured, many: int) -> None:
    exercise = records.find("e01")
    measured.loop.go(exercise)
    measured.save(exercise, texts(exercise, 10_000))
    before = len(of_this_process())
    resident = [psutil.Process().memory_info().rss / 2**20]
    for number in range(many):
        measured.save(exercise, texts(exercise, 20_000 + number))
        if (number + 1) % max(1, many // 4) == 0:
            resident.append(psutil.Process().memory_info().rss / 2**20)
            print(f"after {number + 1} saves: {resident[-1]:.1f} MB; {load()}", flush=True)
    print(
        f"{many} saves: {resident[0]:.1f} MB before, {resident[-1]:.1f} after; processes {before} before, "
        f"{len(of_this_process())} after"
    )
    idle = sum(private_mb(process) for process in of_this_process())
    print(f"idle: {private_mb(psutil.Process()):.0f} MB private, {idle:.0f} MB in what it keeps warm")


def during_a_training(measured: Measured) -> None:
    exercise = records.find(TRAINS)
    answer = exercise.solution.read_text("utf-8")
    took = []
    for number in range(5):
        text = (
            answer.replace("epochs=30", "epochs=3000").replace("verbose=0", "verbose=1") + f"\n# {number}\n"
        )
        if number == 0:
            measured.loop.file(exercise).write_text(text, "utf-8")
            measured.loop.go(exercise)
        else:
            measured.loop.file(exercise).write_text(text, "utf-8")
        measured.wait(text)
        while "Epoch" not in measured.loop.judge.recent():
            time.sleep(0.05)
        training = busiest()
        other = measured.loop.file(exercise).with_suffix(".tmp")
        other.write_text(f"{texts(exercise, 1)}# {number}\n", "utf-8")
        started = time.perf_counter()
        other.replace(measured.loop.file(exercise))
        while not is_over(training):
            time.sleep(0.005)
        took.append(time.perf_counter() - started)
        measured.wait(f"{texts(exercise, 1)}# {number}\n")
    print(
        f"a save during a training: it is gone after {statistics.median(took):.2f} s (quickest {min(took):.2f}, "
        f"slowest {max(took):.2f} s; {statistics.median(took) / calibrate():.1f} times the fixed work); {load()}"
    )


def busiest() -> int:
    """The process that trains."""
    before = {process: cpu(process) for process in of_this_process()}
    time.sleep(0.5)
    return max(before, key=lambda process: cpu(process) - before[process]).pid


def cpu(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        return float(process.cpu_times().user)
    return 0.0


def is_over(pid: int) -> bool:
    with contextlib.suppress(psutil.Error):
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    return True


if __name__ == "__main__":
    main()
