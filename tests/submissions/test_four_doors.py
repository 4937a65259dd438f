"""`grade`, `check`, `ci grade` and `nbgrader autograde` give the same result for the same notebook: the commands themselves.

One class of notebooks, and one warm runner that judges each text once. What each door reads and how is its own.
"""

from __future__ import annotations

import contextlib
import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from tests.nbgrader.course import Course
from tests.submissions.shapes import E01, NAME, RIGHT, SHAPES, STUB, cell, nb, old, one
from tfkata.catalog.records import Exercise
from tfkata.cli.app import app
from tfkata.results import ExerciseResult
from tfkata.running.runner import Runner
from tfkata.settings import Settings

NOTEBOOK = f"{NAME}.ipynb"
BY_MAXIMUM = RIGHT.replace("np.float32(255)", "images.max()")
WRONG = RIGHT.replace("images.astype(np.float32) / np.float32(255)", "images / 255")
# Answers of every quality, in cells as people leave them.
ANSWERS = [
    one("as handed out", nb(STUB)),
    one("as handed out, beside a try of one's own", nb(STUB, "import numpy as np\nnp.zeros(3) / 255")),
    one("another dtype", nb(WRONG)),
    one("another dtype, nbformat 3", old(3, WRONG)),
    one("by the maximum", nb(BY_MAXIMUM)),
    one("by the maximum, in UTF-16", nb(BY_MAXIMUM).decode().encode("utf-16")),
    one("raises", nb(RIGHT.replace("return", "raise KeyError  #"))),
    one("a syntax error in the answer", nb(RIGHT.replace("(images):", "(images)"))),
    one("a syntax error elsewhere", nb(RIGHT, "if True print(1)")),
    one("a mistake elsewhere", nb("data = undefined_name", RIGHT)),
    one("written twice, the last is right", nb(WRONG, RIGHT)),
    one("written twice, the last is wrong", nb(RIGHT, WRONG)),
    one("a helper in a cell of its own", nb("import numpy as np", "def scale(x):\n    return x / np.float32(255)", "def normalize(images):\n    return scale(images.astype(np.float32))")),
    one("%%time above it", nb(f"%%time\n{RIGHT}")),
    one("not a code cell", cell(cell_type="markdown", outputs=None)),
    one("no cells", nb(cells=[])),
]  # fmt: skip
CLASS = [shape for shape in SHAPES if list(shape.files) == [NOTEBOOK]] + ANSWERS
LEARNERS = {f"s{number:02}": shape for number, shape in enumerate(CLASS)}


@dataclass(frozen=True)
class Judged:
    """What a learner is told: points by check, and why nothing could be read."""

    points: tuple[float, ...]
    unread: str = ""


def judged(exercise: dict[str, Any]) -> Judged:
    """What a result in `tfkata/result/v1` says."""
    points = {check["id"]: float(check["points"]) for check in exercise["checks"]}
    message = exercise.get("message") or ""
    why = _reason(message.removesuffix(".")) if message.startswith("Cannot be read: ") else ""
    return Judged(tuple(points[check.id] for check in E01.checks), why)


def _reason(said: str) -> str:
    """Why a notebook cannot be read, without the place in which each door found it."""
    return said.partition(f"{NOTEBOOK}: ")[2]


class Once(Runner):
    """A runner that judges each text once; so do its clones."""

    def __init__(self, settings: Settings, known: dict[str, ExerciseResult], **shared: Any) -> None:
        super().__init__(settings, **shared)
        self.known = known

    def clone(self, *, seed: int | None = None) -> Runner:
        return Once(self.settings, self.known, launchers=self.launchers)

    def grade_text(
        self, exercise: Exercise, text: str, filename: str, *, tier: str | None = None
    ) -> ExerciseResult:
        if text not in self.known:
            self.known[text] = super().grade_text(exercise, text, filename, tier=tier)
        return self.known[text]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = Course.make(tmp_path_factory.mktemp("course"), "e01", more="c.Isolated.patience = 3.0\n")
    for learner, shape in LEARNERS.items():
        folder = made.root / "submitted" / learner / "ps1"
        folder.mkdir(parents=True)
        (folder / NOTEBOOK).write_bytes(shape.files[NOTEBOOK])
    return made


@pytest.fixture(scope="module")
def folders(course: Course) -> dict[str, Path]:
    return {learner: course.root / "submitted" / learner / "ps1" for learner in LEARNERS}


@pytest.fixture(scope="module")
def warm() -> Iterator[Runner]:
    with Once(Settings(tier="quick", patience=3.0), {}) as runner:
        yield runner


@contextlib.contextmanager
def given(runner: Runner, where: ModuleType) -> Iterator[None]:
    """The command that starts a runner, as that module calls it, gets this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, "Runner", lambda _settings, **_options: contextlib.nullcontext(runner))
        yield


def run(*arguments: str) -> str:
    """A command of the kit; what it printed, without what it showed of its progress."""
    ran = CliRunner().invoke(app, list(arguments), standalone_mode=False)
    if ran.exception is not None:
        raise ran.exception
    return ran.stdout


@pytest.fixture(scope="module")
def by_grade(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Judged]:
    """All in one run: the class of `submitted/LEARNER/ps1`."""
    out = tmp_path_factory.mktemp("grades")
    class_ = next(iter(folders.values())).parent.parent
    run("grade", str(class_), "--exercises", "e01", "--tier", "quick", "--patience", "3", "--out", str(out))
    results = {name: json.loads((out / "results" / f"{name}.json").read_text("utf-8")) for name in folders}
    return {name: judged(result["exercises"][0]) for name, result in results.items()}


@pytest.fixture(scope="module")
def by_check(
    folders: dict[str, Path], warm: Runner, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Judged]:
    """All in one run: each file by its name."""
    out = tmp_path_factory.mktemp("checked") / "result.json"
    files = [str(folder / NOTEBOOK) for folder in folders.values()]
    importlib.import_module("tfkata.cli.one_folder")  # it keeps the name as well
    with given(warm, importlib.import_module("tfkata.running.runner")):
        run("check", *files, "--tier", "quick", "--format", "json", "--output", str(out))
    exercises = json.loads(out.read_text("utf-8"))["exercises"]
    return {name: judged(exercise) for name, exercise in zip(folders, exercises, strict=True)}


@pytest.fixture(scope="module")
def by_ci(
    folders: dict[str, Path], warm: Runner, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Judged]:
    """Each folder as the checkout that it is for a service."""
    found = {}
    for name, folder in folders.items():
        out = tmp_path_factory.mktemp("ci") / "result.json"
        with given(warm, importlib.import_module("tfkata.ci.grading")):
            run(
                "ci", "grade", str(folder), "--exercises", "e01", "--tier", "quick", "--report", f"json={out}"
            )
        found[name] = judged(json.loads(out.read_text("utf-8"))["exercises"][0])
    return found


@pytest.fixture(scope="module")
def by_autograde(course: Course) -> dict[str, Judged]:
    """All in one run; points are the gradebook's, reasons those on the screen."""
    said = run("nbgrader", "autograde", "ps1", "--course", str(course.root), "--jobs", "2")
    reasons = dict(line.strip().split(": ", 1) for line in said.splitlines() if line.startswith("  "))
    names = [f"{NAME}--{check.id}" for check in E01.checks]
    scores = {
        learner: Judged(tuple(found[name] or 0.0 for name in names))
        for learner, found in course.gradebook().items()
    }
    nothing = (0.0,) * len(names)
    return {
        learner: Judged(nothing, _reason(reasons[learner])) if learner in reasons else scores[learner]
        for learner in LEARNERS
    }


@pytest.mark.parametrize("learner", LEARNERS, ids=lambda learner: LEARNERS[learner].name)
def test_every_door_judges_it_alike(
    learner: str,
    by_grade: dict[str, Judged],
    by_check: dict[str, Judged],
    by_ci: dict[str, Judged],
    by_autograde: dict[str, Judged],
) -> None:
    shape = LEARNERS[learner]
    found = [door[learner] for door in (by_grade, by_check, by_ci, by_autograde)]
    assert len(set(found)) == 1, found
    assert shape.refused in found[0].unread
    assert bool(shape.refused) == bool(found[0].unread)
    if shape not in ANSWERS and not shape.refused:
        assert sum(found[0].points) == E01.points


def test_the_answers_are_of_every_quality(by_grade: dict[str, Judged]) -> None:
    """Doors that agree on nothing but zeros would show nothing."""
    assert len(LEARNERS) >= 40
    totals = {sum(judged_.points) for judged_ in by_grade.values()}
    assert {0, E01.points} < totals
    assert len(totals) > 3
