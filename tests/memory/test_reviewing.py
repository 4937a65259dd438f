"""As what a misconception comes back, and what the plan of `tfkata diagnose` makes of the answers."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tfkata import drills
from tfkata.catalog import records
from tfkata.drills import words
from tfkata.errors import UsageError
from tfkata.memory import diagnosing, reviewing
from tfkata.memory.attempts import Attempt
from tfkata.memory.diagnosing import Asked
from tfkata.memory.history import History
from tfkata.memory.schedule import Due
from tfkata.results import CheckResult, Outcome, exercise_result
from tfkata.workspace import folder as workspace

NOW = datetime(2026, 11, 30, 21, 4, tzinfo=UTC)
E03 = records.find("e03")
TYPED = [name for name, family in drills.FAMILIES.items() if not family.files]
TYPING = {"read.brackets", "order.fails-checks", "order.takes-too-long"}
"""Said of how an answer was typed or of what a judge found, so that no question can be drawn for them."""
WITH_DRILL = sorted({code for name in TYPED for code in words.codes(name)} - TYPING)[
    ::6
]  # each is searched for


def due(code: str, what: str = "e03_one_hot") -> Due:
    return Due(code, NOW, what, "")


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History.of(tmp_path)


@pytest.mark.parametrize("code", WITH_DRILL)
def test_what_a_drill_can_show_comes_back_as_one(code: str, history: History, tmp_path: Path) -> None:
    question = reviewing.question(due(code), history, tmp_path)
    assert question is not None
    assert question.drill is not None
    assert question.drill.family in drills.families_for(code)
    assert question.path is None
    again = reviewing.question(due(code), history, tmp_path)
    assert again is not None
    assert again.id == question.id  # what was left comes again as it was
    history.reviewed(code, False, NOW)
    other = reviewing.question(due(code), history, tmp_path)
    assert other is not None
    assert other.id != question.id  # what was answered does not


def test_a_level_follows_the_answers(history: History) -> None:
    assert reviewing.level([], "shapes") == 1
    right = [Attempt(f"shapes:1:{n}", NOW, Outcome.PASSED) for n in range(3)]
    others = [Attempt(f"read:4:{n}", NOW, Outcome.FAILED) for n in range(3)]
    others += [Attempt(f"shapes:{level}:1", NOW, Outcome.PASSED) for level in ("0", "6", "77", "x", "٣")]
    assert reviewing.level(right + others, "shapes") == 2
    missed = [Attempt(f"shapes:2:{n}", NOW, Outcome.FAILED) for n in range(2)]
    assert reviewing.level(right + missed, "shapes") == 1


@pytest.fixture
def no_drill(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if no drill could show any misconception."""

    def nothing(code: str, chance: random.Random, *, files: bool = True) -> None:
        return None

    monkeypatch.setattr(reviewing, "draw_about", nothing)


def test_what_a_wrong_answer_of_the_bank_shows_comes_back_as_a_choice(
    history: History, tmp_path: Path
) -> None:
    question = reviewing.question(due("one-hot.off-by-one"), history, tmp_path)
    assert question is not None
    assert question.drill is not None
    assert (question.path, len(question.drill.options) > 1) == (None, True)


@pytest.mark.usefixtures("no_drill")
def test_anything_else_comes_back_as_the_exercise_fresh(history: History, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    question = reviewing.question(due("one-hot.off-by-one"), history, tmp_path / "exercises")
    assert question is not None
    assert (question.id, question.exercise, question.drill) == ("e03_one_hot", E03, None)
    assert question.path == tmp_path / "review" / "e03_one_hot.py"
    assert not reviewing.lay_out(question)
    assert question.path.read_text("utf-8") == workspace.fresh(E03)
    assert not reviewing.lay_out(question)
    question.path.write_text("my work", "utf-8")
    assert reviewing.lay_out(question)  # and left alone
    reviewing.put_away(question)
    assert (tmp_path / "review/e03_one_hot.py.bak-1").read_text("utf-8") == "my work"
    assert not reviewing.lay_out(question)


@pytest.mark.usefixtures("no_drill")
def test_what_a_drill_showed_that_is_gone_comes_back_as_the_exercise_that_explains_it(
    history: History, tmp_path: Path
) -> None:
    question = reviewing.question(due("one-hot.off-by-one", "vanished:1:3"), history, tmp_path)
    assert question is not None
    assert question.exercise == E03
    assert reviewing.question(due("something.else", "vanished:1:3"), history, tmp_path) is None
    same = reviewing.question(due("something.else", "shapes:1:3"), history, tmp_path)
    assert same is not None
    assert same.drill is not None
    assert same.drill.family == "shapes"


@pytest.mark.usefixtures("no_drill")
def test_a_link_in_the_place_of_the_folder_is_not_followed(history: History, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "review").symlink_to(elsewhere)
    question = reviewing.question(due("one-hot.off-by-one"), history, tmp_path)
    assert question is not None
    with pytest.raises(UsageError, match="is a link"):
        reviewing.lay_out(question)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("outcome", "code", "right"),
    [
        (Outcome.PASSED, None, True),
        (Outcome.FAILED, "one-hot.off-by-one", False),
        (Outcome.FAILED, "one-hot.transposed", None),
        (Outcome.NOT_ATTEMPTED, None, None),
        (Outcome.GRADER_ERROR, None, None),
    ],
)
def test_what_a_file_shows(outcome: Outcome, code: str | None, right: bool | None) -> None:
    question = reviewing.Question(due("one-hot.off-by-one"), exercise=E03)
    check = CheckResult("encode", "", outcome, 0, 2, misconception=code)
    assert reviewing.was_right(question, exercise_result(E03.id, "", [check], seconds=0)) is right


def answers(*right: bool) -> diagnosing.Diagnosis:
    diagnosis = diagnosing.Diagnosis(random.Random(5))
    given = iter(right)
    for drill in diagnosis.questions():
        diagnosis.answered(drill, next(given, right[-1]))
    return diagnosis


@pytest.mark.parametrize(("right", "then"), [(True, 5), (False, 1)])
def test_each_topic_is_asked_twice_the_second_time_harder_or_easier(right: bool, then: int) -> None:
    asked = answers(right).asked
    topics = records.TOPICS
    assert [one.topic for one in asked] == [topic for topic in topics for _ in range(2)]
    assert [one.level for one in asked] == [3, then] * len(topics)


def test_the_same_chance_asks_the_same() -> None:
    def ids() -> list[str]:
        diagnosis = diagnosing.Diagnosis(random.Random(8))
        found = []
        for drill in diagnosis.questions():
            found.append(drill.id)
            diagnosis.answered(drill, len(found) % 3 == 0)
        return found

    assert ids() == ids()


def topics(*shares: tuple[str, bool, bool]) -> list[Asked]:
    return [Asked(topic, 3, right) for topic, *both in shares for right in both]


def test_who_knew_nothing_begins_at_the_beginning_and_for_an_hour() -> None:
    plan = diagnosing.plan(topics(*[(topic, False, False) for topic in records.TOPICS]), set())
    assert [one.id.partition("_")[0] for one in plan.first] == ["e01", "e02", "e03"]
    assert plan.minutes == sum(one.minutes for one in plan.first) <= diagnosing.FIRST_MINUTES
    assert set(plan.sure.values()) == {0.0}


def test_what_was_right_is_left_out() -> None:
    asked = topics(("data", True, True), ("model", True, False), ("objective", False, False))
    first = [one.id.partition("_")[0] for one in diagnosing.plan(asked, set()).first]
    assert first[0] == "e09"  # half of the topic
    assert not set(first) & {"e01", "e02", "e03", "e04", "e05", "e06"}
    assert diagnosing.plan(asked, {"e09_functional_cnn"}).first[0].id.startswith("e10")


def test_what_explains_a_mistake_comes_first() -> None:
    asked = [
        Asked("data", 3, False),
        Asked("data", 1, True),
        Asked("model", 3, False, ("one-hot.off-by-one",)),
    ]
    assert diagnosing.plan(asked, set()).first[0] == E03


def test_an_exercise_longer_than_the_hour_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    long = {E03.id: replace(E03, minutes=90)}
    monkeypatch.setattr(records, "exercises", lambda: long)
    plan = diagnosing.plan([], set())
    assert ([one.id for one in plan.first], plan.minutes) == ([E03.id], 90)


def test_when_all_is_right_or_passed() -> None:
    every = topics(*[(topic, True, True) for topic in records.TOPICS])
    assert diagnosing.plan(every, set()).first != []
    assert diagnosing.plan(every, set(records.exercises())).first == []
