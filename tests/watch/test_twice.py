"""Two watches in one folder, one that begins again, and a check beside one."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.memory.history import History
from tfkata.results import Outcome
from tfkata.running.runner import Runner
from tfkata.settings import Settings
from tfkata.watch.loop import Loop, News
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

E01 = records.find("e01")
RIGHT = E01.solution.read_text("utf-8")
WRONG = RIGHT.replace("255", "256")
SLEEPS = "import time\n\n\ndef normalize(images):\n    time.sleep(60)\n"
PATIENCE = 240.0  # of a machine that does other things as well


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workspace.init(tmp_path)
    return tmp_path / "exercises"


class Looking:
    """A watch whose news are taken when it is asked how far it is."""

    def __init__(self, place: Path) -> None:
        self.loop = Loop(place, Settings())
        self._news: list[News] = []
        self.loop.listen(self._news.append)

    def judged(self, text: str) -> bool:
        while self._news:
            self.loop.take(self._news.pop(0))
        found = self.loop.verdict
        return bool(found and found.over and found.save.text == text)


def wait(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def outcomes(place: Path) -> list[str]:
    return [str(attempt.outcome) for attempt in History.of(place).attempts()]


def test_two_at_once(place: Path) -> None:
    one, other = Looking(place), Looking(place)
    try:
        for text in (WRONG, RIGHT, WRONG):
            (place / E01.stub.name).write_text(text, "utf-8")
            for looks in (one, other):
                wait(partial(looks.judged, text))
    finally:
        one.loop.close()
        other.loop.close()
    assert outcomes(place) == ["failed", "passed", "failed"]


def test_one_that_begins_again(place: Path) -> None:
    (place / E01.stub.name).write_text(WRONG, "utf-8")
    for _ in range(2):
        looks = Looking(place)
        wait(partial(looks.judged, WRONG))
        looks.loop.close()
    assert outcomes(place) == ["failed"]


def test_a_check_does_not_wait_for_what_the_watch_judges(place: Path) -> None:
    """It has an examiner and candidates of its own, from the same warm process."""
    looks = Looking(place)
    try:
        (place / E01.stub.name).write_text(SLEEPS, "utf-8")
        wait(lambda: not looks.judged(SLEEPS) and looks.loop.verdict is not None)
        with Runner(Settings(tier="quick"), served=progress.state_folder(place)) as runner:
            assert runner.grade_text(E01, RIGHT, "e01.py").outcome is Outcome.PASSED
            assert not runner.launchers.forking, "the watch's warm process was used"
        assert not looks.judged(SLEEPS), "which goes on"
    finally:
        looks.loop.close()
