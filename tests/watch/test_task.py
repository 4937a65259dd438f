"""`tfkata watch` on a file beside the exercises: a drill, an exercise that is reviewed, a copy somewhere else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console
from textual.pilot import Pilot
from textual.widgets import Static

from tfkata import drills
from tfkata.catalog import records
from tfkata.cli import watch as command
from tfkata.cli.app import app as commands
from tfkata.errors import TfkataError
from tfkata.memory.history import History
from tfkata.settings import Settings
from tfkata.watch.app import WatchApp
from tfkata.watch.loop import Loop
from tfkata.watch.shown import hint_title as shown_title
from tfkata.watch.task import Task
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

E01, E03 = records.find("e01"), records.find("e03")
DATA = drills.make("data:2:17")
PATIENCE = 240.0  # of a machine that does other things as well


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace.init(tmp_path)
    (tmp_path / "drills").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def of(drill: drills.Drill, work: Path) -> Task:
    path = work / "drills" / drill.file_name
    path.write_text(drill.stub, "utf-8")
    assert drill.exercise is not None
    return Task(drill.exercise, path, drill)


def shown(app: WatchApp, part: str) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(app.screen_stack[0].query_one(part, Static).content)
    return capture.get()


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        await pilot.pause(0.05)


def test_the_file_of_a_drill_from_its_stub_to_a_pass(work: Path) -> None:
    task = of(DATA, work)
    loop = Loop(work / "exercises", Settings(), start=task)

    async def life() -> None:
        app = WatchApp(loop)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            await until(pilot, lambda: "Not begun yet" in shown(app, "#found"))
            assert DATA.id in shown(app, "#where")
            task.path.write_text(
                DATA.stub.replace("raise NotImplementedError", "return values * 0.0"), "utf-8"
            )
            await until(pilot, lambda: "not there yet" in shown(app, "#found"))
            assert shown_title(loop.hint()).startswith("About "), "first the hint to what failed"
            assert shown_title(loop.hint()) == "No more hints"
            task.path.write_text(DATA.solution, "utf-8")
            await until(pilot, lambda: "passed (" in shown(app, "#found"))
            await until(pilot, lambda: "n: back to e01_normalize" in shown(app, "#found"))
            await pilot.press("r", "y")
            await until(pilot, lambda: task.path.read_text("utf-8") == DATA.stub)
            await pilot.press("n")
            assert loop.task == loop.of(E01)

    asyncio.run(life())
    loop.close()
    assert [(a.what, str(a.outcome)) for a in History.of(work / "exercises").attempts()] == [
        (DATA.id, "failed"),
        (DATA.id, "passed"),
    ]
    assert progress.passed(work / "exercises") == set(), "a drill is no exercise"
    assert (work / "drills" / f"{DATA.file_name}.bak-1").read_text("utf-8") == DATA.solution


def test_an_exercise_and_the_drill_that_it_judges_are_two_tasks(work: Path) -> None:
    """*mend* is judged by the exercise whose wrong answer it shows; neither is taken for the other."""
    drill = next(
        one for one in (drills.make(f"mend:1:{n}") for n in range(50)) if one.exercise == records.find("e03")
    )
    loop = Loop(work / "exercises", Settings(), start=of(drill, work))
    try:
        assert (loop.number, loop.current) == (None, E03)
        loop.step(1)
        assert loop.task == loop.of(E01), "where the learner left off"
        loop.go(E03)
        assert (loop.number, loop.current) == (3, E03)
        assert loop.task.solution == workspace.reference(E03)
    finally:
        loop.close()


def test_a_drill_s_solution_is_shown_without_its_lesson(work: Path) -> None:
    for drill in (DATA, drills.make("summary:2:17"), drills.make("mend:2:17")):
        solution = of(drill, work).solution
        assert '"""' not in solution.partition("def ")[0]
        assert "tfkata drill" not in solution
        assert "def " in solution


@pytest.mark.parametrize("name", ["drills/data-2-17.py", "data:2:17", "{work}/drills/data-2-17.py"])
@pytest.mark.parametrize("here", [".", "drills", "exercises"])
def test_a_drill_is_named_by_its_file_or_its_id(
    work: Path, name: str, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = of(DATA, work)
    monkeypatch.chdir(work / here)
    name = name.format(work=work) if here == "." or "/" not in name else task.path.as_posix()
    asked = _asked(name, monkeypatch)
    assert (asked[0].resolve(), asked[1]) == (
        (work / "exercises").resolve(),
        Task(task.exercise, asked[1].path, DATA),
    )
    assert asked[1].path.resolve() == task.path.resolve()


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("exercises/e03_one_hot.py", False),
        ("review/e03_one_hot.py", True),
        ("review/e03.py", True),
    ],
)
def test_a_file_of_an_exercise(work: Path, name: str, beside: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    file = work / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(workspace.fresh(E03), "utf-8")
    place, start = _asked(name, monkeypatch)
    assert place.resolve() == (work / "exercises").resolve()
    assert start == (Task(E03, Path(name)) if beside else E03)
    assert _asked("e03", monkeypatch)[1] == E03


def test_a_file_of_another_work_folder_belongs_there(
    work: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    place, start = _asked(str(work / "exercises" / "e03_one_hot.py"), monkeypatch)
    assert (place.resolve(), start) == ((work / "exercises").resolve(), E03)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("drills/data-2-18.py", "`tfkata drill data:2:18` writes it"),
        ("data:2:18", "`tfkata drill data:2:18` writes it"),
        ("shapes:1:1", "answered in one line"),
        ("drills/notes.py", "notes"),
        ("exercises/e03_one_hot.txt", "e03_one_hot.txt"),
        ("notebooks/e03_one_hot.ipynb", "`%%tfkata`"),
        (str(E03.solution), "holds the solutions"),
    ],
)
def test_what_cannot_be_watched_is_said(work: Path, name: str, said: str) -> None:
    ran = CliRunner().invoke(commands, ["watch", "--plain", name], standalone_mode=False)
    assert isinstance(ran.exception, TfkataError)
    assert said in str(ran.exception)


def _asked(name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Task]:
    """With which folder and start the loop is made."""
    found: list[tuple[Path, Task]] = []

    class Made(Exception):
        pass

    def loop(place: Path, _: Settings, *, start: Task, advance: bool) -> None:
        found.append((place, start))
        raise Made

    with monkeypatch.context() as patched:
        patched.setattr("tfkata.watch.loop.Loop", loop)
        CliRunner().invoke(commands, ["watch", name])
    assert command is not None
    return found[0]
