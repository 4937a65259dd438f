"""Grades a class in which some hand in hostile work, by `tfkata grade`, and looks at its memory and at everybody's verdict.

    python tests/attacks/hostile_class.py --learners 2000 --hostile 0.25
    python tests/attacks/hostile_class.py --learners 400 --hostile 0 --against ../other/.venv/bin/python

Every text is one of a kind, so that nothing is graded once for several. Prints verdicts that differ from the declared ones, errors
of the grader, and the memory of the grading process itself, in quarters of the run. With `--against`, another installation
grades the same class in turn, and the ratio of the times is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psutil

from tests.attacks.arena import attacks
from tfkata.catalog import bank, records

ARRAYS = ("e01", "e02", "e03", "e11", "e12", "e15", "e23")
MODELS = ("e06", "e07", "e10")
RIGHT = records.find("e01").solution.read_text("utf-8")
MEGABYTE = 2**20
# Texts that cost a parser more than their size; the answer in front of them is right. Sizes are below what may be handed in.
COSTLY = {
    "dotted import": "if False:\n    import a" + ".b" * 50_000,
    "dotted from": "if False:\n    from a" + ".b" * 50_000 + " import c",
    "f-string": 'if False:\n    x = f"' + "{a}" * 240_000 + '"',
    "nested f-strings": "if False:\n    x = " + " + ".join(['f"{a!r:>{b}}"'] * 30_000),
    "sum": "if False:\n    x = " + "+".join("a" * 150_000),
    "calls": "if False:\n    x = f" + "(f" * 90 + "()" + ")" * 90 + "()" * 40_000,
    "attributes": "if False:\n    x = a" + ".b" * 90_000,
    "comparisons": "if False:\n    x = " + " < ".join("a" * 100_000),
    "brackets": "x = " + "[" * 150 + "]" * 150 + "\n" + "y = [[]]\n" * 20_000,
    "number": "x = 0x" + "f" * 400_000,
    "functions": "def g(): pass\n" * 30_000,
    "decorators": "if False:\n" + "    @a\n" * 40_000 + "    def g(): pass",
    "blank lines": "\n" * 400_000,
}


@dataclass(frozen=True)
class HandedIn:
    """One learner's file, and the outcomes that it may have (none: only an error of the grader is wrong)."""

    kind: str
    name: str
    text: str
    outcomes: tuple[str, ...]


def honest(chance: random.Random, models: float, answers: Path) -> HandedIn:
    wanted = MODELS if chance.random() < models else ARRAYS
    exercise = records.find(chance.choice(wanted))
    path = chance.choice(sorted((answers / exercise.id).glob("*.py")))
    text = path.read_text("utf-8")
    declared = text.partition("\n")[0].removeprefix("# expect: ").split()[0]
    outcome = {"pass": "passed", "fail": "failed"}.get(declared, declared)
    return HandedIn("honest", f"{exercise.id}.py", text, (outcome,))


def hostile(chance: random.Random) -> HandedIn:
    if chance.random() < 0.5:
        kind, costly = chance.choice(sorted(COSTLY.items()))
        if chance.random() < 0.3:
            return HandedIn(kind, "e01_normalize.ipynb", notebook(RIGHT, costly), ())
        return HandedIn(kind, "e01_normalize.py", f"{RIGHT}\n{costly}\n", ())
    usable = [a for a in attacks() if not a.slow and a.tier == "quick" and a.patience >= 1]
    attack = chance.choice(usable)
    name = f"{records.find(attack.exercise).id}.py"
    return HandedIn(attack.name, name, attack.path.read_text("utf-8"), attack.expect)


def notebook(*cells: str) -> str:
    made = [
        {"cell_type": "code", "source": c, "outputs": [], "metadata": {}, "execution_count": None}
        for c in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": made})


def hand_in(
    folder: Path, learners: int, share: float, models: float, seed: int, answers: Path
) -> dict[str, HandedIn]:
    """Write a class of learners below `folder`; each text gets a comment of its own."""
    chance = random.Random(seed)
    found = {}
    for number in range(learners):
        one = hostile(chance) if chance.random() < share else honest(chance, models, answers)
        learner = f"learner{number:05d}"
        (folder / learner).mkdir(parents=True)
        text = one.text if one.name.endswith(".ipynb") else f"{one.text}\n# {number}\n"
        (folder / learner / one.name).write_text(
            text.replace('"metadata": {}, "cells"', f'"metadata": {{"n": {number}}}, "cells"'), "utf-8"
        )
        found[learner] = one
    return found


def grade(python: str, folder: Path, out: Path, jobs: int) -> tuple[float, list[float]]:
    """Seconds, and the memory in MB of the grading process now and then."""
    command = [
        python,
        "-P",
        "-m",
        "tfkata",
        "grade",
        str(folder),
        "--out",
        str(out),
        "--tier",
        "quick",
        "--jobs",
        str(jobs),
    ]
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        process, memory = psutil.Process(running.pid), []
        while running.poll() is None:
            try:
                memory.append(process.memory_info().rss / MEGABYTE)
            except psutil.Error:
                break
            time.sleep(0.05)
        words = running.communicate()[1]
    if running.returncode not in (0, 1, 3):
        sys.exit(f"tfkata grade ended with {running.returncode}: {words[-2000:]}")
    return time.monotonic() - started, memory


def verdicts(handed: dict[str, HandedIn], out: Path) -> list[str]:
    """What is wrong with the verdicts, a line each."""
    wrong = []
    for learner, one in handed.items():
        path = out / "results" / f"{learner}.json"
        if not path.is_file():
            wrong.append(f"{learner} ({one.kind}, {one.name}): no result")
            continue
        exercises = json.loads(path.read_text("utf-8"))["exercises"]
        mine = next((e for e in exercises if one.name.startswith(e["id"])), None)
        if mine is None:
            wrong.append(f"{learner} ({one.kind}): nothing about {one.name}")
            continue
        texts = " ".join(" ".join(check["message"] or "" for check in mine["checks"]).split())
        broken = any(check["outcome"] == "grader_error" for check in mine["checks"])
        if broken or (one.outcomes and mine["outcome"] not in one.outcomes):
            wrong.append(f"{learner} ({one.kind}, {one.name}): {mine['outcome']}: {texts[:200]}")
    return wrong


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--hostile", type=float, default=0.25, help="share of hostile work")
    parser.add_argument("--models", type=float, default=0.15, help="share of models in the honest work")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--answers",
        type=Path,
        default=bank.folder(bank.ANSWERS),
        help="folder of the answers of honest learners; for a comparison those of the other installation, because what was added "
        "to the bank since is written to be hard to judge",
    )
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--against", help="the Python of another installation, to compare times with")
    parser.add_argument("--pairs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hostile-class-") as place:
        folder = Path(place) / "class"
        handed = hand_in(folder, asked.learners, asked.hostile, asked.models, asked.seed, asked.answers)
        if asked.against:
            compare(asked.against, folder, Path(place), asked.jobs, asked.pairs)
            return
        seconds, memory = grade(sys.executable, folder, Path(place) / "out", asked.jobs)
        wrong = verdicts(handed, Path(place) / "out")
    kinds = Counter("honest" if one.kind == "honest" else "hostile" for one in handed.values())
    quarter = max(1, len(memory) // 4)
    peaks = [max(memory[at : at + quarter]) for at in range(0, len(memory) - quarter + 1, quarter)]
    print(
        f"{asked.learners} learners ({kinds['honest']} honest, {kinds['hostile']} hostile) in {seconds:.0f} s"
    )
    print(
        "memory of the grading process, peak of each quarter: " + ", ".join(f"{p:.0f} MB" for p in peaks[:4])
    )
    print(f"verdicts that are not as declared, or errors of the grader: {len(wrong)}")
    print(*(f"  {line}" for line in wrong), sep="\n")
    sys.exit(bool(wrong))


def compare(other: str, folder: Path, place: Path, jobs: int, pairs: int) -> None:
    ratios = []
    for number in range(pairs):
        mine, worked = timed(sys.executable, folder, place / f"mine{number}", jobs)
        theirs, also = timed(other, folder, place / f"theirs{number}", jobs)
        ratios.append(mine / theirs)
        processor = f"of a processor {worked:.1f} and {also:.1f} s, ratio {worked / also:.3f}"
        print(
            f"this one {mine:.1f} s, the other {theirs:.1f} s, ratio {ratios[-1]:.3f}; {processor}",
            flush=True,
        )
    print(f"median of the ratio: {statistics.median(ratios):.3f}")


def timed(python: str, folder: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds by the clock, and of a processor: the second is less disturbed by whatever else runs."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, _ = grade(python, folder, out, jobs)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
