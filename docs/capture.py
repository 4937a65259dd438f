"""Draws docs/check.svg, the picture in the README, from a real run: `uv run python docs/capture.py`.

Two wrong answers and a right one, from tests/bank/answers, are graded as a learner would grade them.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI

from tfkata.catalog import records
from tfkata.report import terminal
from tfkata.running.runner import Runner
from tfkata.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHOWN = (
    ("e01_normalize", "right_astype_divide"),
    ("e03_one_hot", "wrong_eye_of_max"),
    ("e07_sequential_cnn", "wrong_valid_padding"),
)


def main() -> None:
    console = Console(record=True, width=100, force_terminal=True, highlight=False)
    console.print("$ tfkata check e01 e03 e07", style="bold")
    results = []
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),  # so that paths are shown as to a learner
        Runner(Settings(tier="quick")) as runner,
    ):
        Path("exercises").mkdir()
        for exercise_id, variant in SHOWN:
            exercise = records.find(exercise_id)
            path = Path("exercises") / f"{exercise_id}.py"
            shutil.copyfile(ROOT / "tests" / "variants" / exercise_id / f"{variant}.py", path)
            results.append(runner.grade(exercise, path))
            console.print(terminal.exercise(results[-1]))
        console.print(terminal.summary(runner.summary(results, sum(r.seconds for r in results))))
    picture = console.export_svg(title="tfkata", theme=MONOKAI, unique_id="tfkata")
    without_remote_fonts = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    (ROOT / "docs" / "check.svg").write_text(without_remote_fonts, "utf-8")


if __name__ == "__main__":
    main()
