"""Measures the drills, and writes the table of docs/drills.md: `uv run python docs/drills.py [DRAWS [FAMILY…]]` (default 1000 a level).

Where families are named, the other rows stay as they are: measure those with as many draws.

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


def row(name: str, draws: int) -> str:
    levels = [measured(name, level, draws) for level in drills.FAMILIES[name].levels]
    making, judging = max(one[1] for one in levels), max(one[2] for one in levels)
    judged = f"{judging:.2f} ms" if judging else "as `check`"
    return f"| *{name}* | {' | '.join(f'{one[0]:,}' for one in levels)} | {making:.1f} ms | {judged} |"


def main() -> None:
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    page = PAGE.read_text("utf-8")
    kept = {
        line.split("*")[1]: line
        for line in page.partition(BEGIN)[2].partition(END)[0].splitlines()
        if line.startswith("| *")
    }
    for name in sys.argv[2:] or drills.FAMILIES:
        kept[name] = row(name, draws)
        print(kept[name], flush=True)
        write(draws, kept)


def write(draws: int, kept: dict[str, str]) -> None:
    table = [
        f"Different variants among {draws:,} that were drawn, level by level; processor time of the slowest level.",
        "",
        f"| family | {' | '.join(f'level {level}' for level in drills.LEVELS)} | making one | judging one |",
        f"|---|{'--:|' * (len(drills.LEVELS) + 2)}",
        *(kept[name] for name in drills.FAMILIES if name in kept),
    ]
    text = "\n".join([BEGIN, *table, END])
    page = PAGE.read_text("utf-8")
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: text, page, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
