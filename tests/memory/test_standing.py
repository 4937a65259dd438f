"""How far a learner is: what is counted, and how it is shown in a terminal and on a page."""

from __future__ import annotations

import html.parser
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.memory import page, standing, terminal
from tfkata.memory.attempts import Attempt, Found
from tfkata.memory.history import History
from tfkata.memory.standing import Standing
from tfkata.results import Outcome

NOW = datetime(2026, 11, 30, 21, 4, 7, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)
SAID = "For 3 labels of 5 classes you returned `(5, 3)` <script>alert(1)</script>"


def attempt(
    what: str, days_ago: float, points: float = 0.0, code: str | None = None, *, passed: bool = False
) -> Attempt:
    outcome = Outcome.PASSED if passed else Outcome.FAILED
    return Attempt(
        what, NOW - days_ago * DAY, outcome, points, 11.0, 1.0, (Found("encode", outcome, code, SAID),)
    )


@pytest.fixture
def some(tmp_path: Path) -> Standing:
    history = History.of(tmp_path)
    history.record(
        attempt("e01_normalize", 40, 7, passed=True),
        attempt("e03_one_hot", 30, 9, "one-hot.transposed"),
        attempt("e03_one_hot", 30, 4, "one-hot.off-by-one"),
        attempt("e03_one_hot", 8, 2, "one-hot.transposed"),
        attempt("shapes:1:77", 1, 1, passed=True),
        attempt("shapes:1:78", 1, 0, "shape.kernel"),
        attempt("e07_sequential_cnn", 0, 3, "library.not-built"),
    )
    history.reviewed("one-hot.off-by-one", True, NOW - 20 * DAY)
    return standing.of(history, NOW)


def test_an_exercise_has_the_points_of_its_best_attempt(some: Standing) -> None:
    by_id = {one.of.id: one for one in some.exercises}
    assert [by_id[i].points for i in ("e01_normalize", "e03_one_hot", "e07_sequential_cnn")] == [7, 9, 3]
    assert [by_id[i].attempts for i in ("e01_normalize", "e03_one_hot", "e04_split")] == [1, 3, 0]
    assert (some.passed, some.points) == (1, 19)
    assert [topic.name for topic in some.topics] == list(records.TOPICS)
    assert some.max_points == sum(exercise.points for exercise in records.exercises().values())
    assert (some.drills, some.drills_right) == (2, 1)
    assert some.next == records.find("e02")


def test_what_passed_before_there_was_a_history_has_all_its_points(tmp_path: Path) -> None:
    (tmp_path / ".tfkata").mkdir()
    (tmp_path / ".tfkata/progress.json").write_text('{"passed": ["e01_normalize", "../e99"]}', "utf-8")
    found = standing.of(History.of(tmp_path), NOW)
    assert (found.passed, found.points, found.days) == (1, 7, [])


def test_the_calendar_has_whole_weeks_up_to_today(some: Standing) -> None:
    days = [day.date for week in some.weeks for day in week]
    assert days[-1] == date(2026, 11, 30)
    assert days[0].weekday() == 0
    assert days == [days[0] + n * DAY for n in range(len(days))]
    assert [len(week) for week in some.weeks] == [7] * 25 + [1]
    assert {day.date.isoformat(): (day.attempts, day.shade) for day in some.days} == {
        "2026-10-21": (1, 1), "2026-10-31": (2, 1), "2026-11-22": (1, 1), "2026-11-29": (2, 1), "2026-11-30": (1, 1),
    }  # fmt: skip


def test_a_day_is_a_day_where_the_learner_is(tmp_path: Path) -> None:
    history = History.of(tmp_path)
    history.record(attempt("e03_one_hot", 0))
    east = standing.of(history, NOW.astimezone(timezone(timedelta(hours=9))))
    assert [day.date for day in east.days] == [date(2026, 12, 1)]


def test_the_weakest_come_first_and_slips_do_not_count(some: Standing) -> None:
    assert [(weak.title, weak.missed) for weak in some.weakest] == [
        ("one-hot: transposed", 2),
        ("shape: kernel", 1),
        ("one-hot: off by one", 1),
    ]
    assert [weak.due for weak in some.weakest][1] == date(2026, 11, 30)
    assert (some.due, some.tomorrow) == (3, 3)


@pytest.mark.parametrize("columns", [20, 60, 80, 200])
def test_lines_have_whole_words_and_fit(some: Standing, columns: int) -> None:
    shown = list(terminal.lines(some, columns))
    assert all(len(line) <= max(columns, terminal.NARROWEST) for line in shown), shown
    assert not [line for line in shown if line != line.rstrip()]
    text = " ".join(" ".join(shown).split())
    assert f"1 of {len(records.exercises())} exercises passed, 19 of" in text
    assert "begun: e03 9/11" in text
    assert "one-hot: transposed (2 times; comes back today)" in text
    assert "3 to review today, 3 by tomorrow next: tfkata review" in text
    assert "Days with work in the last" in text


def test_the_calendar_has_the_day_of_the_week_beside_it(some: Standing) -> None:
    rows = {line[:3]: line for line in terminal.lines(some, 60)}
    assert rows["Mon"].endswith("· ░")
    assert rows["Sun"].endswith("░ ░")


def test_nothing_done_yet_is_said_in_a_few_lines(tmp_path: Path) -> None:
    shown = list(terminal.lines(standing.of(History.of(tmp_path), NOW), 60))
    assert shown[0].startswith(f"0 of {len(records.exercises())} exercises passed, 0 of")
    assert shown[-2:] == ["0 to review today, 0 by tomorrow", "next: e01_normalize (10 min)"]
    assert len(shown) < 12


@pytest.mark.parametrize(
    ("days", "said"),
    [(-3, "today"), (0, "today"), (1, "tomorrow"), (2, "on Wed 2 Dec"), (400, "on Tue 4 Jan 2028")],
)
def test_a_day_in_words(days: int, said: str) -> None:
    today = date(2026, 11, 30)
    assert terminal.day_words(today + days * DAY, today) == said


class Elements(html.parser.HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_says_the_same_and_needs_nothing_else(some: Standing) -> None:
    elements = Elements(page.render(some))
    assert "19 of " in elements.text
    assert "one-hot: transposed" in elements.text
    assert "<script>alert(1)</script>" in elements.text  # as text
    tags = [tag for tag, _ in elements.found]
    assert not {"script", "link", "img", "iframe", "form"} & set(tags)
    assert not [
        attributes for _, attributes in elements.found if attributes.get("style")
    ]  # the policy forbids it
    assert not [a for _, attributes in elements.found for a in attributes if a.startswith("on")]
    assert [
        a["content"]
        for t, a in elements.found
        if t == "meta" and "default-src 'none'" in str(a.get("content"))
    ]
    for tag, attributes in elements.found:
        if "scroll" in (attributes.get("class") or ""):
            assert (tag, attributes["tabindex"], attributes["role"]) == ("div", "0", "group")
            assert any(a.get("id") == attributes["aria-labelledby"] for _, a in elements.found)
    assert [a for t, a in elements.found if t == "td" and a.get("title") == "2026-10-31: 2"]


def test_the_page_of_nothing(tmp_path: Path) -> None:
    assert f"0 of {len(records.exercises())}" in page.render(standing.of(History.of(tmp_path), NOW))
