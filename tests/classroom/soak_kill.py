"""Kills a grading of many submissions again and again, at random moments, and compares with one left in peace.

    python tests/classroom/soak_kill.py [--submissions 200] [--kills 20] [--jobs 2] [--seed 0]

A kill is SIGKILL to the whole process group, while it starts, grades or writes. Afterwards: every result is the same as in
the undisturbed run, nothing that had been kept was graded again (by the log of the store), and no process is left.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from tfkata.catalog import bank, records

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = ("e01_normalize", "e03_one_hot")


@dataclass
class Report:
    """What came of it. All but `kills` and `gradings` must be empty."""

    kills: int = 0
    gradings: int = 0
    when: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        return [*self.different, *self.twice, *self.left]


def hand_in(folder: Path, count: int) -> Path:
    """Right, wrong and crashing answers to two NumPy exercises, every one with a line of its own."""
    pools = {name: sorted((bank.folder(bank.ANSWERS) / name).glob("*.py")) for name in EXERCISES}
    quick = {name: [p for p in pool if _is_light(p)] for name, pool in pools.items()}
    for number in range(count):
        for name, pool in quick.items():
            path = folder / f"learner{number:05}" / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{pool[number % len(pool)].read_text('utf-8')}\n# {number}\n", "utf-8")
    return folder


def _is_light(path: Path) -> bool:
    """No TensorFlow to wait for, and no time limit to be reached."""
    text = path.read_text("utf-8")
    return "tensorflow" not in text and "keras" not in text and "timed_out" not in text.splitlines()[0]


def command(submissions: Path, out: Path, jobs: int) -> list[str]:
    asked = ["--jobs", str(jobs), "--device", "cpu", "--exercises", ",".join(EXERCISES)]
    return [
        sys.executable,
        "-m",
        "tfkata",
        "grade",
        "--seed",
        "0",
        str(submissions),
        "--out",
        str(out),
        *asked,
    ]


def trial(folder: Path, *, submissions: int, kills: int, jobs: int = 2, seed: int = 0) -> Report:
    """Grades a class twice, once killed so many times, and compares."""
    report, chance = Report(), random.Random(seed)
    class_ = hand_in(folder / "class", submissions)
    _to_the_end(command(class_, folder / "peace", jobs))
    store = folder / "war" / "results.sqlite"
    for number in range(kills):
        left = submissions * len(EXERCISES) - _logged(store)
        share = max(1, left // (kills - number + 1))
        if _killed_once(command(class_, folder / "war", jobs), store, share, chance, report):
            report.kills += 1
    _to_the_end(command(class_, folder / "war", jobs))
    report.different = _differences(folder / "peace" / "results", folder / "war" / "results")
    report.gradings = _logged(store)
    report.twice = _logged_twice(store)
    return report


def _to_the_end(asked: list[str]) -> None:
    subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _killed_once(asked: list[str], store: Path, share: int, chance: random.Random, report: Report) -> bool:
    """Starts it and kills it: early in its start, or after some more results; False if it was done before."""
    run = subprocess.Popen(asked, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    early = chance.random() < 0.25
    wanted = _logged(store) + chance.randint(1, share)
    deadline = time.monotonic() + (chance.uniform(0.05, 1.5) if early else 300)
    while run.poll() is None and time.monotonic() < deadline and (early or _logged(store) < wanted):
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.03))
    family = _family(run.pid)
    alive = run.poll() is None
    with contextlib.suppress(ProcessLookupError):
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    report.when["while it started" if early else "while it graded"] += alive
    _, stayed = psutil.wait_procs(family, timeout=15)
    report.left += [f"process {p.pid} was left" for p in stayed]
    return alive


def _family(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.Error:
        return []


def _logged(store: Path) -> int:
    return len(_log(store))


def _log(store: Path) -> list[str]:
    """The keys in the log, read beside the process that writes it."""
    if not store.is_file():
        return []
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_reader(store)) as database:
        return [key for (key,) in database.execute("SELECT key FROM log WHERE outcome != 'grader_error'")]
    return []


def _reader(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=5)


def _logged_twice(store: Path) -> list[str]:
    return [f"{key} was kept {count} times" for key, count in Counter(_log(store)).items() if count > 1]


def _differences(one: Path, other: Path) -> list[str]:
    names = {path.name for folder in (one, other) for path in folder.glob("*.json")}
    return [name for name in sorted(names) if _verdict(one / name) != _verdict(other / name)]


def _verdict(path: Path) -> Any:
    """The result without how long it took."""
    return _timeless(json.loads(path.read_text("utf-8"))) if path.is_file() else None


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _timeless(part) for name, part in value.items() if name != "seconds"}
    return [_timeless(part) for part in value] if isinstance(value, list) else value


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    assert all(name in records.exercises() for name in EXERCISES)
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="soak-kill-") as folder:
        report = trial(Path(folder), **vars(asked))
    print(
        f"{asked.submissions} submissions, {report.kills} kills ({dict(report.when)}), {time.monotonic() - started:.0f} s"
    )
    print(f"gradings kept: {report.gradings}; results that differ: {len(report.different)}")
    print(f"kept twice: {len(report.twice)}; processes left: {len(report.left)}")
    for line in report.faults[:20]:
        print(f"  {line}")
    sys.exit(bool(report.faults) or report.kills < asked.kills)


if __name__ == "__main__":
    main()
