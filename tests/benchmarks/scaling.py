"""How the cost of grading grows with the number of submissions, and whether memory stays where it was.

    python -m tests.benchmarks.scaling [--submissions 2000] [--jobs 2] [--parts 8]

Generated answers to e01 and e03, no two alike, graded by one run of `tfkata grade`. After each part: seconds and
CPU-seconds a submission in it, and the memory of the parent, the warm process and the examiners.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.benchmarks.memory import private_megabytes
from tests.classroom.soak_kill import ROOT, command, hand_in

MEGABYTE = 2**20


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--parts", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scaling-") as folder:
        class_, out = hand_in(Path(folder) / "class", asked.submissions), Path(folder) / "out"
        started = time.monotonic()
        with subprocess.Popen(command(class_, out, asked.jobs), cwd=ROOT, stdout=subprocess.DEVNULL) as run:
            process = psutil.Process(run.pid)
            print(" graded  s each  CPU-s each  parent MB  warm process MB  examiners MB", flush=True)
            before, at = 0.0, started
            for done in milestones(out / "results", run, asked.submissions, asked.parts):
                cpu, now, count = total_cpu(process), time.monotonic(), asked.submissions / asked.parts
                sizes = "  ".join(f"{size:9.1f}" for size in memory(process))
                print(
                    f"{done:7}  {(now - at) / count:6.3f}  {(cpu - before) / count:10.3f}  {sizes}",
                    flush=True,
                )
                before, at = cpu, now
        seconds = time.monotonic() - started
        cpu = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) / asked.submissions
        size = (out / "results.sqlite").stat().st_size / MEGABYTE
        print(
            f"{asked.submissions} in {seconds:.0f} s, {cpu:.3f} CPU-seconds each, reports included; the store has {size:.0f} MB; exit code {run.returncode}"
        )


def milestones(results: Path, run: subprocess.Popen[bytes], total: int, parts: int) -> Iterator[int]:
    for part in range(1, parts):  # while the last one ends, so do the processes that are looked at
        wanted = total * part // parts
        while run.poll() is None and (
            not results.is_dir() or sum(1 for _ in results.glob("*.json")) < wanted
        ):
            time.sleep(0.5)
        if run.poll() is not None:
            return
        yield wanted


def total_cpu(process: psutil.Process) -> float:
    """CPU-seconds of the run and all it started, also of what has ended."""
    total = 0.0
    for one in [process, *process.children(recursive=True)]:
        try:
            times = one.cpu_times()
            total += times.user + times.system + (times.children_user + times.children_system)
        except psutil.Error:
            continue
    return total


def memory(process: psutil.Process) -> tuple[float, float, float]:
    """Private megabytes of the parent, of the warm process below it, and of what lives longest below that."""
    warm = process.children()
    examiners = [c for w in warm for c in w.children() if "tfkata-" not in _folder(c)]
    return tuple(sum(map(private_megabytes, group)) for group in ([process], warm, examiners))  # type: ignore[return-value]


def _folder(process: psutil.Process) -> str:
    try:
        return process.cwd()
    except psutil.Error:
        return "tfkata-gone"


if __name__ == "__main__":
    main()
