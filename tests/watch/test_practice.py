"""Drills beside an exercise are remembered as those of `tfkata drill` are, and follow what is remembered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tfkata import drills
from tfkata.catalog import records
from tfkata.memory.history import History
from tfkata.watch.practice import Practice

E11 = records.find("e11")


def practice(folder: Path) -> Practice:
    return Practice(History.of(folder), random.Random(3))


def test_the_first_answer_that_can_be_read_is_remembered(tmp_path: Path) -> None:
    made = practice(tmp_path)
    drill = made.next(E11)
    unreadable = made.answer("what?")
    assert unreadable is not None
    assert History.of(tmp_path).attempts() == []
    wrong = made.answer(drill.slips[0].answer)
    assert wrong is not None
    assert not made.over
    right = made.answer(drill.answer)
    assert right is not None
    assert right.passed
    assert made.over
    assert (made.right, made.asked) == (0, 1)
    (attempt,) = History.of(tmp_path).attempts()
    assert attempt.what == drill.id
    assert attempt.misconceptions == (wrong.misconception,)
    assert attempt.seconds > 0


def test_what_it_shows_comes_back_in_review(tmp_path: Path) -> None:
    made = practice(tmp_path)
    result = made.answer(made.next(E11).slips[0].answer)
    assert result is not None
    assert list(History.of(tmp_path).memory().cards) == [result.misconception]


def test_not_to_know_is_no_misconception_and_counts(tmp_path: Path) -> None:
    made = practice(tmp_path)
    made.next(E11)
    assert made.answer("?") is None
    assert (made.right, made.asked, made.over) == (0, 1, True)
    assert History.of(tmp_path).attempts() == []


def test_the_level_follows_the_answers_of_other_days(tmp_path: Path) -> None:
    before = practice(tmp_path)
    for _ in range(3):
        before.answer(before.next(E11).answer)
    assert practice(tmp_path).next(E11).level == 2
    assert practice(tmp_path / "another").next(E11).level == 1


def test_a_folder_that_cannot_be_written_to_is_said_and_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / ".tfkata").write_text("no folder", "utf-8")
    history = History.of(tmp_path)
    made = Practice(history, random.Random(3))
    assert made.answer(made.next(E11).answer) is not None
    assert made.right == 1
    assert len(history.words) == 1


@pytest.mark.parametrize("name", [f"e{number:02}" for number in range(1, 24)])
def test_every_question_is_on_the_topic_of_the_exercise(name: str) -> None:
    """And what is drawn from answers to exercises is of none that the learner has yet to meet."""
    exercise, chance = records.find(name), random.Random(7)
    families = set()
    for level in drills.LEVELS:
        for _ in range(12):
            drill = drills.draw_on(exercise.topic, level, chance, exercise=exercise.id)
            assert drill.topic == exercise.topic
            assert drill.kind in ("typed", "choice")
            families.add(drill.family)
            if drill.family == "order" and exercise.topic != "training":  # which has nothing else
                assert drill.note.split(" | ")[0] <= exercise.id
    assert families <= {family.name for family in drills.typed_on(exercise.topic)}


def test_lines_come_from_this_very_exercise_where_it_has_enough(tmp_path: Path) -> None:
    made, e01 = practice(tmp_path), records.find("e01")
    seen = [made.next(e01) for _ in range(30)]
    asked = {drill.note.split(" | ")[0] for drill in seen if drill.family == "order"}
    assert asked == {e01.id}
    assert {drill.family for drill in seen} == {"read", "order"}


def test_a_topic_that_nothing_is_about_is_said() -> None:
    with pytest.raises(drills.UnknownDrill, match="about 'cooking'"):
        drills.draw_on("cooking", 3, random.Random(1))
