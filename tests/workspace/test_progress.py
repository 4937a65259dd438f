"""What is remembered of a learner's work: points, failures, hints; from notes of any age and in any state."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tfkata.catalog import records
from tfkata.results import CheckResult, ExerciseResult, Outcome, exercise_result
from tfkata.workspace import hints, progress
from tfkata.workspace.progress import Failed, Hinted

E03 = records.find("e03")


def result(*passed: bool, code: str = "one-hot.off-by-one") -> ExerciseResult:
    """A result of e03 with as many checks as there are values."""
    checks = [
        CheckResult(c.id, c.title, Outcome.PASSED if ok else Outcome.FAILED, c.points if ok else 0.0, c.points,
                    misconception=None if ok else code)
        for c, ok in zip(E03.checks, passed, strict=False)
    ]  # fmt: skip
    return exercise_result(E03.id, E03.title, checks, seconds=0.1)


ALL = [True] * len(E03.checks)


def test_the_most_points_that_were_reached_are_kept(tmp_path: Path) -> None:
    progress.note(tmp_path, [result(*ALL[1:], False)])
    most = progress.of(tmp_path).points[E03.id]
    assert 0 < most < E03.points
    progress.note(tmp_path, [result(*[False] * len(ALL))])
    assert progress.of(tmp_path).points[E03.id] == most
    progress.note(tmp_path, [result(*ALL)])
    assert progress.of(tmp_path).points[E03.id] == E03.points
    assert progress.passed(tmp_path) == {E03.id}


def test_a_part_of_the_checks_is_no_pass(tmp_path: Path) -> None:
    progress.note(tmp_path, [result(True, True)])
    assert progress.of(tmp_path).to_json() == progress.Progress().to_json()


def test_the_first_failure_is_remembered_until_nothing_fails(tmp_path: Path) -> None:
    progress.note(tmp_path, [result(True, False, False)])
    assert progress.of(tmp_path).failed == {E03.id: Failed(E03.checks[1].id, "one-hot.off-by-one")}
    progress.note(tmp_path, [result(*ALL)])
    assert progress.of(tmp_path).failed == {}


@pytest.mark.parametrize(
    "noted",
    [
        "", "{", "[]", "null", "3", "[" * 30_000, '{"passed": 3}', '{"passed": [1, {}, "e03_one_hot"]}', '{"points": {"e03_one_hot": "many"}}',
        '{"points": {"e03_one_hot": NaN}}', '{"points": {"e03_one_hot": true}}', '{"failed": {"e03_one_hot": 4, "e01": {"check": 1}}}',
        '{"failed": {"e03_one_hot": {"check": "no-such", "code": "no.such"}}}', '{"hinted": {"e03_one_hot": {"shown": -1}}}',
        '{"hinted": {"e03_one_hot": {"shown": 99, "about": []}}}', '{"hinted": [1]}', '{"hinted": {"e03_one_hot": null}}',
    ],
)  # fmt: skip
def test_a_damaged_note_costs_what_is_damaged(tmp_path: Path, noted: str) -> None:
    (tmp_path / ".tfkata").mkdir()
    (tmp_path / ".tfkata" / "progress.json").write_text(noted, "utf-8")
    known = progress.of(tmp_path)
    assert known.passed <= {"e03_one_hot"}
    assert all(0 <= points < 1000 for points in known.points.values())
    assert hints.further(E03, tmp_path).text
    progress.note(tmp_path, [result(*ALL)])
    assert progress.of(tmp_path).points[E03.id] == E03.points


def test_a_note_of_an_older_edition_is_understood(tmp_path: Path) -> None:
    (tmp_path / ".tfkata").mkdir()
    (tmp_path / ".tfkata" / "progress.json").write_text(json.dumps({"passed": ["e01_normalize"]}), "utf-8")
    assert progress.passed(tmp_path) == {"e01_normalize"}


@pytest.mark.parametrize("name", [*progress.BELOW, *progress.BESIDE])
def test_the_folders_of_a_workspace_share_what_is_remembered(tmp_path: Path, name: str) -> None:
    for each in ("exercises", *progress.BESIDE):
        (tmp_path / each).mkdir()
    progress.note(tmp_path / name, [result(*ALL)])
    assert progress.passed(tmp_path) == {E03.id}


def test_a_pass_and_a_fresh_stub_begin_the_hints_again(tmp_path: Path) -> None:
    for forget in (
        lambda: progress.note(tmp_path, [result(*ALL)]),
        lambda: progress.begin_again(tmp_path, E03.id),
    ):
        progress.hinted(tmp_path, E03.id, Hinted(2))
        assert progress.of(tmp_path).hinted[E03.id].shown == 2
        forget()
        assert E03.id not in progress.of(tmp_path).hinted


def test_another_failure_is_hinted_at_before_the_next_hint(tmp_path: Path) -> None:
    (tmp_path / ".tfkata").mkdir()
    progress.note(tmp_path, [result(False)])
    assert hints.further(E03, tmp_path).check == E03.checks[0].id
    assert hints.further(E03, tmp_path).number == 1
    progress.note(tmp_path, [result(True, False)])
    assert hints.further(E03, tmp_path).check == E03.checks[1].id
    assert hints.further(E03, tmp_path).number == 2


def test_what_is_noted_at_the_same_time_is_all_kept(tmp_path: Path) -> None:
    """Two watches, and a check beside them, each at an exercise of its own."""
    progress.note(tmp_path, [result(*ALL)])
    names = list(records.exercises())
    with ThreadPoolExecutor(len(names)) as pool:
        for name in names:
            pool.submit(progress.hinted, tmp_path, name, Hinted(2))
    assert set(progress.of(tmp_path).hinted) == set(names)
    assert progress.passed(tmp_path) == {E03.id}
