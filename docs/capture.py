"""Makes the pictures of what tfkata prints and writes, from real runs: `uv run --group browser python docs/capture.py [NAME…]`.

    check      docs/check.svg, in the README: two wrong answers and a right one, as a learner sees them
    class      docs/report-class.png: a class of 400, whose answers are a few of tests/bank/answers, shared out
    learner    docs/report-learner.png: a wrong model and a training
    commands   docs/list-60.svg and hint-60.svg: `tfkata list` and `tfkata hint` in a terminal of 60 columns
    watch      docs/watch.svg and watch-60.svg: the application, 120 columns dark and 60 light, a wrong answer just saved

The two pages need Chromium. Run this again after changing a page, or a text that is shown on one.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from tfkata.catalog import records
from tfkata.cli.app import app
from tfkata.report import html_class, html_submission, terminal
from tfkata.report.class_summary import ClassSummary
from tfkata.report.onward import Onward
from tfkata.results import ExerciseResult, Graded, Learner
from tfkata.running.runner import Runner, unanswered
from tfkata.settings import Settings
from tfkata.watch.app import WatchApp
from tfkata.watch.loop import Loop
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

ROOT = Path(__file__).resolve().parents[1]
BANK = ROOT / "tests" / "bank" / "answers"
SHOWN = (
    ("e01_normalize", "right_astype_divide"),
    ("e03_one_hot", "wrong_eye_of_max"),
    ("e07_sequential_cnn", "wrong_valid_padding"),
)
CLASS = ("e01_normalize", "e02_channels", "e03_one_hot", "e04_split", "e05_batches")
WRONG_EACH = 4
LEARNERS = 400
NARROW = 60
SOLVED = ("e01_normalize", "e02_channels")
PAGE = (("e07_sequential_cnn", "wrong_kernel_3"), ("e16_train", "right_adagrad"))


def check() -> None:
    """The terminal, as an SVG without fonts from elsewhere."""
    console = Console(record=True, width=100, force_terminal=True, highlight=False)
    console.print("$ tfkata check e01 e03 e07", style="bold")
    results = []
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.chdir(folder),  # so that paths are shown as to a learner
        Runner(Settings(tier="quick")) as runner,
    ):
        Path("exercises").mkdir()
        for exercise_id, answer in SHOWN:
            path = Path("exercises") / f"{exercise_id}.py"
            shutil.copyfile(BANK / exercise_id / f"{answer}.py", path)
            results.append(runner.grade(records.find(exercise_id), path))
            console.print(terminal.exercise(results[-1], everything=False, text=path.read_text("utf-8")))
        onward = Onward(1, len(records.exercises()), "e02_channels")
        console.print(terminal.summary(runner.summary(results, sum(r.seconds for r in results)), onward))
    picture = console.export_svg(title="tfkata", theme=MONOKAI, unique_id="tfkata")
    (ROOT / "docs" / "check.svg").write_text(_without_remote_fonts(picture), "utf-8")


def _without_remote_fonts(picture: str) -> str:
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)


def commands() -> None:
    """`tfkata list` of somebody who is some way in, and the first hints of an exercise."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        workspace.init(Path())
        _some_way_in(Path("exercises"))
        for name, asked in (("list", [["list"]]), ("hint", [["hint", "e31"], ["hint", "e31"]])):
            console = Console(record=True, width=NARROW, force_terminal=True, highlight=False)
            for arguments in asked:
                console.print(f"$ tfkata {' '.join(arguments)}", style="bold")
                console.print(Text.from_ansi(_said(arguments)))
            picture = console.export_svg(title="tfkata", theme=MONOKAI, unique_id=f"tfkata-{name}")
            (ROOT / "docs" / f"{name}-60.svg").write_text(_without_remote_fonts(picture), "utf-8")


def _some_way_in(place: Path) -> None:
    """Two exercises are solved, and a third has some of its points."""
    with Runner(Settings(tier="quick")) as runner:
        texts = {name: records.find(name).solution.read_text("utf-8") for name in SOLVED}
        texts["e03_one_hot"] = (BANK / "e03_one_hot" / "wrong_eye_of_max.py").read_text("utf-8")
        results = [runner.grade_text(records.find(name), text, f"{name}.py") for name, text in texts.items()]
    progress.note(place, results)


def _said(arguments: list[str]) -> str:
    said = CliRunner().invoke(
        app, arguments, color=True, env={"COLUMNS": str(NARROW)}, catch_exceptions=False
    )
    return said.output.rstrip()


def watch() -> None:
    """A wrong answer is saved and judged while the application runs."""
    for name, size, light in (("watch", (120, 34), False), ("watch-60", (60, 34), True)):
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            workspace.init(Path())
            loop = Loop(Path("exercises"), Settings(), start=records.find("e03"))
            try:
                picture = asyncio.run(_saved(loop, size, light=light))
            finally:
                loop.close()
        (ROOT / "docs" / f"{name}.svg").write_text(_without_remote_fonts(picture), "utf-8")


async def _saved(loop: Loop, size: tuple[int, int], *, light: bool) -> str:
    text = (BANK / "e03_one_hot" / "wrong_eye_of_max.py").read_text("utf-8")
    app = WatchApp(loop, light=light)
    async with app.run_test(size=size) as pilot:
        loop.file(loop.current).write_text(text, "utf-8")
        while loop.verdict is None or not loop.verdict.over or loop.verdict.save.text != text:
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        return app.export_screenshot(title="tfkata watch")


def class_() -> None:
    """A class in which two of three answers are right, some are missing and one kind crashes."""
    chance = random.Random(0)
    summary = ClassSummary()
    with Runner(Settings(tier="quick")) as runner:
        found = {name: _results(name, runner) for name in CLASS}
        for number in range(LEARNERS):
            picked = [_picked(found[name], chance, number) for name in CLASS]
            learner = Learner(f"u{number:03}", f"Learner {number:03}", section="ABCD"[number % 4])
            summary.add(Graded(learner, runner.summary(picked, sum(r.seconds for r in picked))))
    _photographed(
        html_class.render(summary, lambda learner: f"learners/{learner.id}.html"), "report-class", 1280, 2200
    )


def _results(name: str, runner: Runner) -> dict[str, list[ExerciseResult]]:
    """Right, wrong and crashing answers to an exercise, graded, and nothing handed in."""
    exercise = records.find(name)
    right = [exercise.solution.read_text("utf-8")]
    wrong = [path.read_text("utf-8") for path in sorted((BANK / name).glob("wrong_*.py"))[:WRONG_EACH]]
    crash = [f"import seaborn\n\n{right[0]}"]
    kinds = {"right": right, "wrong": wrong, "crash": crash}
    graded = {
        kind: [runner.grade_text(exercise, text, f"{name}.py") for text in texts]
        for kind, texts in kinds.items()
    }
    return {**graded, "missing": [unanswered(exercise, runner.settings.tier, None)]}


def _picked(results: dict[str, list[ExerciseResult]], chance: random.Random, number: int) -> ExerciseResult:
    weights = (1, 0, 0, 0) if number % 4 == 0 else (0, 0, 0, 1) if number % 67 == 1 else (11, 6, 1, 1)
    (kind,) = chance.choices(["right", "wrong", "crash", "missing"], weights)
    return chance.choice(results[kind])


def learner() -> None:
    """A page with both summaries, a model, curves and a confusion matrix."""
    with Runner(Settings()) as runner:
        texts = [
            (records.find(name), (BANK / name / f"{answer}.py").read_text("utf-8")) for name, answer in PAGE
        ]
        results = [runner.grade_text(exercise, text, f"{exercise.id}.py") for exercise, text in texts]
        result = runner.summary(results, sum(r.seconds for r in results))
    ada = Learner("ada", "Ada Lovelace", "ada@example.org", "Monday")
    _photographed(html_submission.render(Graded(ada, result)), "report-learner", 1100, None)


def _photographed(page: str, name: str, width: int, height: int | None) -> None:
    """The page as a PNG: whole, or as much as fits in `height`."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or sys.exit("there is no `chromium` on the PATH: install it")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder) / "page.html"
        place.write_text(page, "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport={"width": width, "height": height or 900})
        shown.goto(place.as_uri())
        shown.screenshot(path=str(ROOT / "docs" / f"{name}.png"), full_page=height is None)
        browser.close()


PICTURES: dict[str, Callable[[], None]] = {
    "check": check,
    "class": class_,
    "commands": commands,
    "learner": learner,
    "watch": watch,
}

if __name__ == "__main__":
    for picture in sys.argv[1:] or PICTURES:
        PICTURES[picture]()
