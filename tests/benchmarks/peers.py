"""The same submissions through plain pytest, nbgrader, Otter-Grader and tfkata: seconds, CPU-seconds, memory.

    python -m tests.benchmarks.peers [--submissions 60] [--jobs 2] [--only tfkata,nbgrader]

A submission answers e03 (one-hot, NumPy) and e07 (a convolutional network, Keras): right and wrong answers in turn from
tests/bank/answers, each with a line of its own so that none is like another. pytest, nbgrader and Otter run
hand-written tests of the same functions, fewer than tfkata's checks, and none of them confines anything.

Each peer is installed with pip into an environment of its own (kept in the cache folder); TensorFlow is borrowed
from the environment that runs this. With fewer than 60 submissions the others' seconds are what so many took,
divided; nothing else is extrapolated, because the peers start afresh for every submission.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import resource
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import psutil

from tests.benchmarks.memory import private_megabytes
from tfkata.authoring.measurements import conditions
from tfkata.catalog import bank, records
from tfkata.running.runner import Runner
from tfkata.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CACHE = platformdirs.user_cache_path("tfkata", appauthor=False) / "peers"
MEGABYTE = 2**20
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "CUDA_VISIBLE_DEVICES": "-1"}

ENCODE = """
import numpy as np
labels = np.array([2, 0, 1, 2])
hot = one_hot(labels, 4)
assert hot.shape == (4, 4)
assert hot.dtype == np.float32
assert np.array_equal(hot, np.eye(4)[labels])
assert np.array_equal(one_hot(np.array([1, 1]), 5), np.eye(5)[[1, 1]])
"""
RANGE = """
import numpy as np
for label in (-1, 3):
    try:
        one_hot(np.array([0, label]), 3)
    except ValueError:
        pass
    else:
        raise AssertionError(f"label {label} was accepted")
"""
DECODE = """
import numpy as np
table = np.array([[0.1, 0.7, 0.2], [0.6, 0.3, 0.1]], np.float32)
assert np.array_equal(decode(table), [1, 0])
assert decode(table).dtype == np.int64
"""
MODEL = """
model = build_model()
assert model.input_shape == (None, 28, 28, 1)
assert model.output_shape == (None, 10)
assert model.count_params() == PARAMETERS
"""
LAYERS = """
names = [type(layer).__name__ for layer in build_model().layers if type(layer).__name__ != "InputLayer"]
assert names == LAYERS
"""
TESTS = {"e03_one_hot": [ENCODE, RANGE, DECODE], "e07_sequential_cnn": [MODEL, LAYERS]}


@dataclass(frozen=True)
class Measured:
    """Per submission: seconds of wall time, seconds of CPU, and megabytes of a further one at the same time."""

    name: str
    seconds: float
    cpu: float
    memory: float
    submissions: int


@dataclass(frozen=True)
class Submission:
    """One learner's two answers."""

    name: str
    answers: dict[str, str]


def submissions(count: int) -> list[Submission]:
    """Every second answer to an exercise is right, as far as its first line says."""
    pools = {}
    for name in TESTS:
        paths = sorted((bank.folder(bank.ANSWERS) / name).glob("*.py"))
        right = [p for p in paths if p.name.startswith("right")]
        wrong = [p for p in paths if p.name.startswith("wrong")]
        pools[name] = [p for pair in zip(itertools.cycle(right), wrong, strict=False) for p in pair]
    made = []
    for number in range(count):
        answers = {}
        for name, pool in pools.items():
            answers[name] = pool[number % len(pool)].read_text("utf-8") + f"\n# learner {number}\n"
        made.append(Submission(f"learner{number:04}", answers))
    return made


def expectations() -> str:
    """What the hand-written tests compare with, taken from the reference model in a process of its own."""
    code = (
        "from tfkata.catalog.solutions import load\n"
        "model = load('e07_sequential_cnn')['build_model']()\n"
        "names = [type(l).__name__ for l in model.layers if type(l).__name__ != 'InputLayer']\n"
        "print(f'PARAMETERS = {model.count_params()}\\nLAYERS = {names}')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | QUIET,
        check=True,
        capture_output=True,
        text=True,
    )
    return run.stdout


def environment(name: str, *packages: str) -> Path:
    """A virtual environment with these packages; TensorFlow and what it needs come after them on the path."""
    folder = CACHE / name
    python = folder / "bin" / "python"
    if not (folder / "ready").is_file():
        print(f"installing {' '.join(packages)} into {folder} …", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
        (site,) = folder.glob("lib/python*/site-packages")
        (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
        (folder / "ready").touch()
    return python


def version_of(python: Path, package: str) -> str:
    code = f"from importlib.metadata import version; print(version({package!r}))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def run(command: list[str | Path], folder: Path) -> None:
    """One command of a peer. Failed tests are exit codes, so those say nothing."""
    path = f"{Path(command[0]).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=os.environ | QUIET | {"PATH": path},
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def timed(work: Callable[[], None]) -> tuple[float, float]:
    """Seconds, and CPU-seconds of all that was started and waited for."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def private_memory(work: Callable[[], None]) -> float:
    """The most megabytes that all processes started by the work had to themselves at one time."""
    most, stop = [0.0], threading.Event()

    def watch() -> None:
        while not stop.wait(0.1):
            most[0] = max(most[0], sum(map(private_megabytes, psutil.Process().children(recursive=True))))

    thread = threading.Thread(target=watch)
    thread.start()
    work()
    stop.set()
    thread.join()
    return most[0]


def measure_pytest(handed: list[Submission], folder: Path, facts: str) -> Measured:
    python = environment("pytest", "pytest")
    for one in handed:
        place = folder / one.name
        place.mkdir()
        for name, text in one.answers.items():
            (place / f"{name}.py").write_text(text, "utf-8")
        tests = [f"from {name} import *" for name in TESTS] + [facts]
        for name, bodies in TESTS.items():
            for number, body in enumerate(bodies):
                lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
                tests.append(f"def test_{name}_{number}():\n{lines}\n")
        (place / "test_answers.py").write_text("\n".join(tests), "utf-8")

    def grade(one: Submission) -> None:
        # without the plugins of the borrowed environment: plain pytest
        run([python, "-m", "pytest", "-q", "-p", "no:tfkata", "-p", "no:cacheprovider"], folder / one.name)

    memory = private_memory(lambda: grade(handed[0]))
    seconds, cpu = timed(lambda: [grade(one) for one in handed] and None)
    count = len(handed)
    return Measured(f"pytest {version_of(python, 'pytest')}", seconds / count, cpu / count, memory, count)


def notebook(answers: dict[str, str], facts: str) -> dict:
    """Answer and test cells with nbgrader's metadata, which Otter does not mind."""
    cells = []

    def cell(source: str, grade_id: str, **marks: object) -> None:
        known = {"schema_version": 3, "grade_id": grade_id, "task": False, **marks}
        cells.append(
            {
                "cell_type": "code", "execution_count": None, "id": grade_id, "outputs": [],
                "metadata": {"nbgrader": known}, "source": source,
            }
        )  # fmt: skip

    for name, bodies in TESTS.items():
        cell(answers[name], f"answer-{name[:3]}", grade=False, solution=True, locked=False)
        for number, body in enumerate(bodies):
            marks = {"grade": True, "solution": False, "locked": True, "points": 1}
            cell(f"{facts}\n{body}", f"test-{name[:3]}-{number}", **marks)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def measure_nbgrader(handed: list[Submission], folder: Path, facts: str) -> Measured:
    python = environment("nbgrader", "nbgrader", "ipykernel")
    stubs = {name: records.find(name).solution.read_text("utf-8") for name in TESTS}
    course = folder / "course"
    _write(course / "source" / "ps1" / "ps.ipynb", json.dumps(notebook(stubs, facts)))
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.root = '.'\nc.ExecutePreprocessor.timeout = 600\n", "utf-8"
    )
    run([python, "-m", "nbgrader", "generate_assignment", "ps1"], course)
    for one in handed:
        place = course / "submitted" / one.name / "ps1" / "ps.ipynb"
        _write(place, json.dumps(notebook(one.answers, facts)))

    def grade(*names: str) -> None:
        run([python, "-m", "nbgrader", "autograde", "ps1", "--force", *names], course)

    memory = private_memory(lambda: grade("--student", handed[0].name))
    seconds, cpu = timed(lambda: grade())
    done = len(list((course / "autograded").glob("*/ps1/ps.ipynb")))
    assert done == len(handed), f"nbgrader graded {done} of {len(handed)}"
    return Measured(f"nbgrader {version_of(python, 'nbgrader')}", seconds / done, cpu / done, memory, done)


OTTER_TEST = """OK_FORMAT = False
from otter.test_files import test_case

name = "{name}"
points = 1


@test_case(points=1)
def test(env):
    globals().update({{k: env[k] for k in {functions} if k in env}})
{body}
"""


def measure_otter(handed: list[Submission], folder: Path, facts: str) -> Measured:
    python = environment("otter", "otter-grader", "ipykernel")
    functions = ("one_hot", "decode", "build_model")
    for name, bodies in TESTS.items():
        for number, body in enumerate(bodies):
            lines = "\n".join(f"    {line}" for line in f"{facts}\n{body}".strip().splitlines())
            label = f"q{name[:3]}_{number}"
            text = OTTER_TEST.format(name=label, functions=functions, body=lines)
            _write(folder / "assignment" / "tests" / f"{label}.py", text)
    (folder / "assignment" / "requirements.txt").write_text("", "utf-8")
    otter = python.with_name("otter")
    run([otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"], folder / "assignment")
    archive = folder / "assignment" / "autograder.zip"
    assert archive.is_file(), "otter generate made no autograder.zip"
    for one in handed:
        _write(folder / "handed" / f"{one.name}.ipynb", json.dumps(notebook(one.answers, facts)))

    def grade(one: Submission) -> None:
        into = folder / "results" / one.name
        into.mkdir(parents=True, exist_ok=True)
        run([otter, "run", "-a", archive, "-o", into, f"{one.name}.ipynb"], folder / "handed")

    memory = private_memory(lambda: grade(handed[0]))
    seconds, cpu = timed(lambda: [grade(one) for one in handed] and None)
    done = len(list((folder / "results").glob("*/results.json")))
    assert done == len(handed), f"otter graded {done} of {len(handed)}"
    return Measured(f"otter {version_of(python, 'otter-grader')}", seconds / done, cpu / done, memory, done)


def measure_tfkata(handed: list[Submission], folder: Path, jobs: int) -> Measured:
    for one in handed:
        for name, text in one.answers.items():
            _write(folder / "class" / one.name / f"{name}.py", text)
    command = [
        sys.executable,
        "-m",
        "tfkata",
        "grade",
        folder / "class",
        "--jobs",
        str(jobs),
        "--device",
        "cpu",
    ]
    seconds, cpu = timed(lambda: run([*command, "--out", folder / "out"], folder))
    done = len(list((folder / "out" / "results").glob("*.json")))
    assert done == len(handed), f"tfkata graded {done} of {len(handed)}"
    memory = candidate_memory(handed[0].answers["e07_sequential_cnn"])
    name = f"tfkata grade, {jobs} jobs"
    return Measured(name, seconds / done, cpu / done, memory, done)


_RESTING = """
_built = build_model


def build_model():
    import time

    model = _built()
    time.sleep(1)
    return model
"""


def candidate_memory(text: str) -> float:
    """Megabytes of its own that a candidate has at most while e07 is graded and another runs beside it.

    It rests for a moment with its model, so that it is looked at then, too.
    """
    most = 0.0
    text += _RESTING
    with Runner(Settings(device="cpu")) as runner:
        exercise = records.find("e07")
        runner.grade_text(exercise, text, "warm.py")
        stop = threading.Event()

        def grade() -> None:
            clone = runner.clone()
            while not stop.is_set():
                clone.grade_text(exercise, text, "again.py")
            clone.close()

        threads = [threading.Thread(target=grade) for _ in range(2)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for process in psutil.Process().children(recursive=True):
                try:
                    if "tfkata-" in process.cwd():
                        most = max(most, private_megabytes(process))
                except psutil.Error:
                    continue
        stop.set()
        for thread in threads:
            thread.join()
    return most


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=60)
    parser.add_argument("--tfkata-submissions", type=int, default=None, help="Another number for tfkata.")
    parser.add_argument(
        "--jobs", type=int, default=2, help="Of tfkata; the others grade one after the other."
    )
    parser.add_argument("--only", default="pytest,nbgrader,otter,tfkata")
    asked = parser.parse_args()
    handed = submissions(asked.submissions)
    ours = submissions(asked.tfkata_submissions or asked.submissions)
    facts = expectations()
    measures: dict[str, Callable[[Path], Measured]] = {
        "pytest": lambda folder: measure_pytest(handed, folder, facts),
        "nbgrader": lambda folder: measure_nbgrader(handed, folder, facts),
        "otter": lambda folder: measure_otter(handed, folder, facts),
        "tfkata": lambda folder: measure_tfkata(ours, folder, asked.jobs),
    }
    found: list[Measured] = []
    for name in asked.only.split(","):
        with tempfile.TemporaryDirectory(prefix=f"peers-{name}-") as folder:
            found.append(measures[name](Path(folder)))
            print(f"{found[-1]}", flush=True)
    print(table(found))


def table(found: list[Measured]) -> str:
    """Markdown, with the conditions."""
    ours = next((m for m in found if m.name.startswith("tfkata")), None)
    lines = [
        "| grader | submissions | seconds each | CPU-seconds each | private MB of one more | times tfkata's seconds |",
        "|---|---|---|---|---|---|",
    ]
    for m in found:
        times = f"{m.seconds / ours.seconds:.1f}" if ours else ""
        lines.append(
            f"| {m.name} | {m.submissions} | {m.seconds:.2f} | {m.cpu:.2f} | {m.memory:.0f} | {times} |"
        )
    known = conditions()
    versions = ", ".join(f"{name} {version}" for name, version in known["versions"].items())
    return "\n".join([*lines, "", f"{known['date']}, {known['cpu']}, {known['cores']} cores; {versions}"])


if __name__ == "__main__":
    main()
