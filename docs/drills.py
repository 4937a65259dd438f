"""Measures the drills, and writes the table of docs/drills.md: `uv run python docs/drills.py [DRAWS]` (default 1000 a level).

How many of them are different, by their notes; how long making one takes, in processor time; how long judging its answer takes.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from tfkata import drills

PAGE = Path(__file__).with_name("drills.md")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def measured(family: str, level: int, draws: int) -> tuple[int, float, float]:
    """Different variants, and milliseconds to make one and to judge its answer."""
    drills.make(f"{family}:{level}:0")  # what is read once
    started = time.process_time()
    made = [drills.make(f"{family}:{level}:{seed}") for seed in range(draws)]
    making = (time.process_time() - started) / draws
    answered = [drill for drill in made[:50] if drill.form]
    started = time.process_time()
    for drill in answered:
        drills.judge(drill, drill.answer)
    judging = (time.process_time() - started) / len(answered) if answered else 0.0
    return len({drill.note for drill in made}), 1000 * making, 1000 * judging


def rows(draws: int) -> list[str]:
    found = [
        f"| family | {' | '.join(f'level {level}' for level in drills.LEVELS)} | making one | judging one |",
        f"|---|{'--:|' * (len(drills.LEVELS) + 2)}",
    ]
    for name, family in drills.FAMILIES.items():
        levels = [measured(name, level, draws) for level in family.levels]
        making = max(one[1] for one in levels)
        judging = max(one[2] for one in levels)
        judged = f"{judging:.2f} ms" if judging else "as `check`"
        found.append(
            f"| *{name}* | {' | '.join(f'{one[0]:,}' for one in levels)} | {making:.1f} ms | {judged} |"
        )
        print(found[-1], flush=True)
    return found


def main() -> None:
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    head = f"Different variants among {draws:,} that were drawn, level by level; processor time of the slowest level."
    text = "\n".join([BEGIN, head, "", *rows(draws), END])
    page = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: text, page, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
