"""The clock of an exam as `tfkata watch` shows it: in the folder of the exam and below, with warnings at 60, 15 and 5 minutes."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from textual.widgets import Static

from tests.exam.conftest import NOON, Clock, pretended
from tests.exam.test_sitting import VERSIONS, hand_in
from tfkata.exam import clock, finishing, paper, sitting
from tfkata.exam.countdown import Countdown
from tfkata.exam.sitting import Sitting
from tfkata.settings import Settings
from tfkata.watch.app import WatchApp
from tfkata.watch.loop import Loop
from tfkata.watch.plain import Lines
from tfkata.workspace import folder as workspace

pytestmark = pytest.mark.usefixtures("without_data")


@pytest.fixture
def sat(tmp_path: Path, turned: Clock) -> Sitting:
    """An exam of five hours, just begun."""
    return sitting.begin(tmp_path / "exam", paper.draw(2), clock.now(), VERSIONS)


def said(countdown: Countdown, hands: Clock, *turns: int) -> list[str | None]:
    return [countdown.warning(hands.turn(minutes=by)) for by in turns]


def test_it_is_seen_in_the_folder_of_the_exam_and_below(sat: Sitting, turned: Clock, tmp_path: Path) -> None:
    below = sat.folder / "work" / "exercises"
    below.mkdir(parents=True)
    for folder in (sat.folder, below):
        exam = Countdown(folder).look()
        assert exam is not None
        assert exam.told(turned()) == "exam: 5 h 0 min left"
        assert not exam.is_late(turned())
    assert Countdown(tmp_path).look() is None


def test_each_warning_comes_once(sat: Sitting, turned: Clock) -> None:
    countdown = Countdown(sat.folder)
    assert said(countdown, turned, 0, 239) == [None, None]
    found = said(countdown, turned, 1, 1, 30, 14, 1, 9, 1, 1, 3, 1)
    told = [one for one in found if one is not None]
    assert [one.split(" left")[0] for one in told[:3]] == [
        "The exam: 1 h 0 min",
        "The exam: 15 min",
        "The exam: 5 min",
    ]
    assert "is over" in told[3]
    assert len(told) == 4
    assert said(countdown, turned, 60) == [None]


def test_who_comes_late_hears_only_the_last(sat: Sitting, turned: Clock) -> None:
    turned.turn(minutes=290)
    countdown = Countdown(sat.folder)
    assert said(countdown, turned, 0, 1) == [
        "The exam: 10 min left. What was not submitted by then does not count.",
        None,
    ]
    exam = countdown.look()
    assert exam is not None
    assert exam.is_late(turned())


def test_a_short_exam_has_no_warning_of_an_hour(tmp_path: Path, turned: Clock) -> None:
    sat = sitting.begin(tmp_path / "short", paper.draw(2, short=True), clock.now(), VERSIONS)
    found = said(Countdown(sat.folder), turned, 0, 14, 1, 9, 1)
    assert [one is None for one in found] == [True, True, False, True, False]


def test_time_that_is_gone_stays_gone_and_a_finished_exam_is_none(sat: Sitting, turned: Clock) -> None:
    countdown = Countdown(sat.folder)
    turned.turn(minutes=60)
    hand_in(sat, 1, "3")
    exam = countdown.look()
    assert exam is not None
    assert exam.seconds_left(NOON) == 240 * 60
    finishing.finish(sat, pretended, clock.now())
    assert countdown.look() is None


@pytest.mark.parametrize("text", ["", "no journal\n", "[]\n", '{"n": 0}\n'])
def test_what_is_no_journal_shows_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / ".exam").mkdir()
    (tmp_path / ".exam" / "journal.jsonl").write_text(text, "utf-8")
    assert Countdown(tmp_path).look() is None


def test_the_header_of_watch_has_the_clock(
    sat: Sitting, turned: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.init(sat.folder / "work")
    loop = Loop(sat.folder / "work" / "exercises", Settings())
    headers: list[str] = []
    warnings: list[str] = []

    async def run() -> None:
        app = WatchApp(loop)
        monkeypatch.setattr(app, "notify", lambda message, **_: warnings.append(message))
        async with app.run_test() as pilot:
            header = app.screen.query_one("#where", Static)
            headers.append(str(header.render()))
            turned.turn(minutes=286)
            for _ in range(600):
                await pilot.pause(0.1)
                if warnings:
                    break
            headers.append(str(header.render()))

    try:
        asyncio.run(run())
    finally:
        loop.close()
    assert "exam: 5 h 0 min left" in headers[0]
    assert "exam: 14 min left" in headers[1]
    assert [one.partition(".")[0] for one in warnings] == ["The exam: 14 min left"]


def test_lines_say_the_time_and_warn(sat: Sitting, turned: Clock) -> None:
    workspace.init(sat.folder / "work")
    loop = Loop(sat.folder / "work" / "exercises", Settings())
    target = io.StringIO()

    def keys() -> Iterator[str]:
        turned.turn(minutes=297)
        yield "?"
        yield "q"

    try:
        Lines(loop, Console(file=target, width=200)).run(keys())
    finally:
        loop.close()
    assert "exam: " in target.getvalue()
    assert "The exam: 3 min left. What was not submitted by then does not count." in target.getvalue()
