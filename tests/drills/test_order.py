"""Lines to be put in order: what surely works is right at once, what surely does not is told at once, the checks decide the rest."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfkata import drills
from tfkata.catalog import records
from tfkata.drills import lines, order
from tfkata.drills.drill import generator
from tfkata.results import Outcome
from tfkata.running.launchers import Launchers
from tfkata.running.served import Server
from tfkata.settings import Settings
from tfkata.workspace import folder as workspace
from tfkata.workspace import progress

TEXT = '''import numpy as np


def one_hot(labels, num_classes):
    """Rows."""
    low = labels < 0
    high = labels >= num_classes
    if np.any(low | high):
        raise ValueError("outside")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
'''
WANTED = ("a = np.sum(x)", "b = len(x)", "c = a / b", "return c - x")


@pytest.fixture(scope="module")
def body() -> lines.Body:
    return next(lines.bodies(records.find("e03"), "text", TEXT))


def test_a_function_is_taken_apart_and_put_together(body: lines.Body) -> None:
    assert body.lines == (
        "low = labels < 0",
        "high = labels >= num_classes",
        "if np.any(low | high):",
        "    raise ValueError('outside')",
        "return np.eye(num_classes, dtype=np.float32)[labels]",
    )
    assert body.docstring == "Rows."
    names: dict[str, object] = {}
    exec(body.module(body.lines), names)  # noqa: S102  (our own text)
    assert callable(names["one_hot"])
    assert callable(names["decode"])


@pytest.mark.parametrize(
    ("places", "same"),
    [((0, 1, 2, 3), True), ((1, 0, 2, 3), True), ((0, 2, 1, 3), False), ((0, 1, 3, 2), False)],
)
def test_an_order_in_which_every_name_means_the_same_is_right(places: tuple[int, ...], same: bool) -> None:
    assert lines.same_flow([WANTED[place] for place in places], WANTED) is same


@pytest.mark.parametrize(
    "changed",
    [
        ("x[0] = 1", "b = len(x)", "return b"),
        ("random.shuffle(x)", "b = len(x)", "return b"),
        ("a = x.pop()", "b = len(x)", "return a + b"),
        ("a = model.fit(x)", "b = len(x)", "return a"),
        ("if x:", "    return 1", "return 2"),
        ("a = (b := 1)", "c = 2", "return a + b + c"),
    ],
)
def test_what_may_change_something_is_left_to_the_checks(changed: tuple[str, ...]) -> None:
    assert not lines.same_flow(changed, changed)


def test_a_name_made_twice_keeps_its_meaning() -> None:
    wanted = ("a = len(x)", "b = a + 1", "a = b * 2", "return a")
    assert not lines.same_flow(["a = len(x)", "a = b * 2", "b = a + 1", "return a"], wanted)
    assert not lines.same_flow(["b = a + 1", "a = len(x)", "a = b * 2", "return a"], wanted)


@pytest.mark.parametrize(
    ("given", "early"),
    [
        (("b = a", "a = 1", "return b"), ("b = a", "a")),
        (("a = 1", "b = a", "return b"), None),
        (("a = [i for i in x]", "return a"), None),
        (("a += 1", "return a"), ("a += 1", "a")),
        (("for i in x:", "    a = i", "return a"), None),
        (("return 1", "b = a", "a = 1"), None),
    ],
)
def test_a_name_that_no_line_above_makes(given: tuple[str, ...], early: tuple[str, str] | None) -> None:
    assert lines.used_too_early(given, lines.made_here(given, "def f(x):")) == early


def each_level(count: int) -> Iterator[drills.Drill]:
    for level in drills.LEVELS:
        for seed in range(count):
            yield drills.make(f"order:{level}:{seed}")


def test_the_answer_is_right_without_running_anything() -> None:
    for drill in each_level(3):
        assert drills.judge(drill, drill.answer.replace(" ", ", ")).passed


def test_numbers_that_are_no_order_of_the_lines_are_no_miss() -> None:
    """Too few, too many, one twice, one that no line has: what was meant is asked again, and nothing is run to find out."""
    for drill in each_level(3):
        numbers = drill.answer.split()
        shown = len(order.drawn_of(drill.level, generator(drill.id)).shown)
        strange = next(str(n) for n in range(1, shown + 1) if str(n) not in numbers)
        for typed, said in (
            (numbers[:-1], f"has {len(numbers)} lines"),
            (numbers[:1], "you typed 1 of them"),
            ([*numbers, strange], f"you typed {len(numbers) + 1} of them"),
            ([*numbers[:-1], numbers[0]], f"you typed {numbers[0]} more than once"),
            ([*numbers, "40"], "no line 40"),
            (["0", *numbers[1:]], "no line 0"),
        ):
            result = drills.judge(drill, " ".join(typed))
            assert result.outcome is Outcome.NOT_ATTEMPTED, (drill.id, typed)
            assert said in " ".join(result.message.split())
            assert result.misconception is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("level", drills.LEVELS)
def test_the_checks_agree_with_what_is_said_at_once(level: int, seed: int) -> None:
    """The answer passes them; a line of a wrong answer in its place does not; nor do two neighbours that need each other."""
    drill = drills.make(f"order:{level}:{seed}")
    drawn = order.drawn_of(level, generator(drill.id))
    assert order.judged(drawn.body, list(drawn.body.lines), drill.answer) is None
    for slip in drill.slips:
        typed = [drawn.shown[int(number) - 1] for number in slip.answer.split()]
        assert order.judged(drawn.body, typed, slip.answer) is not None, slip
    assert drills.judge(drill, " ".join(reversed(drill.answer.split()))).outcome is Outcome.FAILED


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_what_has_to_be_run_is_run_by_a_watch_that_serves(tmp_path: Path) -> None:
    """It is warm: an answer is judged at once, and without one it is judged as well."""
    workspace.init(tmp_path)
    drill, typed = next(
        (one, shown)
        for one in each_level(40)
        for shown in (" ".join(reversed(one.answer.split())),)
        if order.drawn_of(one.level, generator(one.id)).body.exercise.library == "numpy"
        and has_to_be_run(one, shown)
    )
    state = progress.state_folder(tmp_path)
    warm = Launchers(Settings())
    server = Server(state, Settings(), warm)
    assert server.open
    try:
        assert drills.judge(drill, typed, served=state).outcome is Outcome.FAILED
        assert warm.forking, "the watch's own processes judged it"
    finally:
        server.close()
        warm.close()


def has_to_be_run(drill: drills.Drill, typed: str) -> bool:
    drawn = order.drawn_of(drill.level, generator(drill.id))
    given = [drawn.shown[int(number) - 1] for number in typed.split()]
    made = lines.made_here([*drawn.body.lines, *given], drawn.body.head)
    fits = not lines.syntax_fault(drawn.body.code(given)) and lines.used_too_early(given, made) is None
    return fits and not lines.same_flow(lines.reachable(given), drawn.body.lines)
