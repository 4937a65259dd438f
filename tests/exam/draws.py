"""Do the limits hold for issued papers, whose rows are dealt out differently for each learner? `uv run python -m tests.exam.draws [--draws N]` measures it.

For some variants and several draws, the reference is trained on the learner's rows and scored on those that count in the end. What
was measured is kept in `draws.json` beside this module, and shown in docs/exam.md. It goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.exam.calibrate import trained
from tests.exam.papers import between
from tfkata.curriculum.d_exam import scoring, variant
from tfkata.curriculum.d_exam.drawn import Draw
from tfkata.files.writing import replace_file

KEPT = Path(__file__).with_name("draws.json")
VARIANTS = ("diabetes/all", "counts/1000", "parity/large", "tumours/worst")
"""A table and mails whose rows are dealt out, images by the thousand, and the smallest of all held-out parts."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--draws", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=200)
    asked = parser.parse_args()
    until = time.monotonic() + asked.seconds
    found: dict[str, list[float]] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for number in range(asked.draws):
        for name in VARIANTS:
            figures = found.setdefault(name, [])
            if len(figures) <= number and time.monotonic() < until:
                figures.append(trained(name, number, draw=_draw(f"{name}:{number}")))
                replace_file(KEPT, json.dumps(found, indent=1) + "\n")
                sys.stdout.write(f"{name} {figures}\n")
                sys.stdout.flush()
    between("draws", rows(found))


def _draw(text: str) -> Draw:
    code = hashlib.sha256(text.encode()).hexdigest()
    return Draw("e" + code[:15], code[32:64])


def rows(found: dict[str, list[float]]) -> Iterator[str]:
    yield "| variant | references, standing rows | references, by draw | 5 begins at | scores |"
    yield "|---|---|---|---|---|"
    for name, figures in found.items():
        higher = variant.FAMILIES[name.partition("/")[0]].category != "numbers" or name.startswith("tumours")
        scale = scoring.scale(name, higher=higher)
        standing: Any = scoring.calibration()[name]["references"]
        told = [", ".join(f"{one:.4g}" for one in some) for some in (standing, figures)]
        scores = " ".join(str(scale.score(one)) for one in figures)
        yield f"| {name} | {told[0]} | {told[1]} | {scale.limits[5]:g} | {scores} |"


if __name__ == "__main__":
    main()
