"""The study plan: everything that is left, the weakest first, nothing before what it builds on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tfkata.catalog import records
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.exam import plan


@pytest.mark.parametrize("weeks", [1, 3, 4, 10])
@pytest.mark.parametrize("scores", [{}, {"series": 0, "images": 5}, dict.fromkeys(records.CATEGORIES, 5)])
def test_everything_is_there_once_and_after_what_it_needs(weeks: int, scores: dict[str, int]) -> None:
    found = plan.plan(weeks, set(), scores)
    assert [week.number for week in found] == list(range(1, weeks + 1))
    order = [one.id for week in found for one in week.exercises]
    assert sorted(order) == sorted(records.exercises())
    for one in records.exercises().values():
        assert all(order.index(need) < order.index(one.id) for need in one.needs)
    assert found[-1].exam == "whole"
    assert all(week.drills for week in found)


def test_the_weeks_are_about_equal() -> None:
    minutes = [week.minutes for week in plan.plan(4, set(), {})]
    assert max(minutes) - min(minutes) <= 2 * max(one.minutes for one in records.exercises().values())


def test_the_weakest_category_comes_first_and_what_passed_is_left_out() -> None:
    passed = {name for name, one in records.exercises().items() if one.category == "images"}
    first = plan.plan(4, passed, {"series": 0, "text": 4})[0].exercises[0]
    assert first.category == "series"
    assert passed.isdisjoint(one.id for week in plan.plan(2, passed, {}) for one in week.exercises)


def test_when_everything_has_passed_there_are_drills_and_exams() -> None:
    found = plan.plan(2, set(records.exercises()), {"text": 1})
    assert not any(week.exercises for week in found)
    assert all(week.drills for week in found)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "tfkata/exam/v1", "tasks": [{"category_name": "text", "score": 9}]}']
)
def test_what_is_no_result_is_refused(text: str, tmp_path: Path) -> None:
    place = tmp_path / "result.json"
    place.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="not the result of an exam"):
        plan.scores_of(place)


def test_the_command(tmp_path: Path) -> None:
    place = tmp_path / "result.json"
    tasks = [{"category_name": "series", "score": 0}]
    place.write_text(json.dumps({"schema": "tfkata/exam/v1", "tasks": tasks}), "utf-8")
    words = ["exam", "plan", "--weeks", "2", "--from", str(tmp_path), "--result", str(place)]
    output = CliRunner().invoke(app, words, catch_exceptions=False).output
    assert output.startswith("Week 1: about")
    assert "e33_windows" in output.partition("Week 2")[0]
