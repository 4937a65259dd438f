"""The table of all variants in docs/exam.md, from what was measured: `uv run python -m tests.exam.table` writes it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from tfkata.curriculum.d_exam import scoring, variant
from tfkata.files.writing import replace_file

PAGE = Path(__file__).parents[2] / "docs" / "exam.md"
BEGIN = "<!-- variants: written by tests/exam/table.py -->"
END = "<!-- end of variants -->"


def rows() -> Iterator[str]:
    yield "| variant | held out | nothing learned | 2 | 3 | 4 | 5 | references, worst and best | runs | seconds |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for family in variant.FAMILIES.values():
        for name in variant.measured(family):
            task = family.make(name, random.Random(0))
            measured = scoring.calibration()[name]
            scale = scoring.scale(name, higher=task.higher)
            figures = sorted(measured["references"], reverse=not task.higher)
            limits = " | ".join(f"{limit:g}" for _, limit in sorted(scale.limits.items()))
            yield (
                f"| {name} | {len(task.held_out()[1]):,} {task.noun} | {measured['simple']:.4g} | {limits} "
                f"| {figures[0]:.4g}, {figures[-1]:.4g} | {len(figures)} | {max(measured['seconds']):.0f} |"
            )


def written(page: str) -> str:
    """The page with the table of today."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    return "\n".join([before + BEGIN, *rows(), END + after])


if __name__ == "__main__":
    replace_file(PAGE, written(PAGE.read_text("utf-8")))
