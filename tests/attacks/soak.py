"""Grades many answers in one runner, right, wrong and hostile, and looks at what becomes of the machine.

    python tests/attacks/soak.py --submissions 2000 --hostile 0.25

Prints wrong verdicts, processes and files that were left, and the memory of the warm process, the examiner and this one,
at the start and at the end.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import psutil

from tfkata.catalog import bank, records
from tests.attacks.arena import ROOT, Arena, Attack, arena, attacks, faults, strangers

EXERCISE = "e01_normalize"
MEGABYTE = 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--hostile", type=float, default=0.25, help="share of hostile answers")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    hostile = [a for a in attacks() if a.exercise == EXERCISE and not a.slow]
    honest = honest_answers()
    wrong, left = [], 0
    with arena() as field:
        for attack in honest[:3]:
            field.grade(attack)
        files, before = work_folders(), memory(field)
        started = time.monotonic()
        for number in range(asked.submissions):
            attack = chance.choice(hostile if chance.random() < asked.hostile else honest)
            problems = faults(attack, field.grade(attack))
            if problems:
                wrong.append(f"{number}: {attack.name}: {problems[0][:200]}")
            left += len(field.left_over())
        seconds = time.monotonic() - started
        after, more = memory(field), work_folders() - files
    rate = asked.submissions / seconds
    print(f"{asked.submissions} submissions, {asked.hostile:.0%} hostile, in {seconds:.0f} s ({rate:.1f} a second)")
    print(f"wrong verdicts: {len(wrong)}; processes left: {left}; folders left: {len(more)}; others: {len(strangers())}")
    for line in wrong:
        print(f"  {line}")
    for name in before:
        print(f"memory of the {name}: {before[name]:.0f} MB at the start, {after.get(name, 0):.0f} MB at the end")
    sys.exit(bool(wrong or left or more))


def honest_answers() -> list[Attack]:
    found = []
    for path in sorted((bank.folder(bank.ANSWERS) / EXERCISE).glob("*.py")):
        first = path.read_text("utf-8").splitlines()[0].removeprefix("# expect: ").split()[0]
        outcome = {"pass": "passed", "fail": "failed"}.get(first, first)
        if outcome in ("passed", "failed"):
            found.append(Attack(path.stem, EXERCISE, "", (outcome,), None, 2.0, True, False, path))
    assert len(records.find(EXERCISE).checks) and found
    return found


def work_folders() -> set[str]:
    return {str(path) for path in Path(tempfile.gettempdir()).glob("tfkata-*")}


def memory(field: Arena) -> dict[str, float]:
    found = {"parent": psutil.Process().memory_info().rss / MEGABYTE}
    for number, pid in enumerate(field.templates(), 1):
        template = psutil.Process(pid)
        found[f"warm process {number}"] = template.memory_info().rss / MEGABYTE
        found[f"examiners of {number}"] = sum(p.memory_info().rss for p in template.children()) / MEGABYTE
    return found


if __name__ == "__main__":
    main()
