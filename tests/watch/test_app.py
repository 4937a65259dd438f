"""The whole life of `tfkata watch`, driven by the keys and saves of a learner."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import psutil
import pytest
from rich.console import Console
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from tfkata import drills
from tfkata.catalog import records
from tfkata.memory.history import History
from tfkata.results import CheckResult, Outcome, exercise_result
from tfkata.settings import Settings
from tfkata.watch.app import TICK_SECONDS, WatchApp
from tfkata.watch.loop import Loop
from tfkata.watch.screens import Asked, Chosen, Drilled, Hints, Told
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

E01, E02, E21 = (records.find(name) for name in ("e01", "e02", "e21"))
RIGHT = E01.solution.read_text("utf-8")
WRONG = RIGHT.replace("255", "256")
SLEEPS = "import time\n\n\ndef normalize(images):\n    time.sleep(60)\n"
PATIENCE = 240.0  # of a machine that does other things as well

Life = Callable[[WatchApp, Pilot[None]], Awaitable[None]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workspace.init(tmp_path / "work")
    return tmp_path / "work" / "exercises"


@pytest.fixture
def loop(place: Path) -> Iterator[Loop]:
    made = Loop(place, Settings())
    yield made
    made.close()


def live(loop: Loop, life: Life, size: tuple[int, int] = (120, 40)) -> None:
    async def run() -> None:
        app = WatchApp(loop)
        async with app.run_test(size=size, notifications=True) as pilot:
            await life(app, pilot)

    asyncio.run(run())


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, said(pilot.app)
        await pilot.pause(0.05)


def said(app: object) -> str:
    """What stands in the verdict, as plain text."""
    assert isinstance(app, WatchApp)
    return rendered(app.screen_stack[0].query_one("#found", Static).content)


def rendered(content: object) -> str:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(content)
    return capture.get()


def box(app: WatchApp) -> Widget:
    """The frame of what stands in front."""
    return app.screen.query_one("#box")


def is_over(loop: Loop, text: str) -> Callable[[], bool]:
    return lambda: bool(loop.verdict and loop.verdict.over and loop.verdict.save.text == text)


async def asked(pilot: Pilot[None]) -> None:
    """Until a drill has been drawn, or an answer judged."""
    screen = pilot.app.screen
    assert isinstance(screen, Drilled)
    await until(pilot, lambda: not screen.waits)


def of_judging() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


def test_wrong_then_right_and_nothing_advances_by_itself(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Not begun yet" in said(app))
        (place / "e01_normalize.py").write_text(WRONG, "utf-8")
        await until(pilot, is_over(loop, WRONG))
        await until(pilot, lambda: "saved at" in said(app))
        assert "not there yet" in said(app)
        assert "hint" not in said(app), "hints come when they are asked for"
        await pilot.press("h")
        assert box(app).border_title == "About range"
        await pilot.press("h", "escape")
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))
        await until(pilot, lambda: f"1 of {len(records.exercises())} passed" in said(app))
        assert "n: on to e02_channels" in said(app)
        assert loop.current is E01
        await pilot.press("n")
        assert loop.current is E02
        await pilot.press("p")
        await until(
            pilot, lambda: f"1 of {len(records.exercises())} passed" in said(app)
        )  # known, and not judged again

    live(loop, life)
    assert progress.passed(place) == {E01.id}


def test_a_save_ends_what_is_judged_and_the_newest_text_counts(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        (place / "e01_normalize.py").write_text(SLEEPS, "utf-8")
        await until(pilot, lambda: "judging what you saved" in said(app) and "▸" in said(app))
        await until(pilot, lambda: bool(loop.verdict and loop.verdict.save.text == SLEEPS))
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))
        assert loop.verdict is not None
        assert loop.verdict.passed

    live(loop, life)


def test_keys_go_on_while_something_is_judged(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        (place / "e01_normalize.py").write_text(SLEEPS, "utf-8")
        await until(pilot, lambda: bool(loop.verdict and loop.verdict.save.text == SLEEPS))
        await pilot.press("h")
        assert isinstance(app.screen, Hints)
        await pilot.press("escape", "question_mark")
        assert isinstance(app.screen, Told)
        await pilot.press("escape", "n")
        assert loop.current is E02
        await pilot.press("p")
        assert loop.current is E01

    live(loop, life)


def test_after_the_last_one_there_are_drills(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        loop.passed.update(exercise.id for exercise in loop.exercises)
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))
        await until(pilot, lambda: "That was the last one. d: drills" in said(app))

    live(loop, life)


def test_saved_again_unchanged_nothing_runs(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        (place / "e01_normalize.py").write_text(WRONG, "utf-8")
        await until(pilot, is_over(loop, WRONG))
        verdict = loop.verdict
        await pilot.pause(0.1)
        (place / "e01_normalize.py").write_text(WRONG, "utf-8")
        await until(pilot, lambda: "the same content" in said(app))
        assert loop.verdict is verdict
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))
        await until(pilot, lambda: "passed (" in said(app))
        assert "the same content" not in said(app), "that was said of another save"

    live(loop, life)


def test_hints_solution_output_and_help_stand_in_front(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        await pilot.press("h")
        assert isinstance(app.screen, Hints)
        assert box(app).border_title == "Hint 1 of 3"
        first = str(app.screen.query_one("#content", Static).content)
        await pilot.press("h")
        assert box(app).border_title == "Hint 2 of 3"
        assert str(app.screen.query_one("#content", Static).content) != first
        await pilot.press("escape", "h", "h")
        assert box(app).border_title == "Hint 3 of 3", "the last one stays"
        assert "the last one" in str(box(app).border_subtitle)
        await pilot.press("escape")
        await pilot.press("s")
        assert not isinstance(app.screen, Told)  # asked for once: a word, and no answer
        await pilot.press("s")
        assert isinstance(app.screen, Told)
        await pilot.press("escape")
        await pilot.press("question_mark")
        assert isinstance(app.screen, Told)
        await pilot.press("escape")
        await pilot.press("o")
        assert isinstance(app.screen, Told)
        await pilot.press("escape")

    live(loop, life)


def test_a_verdict_that_comes_while_a_hint_is_read(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        (place / "e01_normalize.py").write_text(SLEEPS, "utf-8")
        await until(pilot, lambda: bool(loop.verdict and loop.verdict.save.text == SLEEPS))
        await pilot.press("h")
        await pilot.pause(3 * TICK_SECONDS)
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))
        assert isinstance(app.screen, Hints)
        await pilot.press("escape")
        assert f"1 of {len(records.exercises())} passed" in said(app)

    live(loop, life)


def test_a_drill_is_asked_answered_followed_by_another_and_remembered(place: Path, loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        loop.go(records.find("e11"))
        await pilot.press("d")
        assert isinstance(app.screen, Drilled)
        await asked(pilot)
        first = str(box(app).border_title)
        drill = drills.make(first.split(" ·")[0])
        answer = app.screen.query_one("#answer", Input)
        answer.value = drill.slips[0].answer
        await pilot.press("enter")
        await asked(pilot)
        assert loop.practice.asked == 1
        answer.value = drill.answer
        await pilot.press("enter")
        await asked(pilot)
        assert "0 of 1 right" in str(box(app).border_subtitle)
        await pilot.press("enter")
        await asked(pilot)
        assert box(app).border_title != first
        await pilot.press("question_mark", "enter")
        await asked(pilot)
        assert "The answer is" in rendered(app.screen.query_one("#found", Static).content)
        assert "0 of 2 right" in str(box(app).border_subtitle)
        await pilot.press("escape")
        assert not isinstance(app.screen, Drilled)
        (attempt,) = History.of(place).attempts()
        assert (attempt.what, attempt.misconceptions) == (drill.id, (drill.slips[0].code,))

    live(loop, life)


@pytest.mark.parametrize("size", [(60, 24), (40, 12), (200, 50)])
def test_the_place_for_an_answer_is_in_sight(loop: Loop, size: tuple[int, int]) -> None:
    """However long the question is: what stands above it scrolls, and a verdict is scrolled to."""

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        loop.practice.next = lambda _: drills.make("order:3:7")  # type: ignore[method-assign]
        await pilot.press("d")
        await asked(pilot)
        answer, question = app.screen.query_one("#answer", Input), app.screen.query_one("#asked")
        await pilot.pause()
        assert answer.region.bottom < app.screen.region.bottom
        assert question.region.height >= 3
        await pilot.press("pagedown")
        assert question.scroll_offset.y > 0 or not question.max_scroll_y

    live(loop, life, size)


def test_the_list_is_searched_and_leads_there(loop: Loop) -> None:
    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        await pilot.press("l")
        assert isinstance(app.screen, Chosen)
        assert app.screen.query_one(OptionList).option_count == len(records.exercises())
        app.screen.query_one(Input).value = "one hot"
        await pilot.pause()
        await pilot.press("enter")
        assert loop.current.id == "e03_one_hot"
        await pilot.press("l", "escape")
        assert loop.current.id == "e03_one_hot"

    live(loop, life, size=(60, 24))


def test_a_key_with_nothing_to_do_says_so(loop: Loop) -> None:
    def told(app: WatchApp) -> str:
        return " ".join(str(toast.render()) for toast in app.screen.query("Toast"))

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        await pilot.press("r")
        assert not isinstance(app.screen, Asked)
        await until(pilot, lambda: "nothing to reset" in told(app))
        await pilot.press("t")
        await until(pilot, lambda: "Nothing trains in e01_normalize" in told(app))

    live(loop, life)


def test_what_passed_elsewhere_meanwhile_counts(place: Path, loop: Loop) -> None:
    """`tfkata check` in another terminal."""
    checks = [CheckResult(c.id, "", Outcome.PASSED, c.points, c.points) for c in E02.checks]
    passed = exercise_result(E02.id, E02.title, checks, seconds=1.0)

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        progress.note(place, [passed])
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, lambda: f"2 of {len(records.exercises())} passed" in said(app))
        assert "n: on to e03_one_hot" in said(app)
        await pilot.press("l")
        assert str(box(app).border_title).startswith(f"2 of {len(records.exercises())} passed")

    live(loop, life)


def test_reset_asks_and_keeps_what_was_there(place: Path, loop: Loop) -> None:
    file = place / "e01_normalize.py"

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        file.write_text(WRONG, "utf-8")
        await until(pilot, is_over(loop, WRONG))
        await pilot.press("r")
        assert isinstance(app.screen, Asked)
        await pilot.press("x")
        assert file.read_text("utf-8") == WRONG
        await pilot.press("r", "y")
        await until(pilot, lambda: "Not begun yet" in said(app))

    live(loop, life)
    assert file.with_name("e01_normalize.py.bak-1").read_text("utf-8") == WRONG


@pytest.mark.parametrize("keys", [["q"], ["ctrl+c", "ctrl+c"]])
def test_it_ends_and_leaves_no_process(place: Path, keys: list[str]) -> None:
    before = of_judging()
    loop = Loop(place, Settings())

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        (place / "e01_normalize.py").write_text(SLEEPS, "utf-8")
        await until(pilot, lambda: bool(loop.verdict and loop.verdict.save.text == SLEEPS))
        await pilot.press(*keys)
        await until(pilot, lambda: not app.is_running)

    live(loop, life)
    loop.close()
    assert of_judging() <= before


def test_a_file_that_is_gone_is_said_and_comes_back(place: Path, loop: Loop) -> None:
    file = place / "e01_normalize.py"

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "Not begun yet" in said(app))
        stub = file.read_text("utf-8")
        file.unlink()
        await until(pilot, lambda: "no such file" in said(app))
        file.write_text(stub, "utf-8")
        await until(pilot, lambda: "Not begun yet" in said(app))
        assert "saved again at" in said(app), "the verdict is known, and about an earlier save"
        file.write_text("def normalize(images):\n    x = [1, 2\n    y = 3)\n", "utf-8")
        await until(pilot, lambda: "SyntaxError" in said(app))
        assert "`[` from line 2 is still open" in said(app), "the help that `tfkata check` gives"
        file.write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))

    live(loop, life)


def test_a_folder_that_is_moved_is_said_and_can_be_moved_back(place: Path, loop: Loop) -> None:
    """Nothing is written under its old name meanwhile: moved back, it would land inside of that."""
    work, elsewhere = place.parent, place.parent.with_name("elsewhere")

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        work.rename(elsewhere)
        await until(pilot, lambda: "this folder is gone" in said(app))
        await pilot.press("n", "h", "escape", "d", "question_mark", "enter", "escape", "r", "y", "p")
        assert not work.exists()
        elsewhere.rename(work)
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, is_over(loop, RIGHT))

    live(loop, life)
    assert progress.passed(place) == {E01.id}


def test_where_the_learner_left_off(place: Path, loop: Loop) -> None:
    loop.go(records.find("e05"))
    again = Loop(place, Settings())
    other = Loop(place, Settings(), start=E02)
    again.close()
    other.close()
    assert again.current.id == "e05_batches"
    assert other.current is E02


def test_advance_goes_on_when_it_is_asked_to(place: Path) -> None:
    loop = Loop(place, Settings(), advance=True)

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        (place / "e01_normalize.py").write_text(RIGHT, "utf-8")
        await until(pilot, lambda: loop.current is E02)

    live(loop, life)
    loop.close()


def test_a_training_is_shown_and_ended_by_a_save(place: Path) -> None:
    """The quick checks first, the training behind them; a new save frees its processes."""
    answer = E21.solution.read_text("utf-8")
    trains = answer.replace("epochs=30", "epochs=3000").replace("verbose=0", "verbose=1")
    assert "epochs=3000" in trains
    (place / E21.stub.name).write_text(trains, "utf-8")
    loop = Loop(place, Settings(), start=E21)

    async def life(app: WatchApp, pilot: Pilot[None]) -> None:
        await until(pilot, lambda: "epoch " in said(app))
        training = of_judging()
        (place / E21.stub.name).write_text(f"{WRONG}\n", "utf-8")
        await until(pilot, is_over(loop, f"{WRONG}\n"))
        await until(pilot, lambda: bool(training - of_judging()))  # what trained has ended
        await until(pilot, lambda: bool(loop.verdict and loop.verdict.waiting))
        assert "t runs it now" in said(app)
        await pilot.press("t")
        await until(pilot, lambda: bool(loop.verdict and loop.verdict.over and not loop.verdict.waiting))

    live(loop, life)
    loop.close()
