"""When misconceptions come back: the same history gives the same seconds, and no chance or time zone changes them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import fsrs
import pytest

from tfkata.memory.attempts import Attempt, Found
from tfkata.memory.history import History
from tfkata.memory.schedule import Memory, Review, is_slip
from tfkata.results import Outcome

START = datetime(2026, 11, 30, 20, 30, 15, tzinfo=UTC)
DAY = timedelta(days=1)
CODE = "one-hot.off-by-one"


def missed(when: datetime, code: str = CODE, what: str = "e03_one_hot") -> Attempt:
    return Attempt(
        what, when, Outcome.FAILED, found=(Found("encode", Outcome.FAILED, code, f"said {when:%d}"),)
    )


def review(when: datetime, right: bool = True, code: str = CODE) -> Review:
    return Review(code, when, right)


def test_the_same_history_gives_the_same_seconds() -> None:
    """Written down once: a change says that everybody's dates have moved."""
    reviews, due = [], [START + DAY]
    for right in (True, True, False, True, True, True):
        reviews.append(review(due[-1], right))
        card = Memory.of([missed(START)], reviews).cards[CODE]
        due.append(card.due)
    assert [(at - START).total_seconds() / 86400 for at in due] == DAYS
    assert {at.time() for at in due} == {START.time()}
    assert (card.missed, card.reviewed) == (2, 6)


DAYS = [1, 3, 9, 10, 12, 16, 24]


def test_it_is_the_schedule_of_fsrs() -> None:
    """Asked at the second that it names, py-fsrs alone gives the same dates and stabilities."""
    scheduler = fsrs.Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    card, _ = scheduler.review_card(fsrs.Card(card_id=7), fsrs.Rating.Again, START)
    reviews = []
    for right in (True, False, False, True, True, True, True, True, True, True):
        reviews.append(review(card.due, right))
        card, _ = scheduler.review_card(card, fsrs.Rating.Good if right else fsrs.Rating.Again, card.due)
        found = Memory.of([missed(START)], reviews).cards[CODE]
        assert (found.due, found.stability) == (card.due, card.stability)


def test_neither_chance_nor_the_order_of_writing_changes_it() -> None:
    attempts = [missed(START + n * DAY / 3) for n in range(12)]
    reviews = [review(START + n * DAY, right=n % 3 > 0) for n in range(1, 9)]
    wanted = Memory.of(attempts, reviews).cards
    for seed in range(3):
        random.seed(seed)
        random.shuffle(attempts)
        random.shuffle(reviews)
        assert Memory.of(attempts, reviews).cards == wanted


def test_ten_checks_in_an_hour_are_one_miss() -> None:
    once = Memory.of([missed(START)], []).cards[CODE]
    often = Memory.of([missed(START + timedelta(minutes=6 * n)) for n in range(10)], []).cards[CODE]
    assert (once.due, once.missed) == (often.due, often.missed) == (START + DAY, 1)


def test_what_is_fallen_for_again_later_is_another_miss() -> None:
    card = Memory.of([missed(START), missed(START + 3 * DAY)], [review(START + DAY)]).cards[CODE]
    assert card.missed == 2
    assert card.due == START + 4 * DAY


def test_a_wrong_review_is_one_miss_although_it_is_an_attempt_as_well() -> None:
    at = START + DAY
    alone = Memory.of([missed(START)], [review(at, right=False)]).cards[CODE]
    both = Memory.of([missed(START), missed(at, what="shapes:1:4")], [review(at, right=False)]).cards[CODE]
    assert (alone.due, alone.missed, alone.stability) == (both.due, both.missed, both.stability)
    assert both.missed == 2


@pytest.mark.parametrize("hours", [0, 1, 12, 17])
def test_some_hours_before_the_time_of_day_is_not_early(hours: int) -> None:
    early = Memory.of([missed(START)], [review(START + DAY - timedelta(hours=hours))]).cards[CODE]
    assert early.due == Memory.of([missed(START)], [review(START + DAY)]).cards[CODE].due


def test_a_second_answer_in_the_same_sitting_is_early() -> None:
    card = Memory.of([missed(START)], [review(START + timedelta(minutes=1))]).cards[CODE]
    assert card.due == START + DAY + timedelta(minutes=1)


def test_what_is_due_is_due_all_day_where_the_learner_is() -> None:
    memory = Memory.of([missed(START)], [])  # due on Tuesday 20:30 UTC
    morning = datetime(2026, 12, 1, 0, 1, tzinfo=UTC)
    assert [due.code for due in memory.due(morning)] == [CODE]
    assert (memory.due(morning - timedelta(minutes=2)), memory.tomorrow(morning - timedelta(minutes=2))) == (
        [],
        1,
    )
    east = timezone(timedelta(hours=9))  # there, it is due on Wednesday 5:30
    assert memory.due(datetime(2026, 12, 1, 23, 59, tzinfo=east)) == []
    assert memory.due(datetime(2026, 12, 2, 0, 1, tzinfo=east)) != []


def test_who_waits_longest_comes_first_and_an_exercise_is_named_before_a_drill() -> None:
    memory = Memory.of(
        [
            missed(START - DAY, "split.leak"),
            missed(START),
            missed(START + timedelta(hours=1), what="shapes:1:4"),
            missed(START, "a.a", "head:1:2"),
        ],
        [],
    )
    due = memory.due(START + 5 * DAY)
    assert [(one.code, one.what, one.said) for one in due] == [
        ("split.leak", "e03_one_hot", "said 29"),
        ("a.a", "head:1:2", "said 30"),
        (CODE, "e03_one_hot", "said 30"),
    ]


@pytest.mark.parametrize(
    "code",
    ["python.tabs", "module.missing-function", "notebook.magic", "library.not-built", "error.not-connected"],
)
def test_slips_of_spelling_are_no_misconceptions(code: str) -> None:
    assert is_slip(code)
    assert not is_slip(CODE)
    assert Memory.of([missed(START, code)], []).due(START + 9 * DAY) == []


def test_nothing_stays_away_for_more_than_a_year() -> None:
    reviews: list[Review] = []
    for _ in range(20):
        reviews.append(review(Memory.of([missed(START)], reviews).cards[CODE].due))
    cards = [Memory.of([missed(START)], reviews[:n]).cards[CODE].due for n in (19, 20)]
    assert cards[1] - cards[0] == timedelta(days=365)


@pytest.mark.parametrize("clock", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_was_set_is_no_error(clock: timedelta) -> None:
    Memory.of([missed(START)], [review(START + clock), review(START, right=False)]).due(START)


def test_a_right_answer_to_what_was_never_missed() -> None:
    assert Memory.of([], [review(START)]).cards[CODE].missed == 0


def test_the_history_answers_with_it(tmp_path: Path) -> None:
    history = History.of(tmp_path)
    history.record(missed(START), missed(START, "split.leak"))
    assert (history.due(START), history.tomorrow(START)) == ([], 2)
    assert [one.code for one in history.due(START + DAY)] == [CODE, "split.leak"]
    history.reviewed(CODE, True, START + DAY)
    history.reviewed("split.leak", False, START + DAY)
    assert history.due(START + DAY) == []
    assert [one.code for one in History.of(tmp_path).due(START + 2 * DAY)] == ["split.leak"]
