"""A sheet follows from secret and learner, comes back with answers, and cannot be changed into an easier one."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from tfkata.cli.app import app
from tfkata.drills import sheet
from tfkata.errors import UsageError
from tfkata.results import Outcome

SECRET, OTHER = b"s" * 64, b"t" * 64
ADA = sheet.asked("ada", ("parameters", "read", "head"), (1, 2), 6)


def with_answers(wanted: sheet.Sheet, answers: list[str], secret: bytes = SECRET) -> str:
    """The sheet with something behind each `answer:`."""
    first, *parts = sheet.written(wanted, secret).split("\n\nanswer:\n")
    return first + "".join(f"\n\nanswer: {typed}\n{part}" for typed, part in zip(answers, parts, strict=True))


def filled(wanted: sheet.Sheet, secret: bytes = SECRET, wrong: int = 0) -> str:
    """A sheet with right answers, the first few of them spoilt."""
    drills = list(wanted.drills(secret))
    answers = [drill.slips[0].answer if place < wrong else drill.answer for place, drill in enumerate(drills)]
    return with_answers(wanted, answers, secret)


def test_the_variants_follow_from_secret_and_learner() -> None:
    assert sheet.written(ADA, SECRET) == sheet.written(ADA, SECRET)
    assert sheet.written(ADA, SECRET) != sheet.written(ADA, OTHER)
    bob = sheet.asked("bob", ADA.families, ADA.levels, ADA.count)
    assert {d.id for d in ADA.drills(SECRET)} != {d.id for d in bob.drills(SECRET)}
    assert len({d.note for d in ADA.drills(SECRET)}) == ADA.count


def test_right_answers_pass_and_wrong_ones_are_told() -> None:
    text = filled(ADA)
    assert sheet.marked(text, sheet.read(text, SECRET), SECRET).outcome is Outcome.PASSED
    spoilt = filled(ADA, wrong=2)
    result = sheet.marked(spoilt, sheet.read(spoilt, SECRET), SECRET)
    assert result.points == ADA.count - 2
    assert all(check.misconception for check in result.checks if not check.passed)


def test_what_is_not_answered_is_not_attempted() -> None:
    text = sheet.written(ADA, SECRET)
    result = sheet.marked(text, ADA, SECRET)
    assert {check.outcome for check in result.checks} == {Outcome.NOT_ATTEMPTED}
    assert result.max_points == ADA.count
    lost = filled(ADA).replace("\n\nanswer:", "\n\nmy answer is", 1)
    assert sheet.marked(lost, ADA, SECRET).points == ADA.count - 1, "and the others keep their places"
    twice = filled(ADA) + "\n## 2\n\nanswer: 1\n"
    assert sheet.marked(twice, ADA, SECRET).points == ADA.count - 1, "two answers are none"


def test_an_answer_may_take_several_lines() -> None:
    wanted = sheet.asked("eve", ("read",), (3,), 8)
    answers = ["\n" + drill.answer.replace("] [", "]\n [") for drill in wanted.drills(SECRET)]
    text = with_answers(wanted, answers).replace("\n", "\r\n")
    assert sheet.marked(text, wanted, SECRET).outcome is Outcome.PASSED


@pytest.mark.parametrize(("part", "other"), [("count 6", "count 1"), ("levels 12", "levels 11"), ("learner ada", "learner bob"), ("families parameters,", "families "), ("sheet 1", "sheet 9")])  # fmt: skip
def test_a_first_line_that_was_changed_is_refused(part: str, other: str) -> None:
    text = filled(ADA)
    assert part in text
    with pytest.raises(UsageError, match=r"changed|version|not that of a sheet"):
        sheet.read(text.replace(part, other, 1), SECRET)
    with pytest.raises(UsageError, match="another secret"):
        sheet.read(text, OTHER)


@pytest.mark.parametrize("learner", ["", " ", "a;b", "a\nb", "a-->b"])
def test_an_id_that_a_first_line_cannot_hold(learner: str) -> None:
    with pytest.raises(UsageError):
        sheet.asked(learner, (), (), 3)


def test_files_are_no_questions_of_a_sheet() -> None:
    with pytest.raises(UsageError, match="a sheet has"):
        sheet.asked("ada", ("mend",), (), 3)


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    made = run.invoke(app, ["drill", "--sheet", "3", "--family", "parameters", "--learner", "ada"])
    assert made.exit_code == 0, made.output
    key = tmp_path / "tfkata-drills.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = key.read_text().strip().encode()
    wanted = sheet.read((tmp_path / "sheet-ada.md").read_text(), secret)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada.md").write_text(filled(wanted, secret, wrong=1))
    marked = run.invoke(app, ["grade", "in", "--out", "out"])
    assert marked.exit_code == 0, marked.output
    row = next(csv.DictReader((tmp_path / "out" / "class.csv").open()))
    assert (row["id"], float(row["points"]), float(row["max_points"])) == ("ada", 2.0, 3.0)
    assert (
        json.loads((tmp_path / "out" / "results" / "ada.json").read_text())["exercises"][0]["id"] == "drills"
    )
    key.chmod(0o644)
    refused = run.invoke(app, ["grade", "in", "--out", "out"])
    assert isinstance(refused.exception, UsageError)
    assert "chmod 600" in str(refused.exception)
