"""Warm runners of a process: one for each thread, one set of warm processes for each kind of settings, gone on request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tfkata.catalog import records
from tfkata.errors import GraderError
from tfkata.results import Outcome
from tfkata.running import shared
from tfkata.settings import Settings

E01 = records.find("e01")
RIGHT = E01.solution.read_text("utf-8")
CPU = Settings(device="cpu")


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    shared.close()


def children() -> set[psutil.Process]:
    return set(psutil.Process().children())


def test_a_thread_gets_the_same_runner_again_and_another_thread_another() -> None:
    mine = shared.runner(CPU)
    assert shared.runner(CPU) is mine
    assert shared.runner(Settings(device="cpu")) is mine
    found = []
    thread = threading.Thread(target=lambda: found.append(shared.runner(CPU)))
    thread.start()
    thread.join()
    assert found[0] is not mine


def test_threads_share_the_warm_processes_and_closing_ends_them() -> None:
    before = children()

    def grade(number: int) -> Outcome:
        return shared.runner(CPU).grade_text(E01, f"{RIGHT}# {number}", "e01.py").outcome

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(grade, range(6))) == [Outcome.PASSED] * 6
    assert len(children() - before) == 1
    shared.close()
    assert children() == before
    assert grade(7) is Outcome.PASSED  # begun anew


def test_the_oldest_settings_go_when_there_are_too_many() -> None:
    before = children()
    seeds = [Settings(device="cpu", seed=seed) for seed in range(shared.KEPT + 1)]
    runners = [shared.runner(settings) for settings in seeds]
    for settings in seeds[1:]:
        assert shared.runner(settings).grade_text(E01, RIGHT, "e01.py").outcome is Outcome.PASSED
    assert len(children() - before) == shared.KEPT
    with pytest.raises(GraderError, match="ended"):
        runners[0].prepare([(E01, RIGHT)])
    assert shared.runner(seeds[-1]) is runners[-1]
