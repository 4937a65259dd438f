"""What grading costs, as ratios within one run: `uv run python tests/benchmarks/speed.py`.

Absolute times are printed for orientation only: machines differ, and shared ones differ by the minute. Each
figure is the median of several runs, the two sides of a ratio taken in turn.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tfkata.catalog import records

ROOT = Path(__file__).resolve().parents[2]
TFKATA = [sys.executable, "-m", "tfkata"]
RUNS = 5
TRAINED = ("e16_train", "e17_checkpoint", "e22_fashion_mnist")

# Added to a solution: every `fit` says how long it took, so that bare training and the grading around
# it are seconds of one and the same run.
_TIMED = """
import time as _time
import keras as _keras

_fit = _keras.Model.fit


def _timed_fit(self, *args, **kwargs):
    started = _time.perf_counter()
    try:
        return _fit(self, *args, **kwargs)
    finally:
        print(f"fit-seconds {_time.perf_counter() - started:.4f}", flush=True)


_keras.Model.fit = _timed_fit
"""


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def in_turn(
    one: Callable[[], float], other: Callable[[], float], runs: int = RUNS
) -> tuple[float, float, float]:
    """Medians of both and of their ratio, measured alternately."""
    pairs = [(one(), other()) for _ in range(runs)]
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def result_of(arguments: list[str], folder: str = "solutions") -> dict:
    command = [*TFKATA, "check", *arguments, "--from", folder, "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def report(what: str, found: str, wanted: str) -> None:
    print(f"{what:<58} {found:>34}   wanted {wanted}", flush=True)


def main() -> None:
    listing, python, _ = in_turn(
        lambda: seconds([*TFKATA, "list"]), lambda: seconds([sys.executable, "-c", "pass"])
    )
    report("tfkata list", f"{listing:.2f} s (python -c pass: {python:.2f} s)", "<= 0.3 s")

    cold, bare, ratio = in_turn(
        lambda: seconds([*TFKATA, "check", "e07", "--from", "solutions"]),
        lambda: seconds([sys.executable, "-c", "import tensorflow"]),
    )
    report(
        "cold `tfkata check e07` / `import tensorflow`",
        f"{ratio:.2f} ({cold:.1f} s / {bare:.1f} s)",
        "<= 1.5",
    )

    light, _, ratio = in_turn(
        lambda: seconds([*TFKATA, "check", "e03", "--from", "solutions"]),
        lambda: seconds([sys.executable, "-c", "import tensorflow"]),
    )
    report("cold `tfkata check e03` (no TensorFlow) / the same", f"{ratio:.2f} ({light:.1f} s)", "-")

    trains = {e.id for e in records.exercises().values() if e.topic == "training"}
    quick = [e for e in result_of(["--tier", "quick"])["exercises"][1:] if e["id"] not in trains]
    slowest = max(quick, key=lambda e: sum(c["seconds"] for c in e["checks"]))
    took = sum(c["seconds"] for c in slowest["checks"])
    report("slowest later exercise without training, quick tier", f"{took:.2f} s ({slowest['id']})", "<= 1 s")

    for exercise_id in TRAINED:
        pairs = [_graded_and_bare(exercise_id) for _ in range(3)]
        ratio = statistics.median(graded / bare for graded, bare in pairs)
        graded, bare = pairs[0]
        report(
            f"{exercise_id}: checks that train / the fit in them",
            f"{ratio:.2f} ({graded:.1f} s / {bare:.1f} s)",
            "<= 1.15",
        )


def _graded_and_bare(exercise_id: str) -> tuple[float, float]:
    """Seconds of the checks of the full tier alone, and of the `fit` inside them."""
    exercise = records.find(exercise_id)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{exercise.id}.py").write_text(
            exercise.solution.read_text("utf-8") + _TIMED, "utf-8"
        )
        (result,) = result_of([exercise.id], folder)["exercises"]
    training = {check.id for check in exercise.checks if check.tier == "full"}
    checks = [check for check in result["checks"] if check["id"] in training]
    fits = re.findall(r"fit-seconds ([0-9.]+)", "".join(check["output"] for check in checks))
    return sum(check["seconds"] for check in checks), sum(float(seconds) for seconds in fits)


if __name__ == "__main__":
    main()
