"""What grading a class of nbgrader costs: stock nbgrader beside ours, on the same submissions, in one run.

    python tests/benchmarks/nbgrader_class.py [--submissions 40] [--stock 40]

Every submission answers e03 and e07, no two alike. Times are of whole commands, start and imports included, over the
number of submissions; the part of nbgrader is what converting and the gradebook cost when judging takes no time.
`--stock` may be smaller: stock nbgrader has no cost that is paid once.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.nbgrader.course import STOCK, Course
from tfkata.catalog import bank
from tfkata.catalog.records import Exercise
from tfkata.nbgrader import autograde
from tfkata.results import CheckResult, ExerciseResult, Outcome, exercise_result
from tfkata.running.runner import Runner

EXERCISES = ("e03_one_hot", "e07_sequential_cnn")
VARIANTS = bank.folder(bank.ANSWERS)
LEFT_OUT = (
    "wrong_huge",
    "right_tensorflow",
    "keras",
    "to_categorical",
    "tf_",
)  # TensorFlow for e03 is no usual answer


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--stock", type=int, default=None, help="submissions that stock nbgrader grades")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tfkata-bench-") as folder:
        measure(Path(folder), asked.submissions, asked.stock or asked.submissions)


def measure(folder: Path, submissions: int, stock: int) -> None:
    ours = class_of(folder / "ours", submissions)
    theirs = class_of(folder / "stock", stock, more=STOCK)
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{'':<44}{'submissions':>12}{'seconds each':>14}{'faster':>8}")
    base = per_submission(theirs, stock, "nbgrader", "autograde", "ps1")
    row("nbgrader autograde, stock", stock, base, base)
    for jobs in ("1", "2"):
        shutil.rmtree(ours.root / "autograded", ignore_errors=True)
        seconds = per_submission(ours, submissions, "tfkata", "nbgrader", "autograde", "ps1", "--jobs", jobs)
        row(f"tfkata nbgrader autograde --jobs {jobs}", submissions, seconds, base)
    expected, found = theirs.gradebook(), ours.gradebook()
    print("scores equal:", all(found[name] == points for name, points in expected.items()))
    row("  of it nbgrader's: converting, gradebook", submissions, conversion(ours) / submissions, base)


def class_of(root: Path, submissions: int, *, more: str = "") -> Course:
    """Right and wrong answers in turn, each made different from every other by a comment."""
    made = Course.make(root, ",".join(EXERCISES), more=more)
    for exercise in EXERCISES:
        texts = [
            path.read_text("utf-8")
            for path in sorted((VARIANTS / exercise).glob("*.py"))
            if not any(part in path.stem for part in LEFT_OUT)
        ]
        for number in range(submissions):
            text = texts[number * 7 % len(texts)]
            made.hand_in(f"learner{number:03}", exercise, f"{text}\n# {number}\n")
    return made


def per_submission(course: Course, submissions: int, *command: str) -> float:
    started = time.perf_counter()
    ran = course.run(*command)
    seconds = time.perf_counter() - started
    assert ran.returncode == 0, ran.stderr[-2000:]
    return seconds / submissions


def conversion(course: Course) -> float:
    """Seconds for the class when every answer is judged in no time."""
    Runner.grade_text = instantly  # type: ignore[method-assign,assignment]
    graded = autograde.Class(course.root, "ps1")
    started = time.perf_counter()
    graded.grade(jobs=1, force=True)
    return time.perf_counter() - started


def instantly(_: Runner, exercise: Exercise, *text_and_name: str) -> ExerciseResult:
    checks = [CheckResult(c.id, c.title, Outcome.PASSED, c.points, c.points) for c in exercise.checks]
    return exercise_result(exercise.id, exercise.title, checks, seconds=0.0)


def row(what: str, submissions: int, seconds: float, base: float) -> None:
    print(f"{what:<44}{submissions:>12}{seconds:>14.2f}{base / seconds:>7.1f}×", flush=True)


if __name__ == "__main__":
    main()
