"""Lets every attack loose under strict, auto and off, and writes the table in docs/security.md.

    python tests/attacks/table.py [--levels strict,auto,off] [--only NAME]

An attack marked `off: no` is not run without walls. "got through" there is what the walls are for.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tfkata.results import ExerciseResult
from tests.attacks.arena import ROOT, SECRET, THROUGH, Attack, arena, attacks

PAGE = ROOT / "docs" / "security.md"
BEGIN, END = "<!-- attacks: written by tests/attacks/table.py -->", "<!-- end of attacks -->"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--levels", default="strict,auto,off")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    levels = asked.levels.split(",")
    chosen = [attack for attack in attacks() if asked.only in attack.name]
    found = {level: run(level, chosen) for level in levels}
    rows = [f"| attack | aim | {' | '.join(levels)} |", "|---|---|" + "---|" * len(levels)]
    for attack in chosen:
        cells = " | ".join(found[level][attack.name] for level in levels)
        rows.append(f"| {attack.name} | {attack.aim} | {cells} |")
    text = "\n".join(rows)
    print(text)
    if not asked.only and levels == ["strict", "auto", "off"]:
        write(f"{len(chosen)} attacks.\n\n{text}")


def run(level: str, chosen: list[Attack]) -> dict[str, str]:
    found = {}
    with arena(level) as field:
        for attack in chosen:
            if level == "off" and not attack.off:
                found[attack.name] = "not run"
                continue
            started = time.monotonic()
            found[attack.name] = cell(attack, field.grade(attack))
            seconds = time.monotonic() - started
            print(f"{level:6} {attack.name:48} {found[attack.name]} {seconds:.1f} s", file=sys.stderr, flush=True)
        assert field.grade_right().outcome == "passed"
    return found


def cell(attack: Attack, result: ExerciseResult) -> str:
    through = any(THROUGH in check.output or SECRET in check.output for check in result.checks)
    more = attack.points is not None and result.points > attack.points
    outcome = str(result.outcome).replace("_", " ")
    return outcome + (", **got through**" if through else "") + (f", **{result.points:g} points**" if more else "")


def write(text: str) -> None:
    page = PAGE.read_text("utf-8")
    if BEGIN not in page:
        page = page.rstrip() + f"\n\n## What was tried\n\n{BEGIN}\n{END}\n"
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
