"""The drills that are functions on small arrays: right answers pass, wrong ones are told by their misconception, through the real judge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tfkata import drills
from tfkata.curriculum.d_data.checks import same
from tfkata.curriculum.d_data.variant import task
from tfkata.drills import data
from tfkata.drills.drill import seed_of
from tfkata.results import ExerciseResult, Outcome
from tfkata.running.runner import Runner


def judged(text: str, drill: drills.Drill, runner: Runner) -> ExerciseResult:
    assert drill.exercise is not None
    by = runner.clone(seed=drill.settings_seed)
    try:
        return by.grade_text(drill.exercise, text, drill.file_name)
    finally:
        by.close()


def one_of_each_key() -> Iterator[drills.Drill]:
    seen = set()
    for level in drills.LEVELS:
        for seed in range(40):
            key = task(seed_of(level, seed)).key
            if key not in seen:
                seen.add(key)
                yield drills.make(f"data:{level}:{seed}")


EACH = list(one_of_each_key())


def test_every_task_has_been_drawn() -> None:
    assert len(EACH) == 21


@pytest.mark.parametrize("drill", EACH[::4], ids=lambda drill: str(drill.id))
def test_right_answers_pass_and_stubs_are_not_attempted(drill: drills.Drill, runner: Runner) -> None:
    result = judged(drill.solution, drill, runner)
    assert result.outcome is Outcome.PASSED, result.checks
    assert judged(drill.stub, drill, runner).outcome is Outcome.NOT_ATTEMPTED


@pytest.mark.slow
@pytest.mark.parametrize("drill", EACH, ids=lambda drill: str(drill.id))
def test_wrong_answers_are_told_by_their_misconception(drill: drills.Drill, runner: Runner) -> None:
    assert judged(drill.solution, drill, runner).outcome is Outcome.PASSED
    for code, text in data.wrong_answers(task(drill.settings_seed), drill.settings_seed).items():
        result = judged(text, drill, runner)
        assert result.outcome is Outcome.FAILED
        assert code in result.misconceptions, result.checks


def solved(drill: drills.Drill) -> object:
    names: dict[str, object] = {}
    exec(drill.solution, names)  # noqa: S102  (our own text)
    return names["prepare"]


@pytest.mark.parametrize("level", drills.LEVELS)
def test_right_answers_of_many_variants_agree_with_the_reference(level: int) -> None:
    """Without the judge: forty variants a level."""
    for seed in range(40):
        drill = drills.make(f"data:{level}:{seed}")
        asked = task(drill.settings_seed)
        prepare = solved(drill)
        for call in (*asked.calls, *asked.edges):
            assert same(prepare(*call), asked.reference(*call)) is None, drill.id  # type: ignore[operator]


@pytest.mark.parametrize("level", drills.LEVELS)
def test_every_slip_shows_somewhere(level: int) -> None:
    """Of its task, in most variants: a slip that never gives another result would be no slip."""
    shown: dict[tuple[str, str], int] = {}
    for seed in range(60):
        asked = task(seed_of(level, seed))
        for code, slip in asked.slips.items():
            differs = any(same(slip(*call), asked.reference(*call)) is not None for call in asked.calls)
            shown[asked.key, code] = shown.get((asked.key, code), 0) + differs
    pointless = {pair for pair, count in shown.items() if not count}
    assert pointless <= {("windows-1", "d-data.ignores-the-step"), ("scale-2", "d-data.forgets-the-shift")} | {
        (key, "d-data.not-clipped") for key in ("scale-3", "scale-4")
    } | {(f"one-hot-{n}", code) for n in (1, 2) for code in ("d-data.not-smoothed", "d-data.off-by-all-classes", "d-data.counts-from-zero")}  # fmt: skip
