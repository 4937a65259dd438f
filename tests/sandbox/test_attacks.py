"""Every answer in tests/attacks, let loose: nothing earned, learnt, harmed or left behind, and the next one graded.

`python tests/attacks/table.py` lets the same answers loose under every level of confinement.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil
import pytest

from tests.attacks.arena import CANARY, SECRET, Arena, Attack, arena, attacks, faults, snapshot, strangers
from tfkata.results import Outcome

pytestmark = pytest.mark.skipif(not psutil.LINUX, reason="the walls are Linux's")

FOUND = attacks()
GROUPS = sorted({attack.group for attack in FOUND})


@pytest.fixture(scope="module")
def field() -> Iterator[Arena]:
    with arena() as opened:
        yield opened


def params(group: str) -> list[object]:
    return [
        pytest.param(a, id=a.name, marks=[pytest.mark.slow] if a.slow else [])
        for a in FOUND
        if a.group == group
    ]


@pytest.fixture(scope="class")
def around(field: Arena) -> Iterator[None]:
    """Before and after all attacks of a group: the same files, no process more, and a right answer passes."""
    before, others = snapshot(), strangers()
    assert field.grade_right().outcome is Outcome.PASSED
    yield
    assert field.grade_right().outcome is Outcome.PASSED
    after = snapshot()
    assert {path for path in before if before[path] != after.get(path)} == set()
    assert strangers() == others
    assert (CANARY / "secret").read_text() == SECRET
    deadline = time.monotonic() + 10
    while field.left_over() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert field.left_over() == []


def check(field: Arena, attack: Attack) -> None:
    templates = field.templates()
    assert faults(attack, field.grade(attack)) == []
    assert field.templates()[: len(templates)] == templates, "a warm process had to be started again"
    assert field.left_over() == []


@pytest.mark.usefixtures("around")
class TestForge:
    @pytest.mark.parametrize("attack", params("forge"))
    def test_earns_nothing(self, field: Arena, attack: Attack) -> None:
        check(field, attack)


@pytest.mark.usefixtures("around")
class TestLearn:
    @pytest.mark.parametrize("attack", params("learn"))
    def test_learns_nothing(self, field: Arena, attack: Attack) -> None:
        check(field, attack)


@pytest.mark.usefixtures("around")
class TestHurtHost:
    @pytest.mark.parametrize("attack", params("hurt_host"))
    def test_harms_nothing(self, field: Arena, attack: Attack) -> None:
        check(field, attack)


@pytest.mark.usefixtures("around")
class TestHurtGrader:
    @pytest.mark.parametrize("attack", params("hurt_grader"))
    def test_gets_its_result(self, field: Arena, attack: Attack) -> None:
        check(field, attack)


def test_every_group_is_let_loose() -> None:
    assert GROUPS == ["forge", "hurt_grader", "hurt_host", "learn"]
    assert len(FOUND) >= 60
