"""A sheet follows from secret and learner, comes back with answers, and cannot be changed into an easier one."""

from __future__ import annotations

import csv
import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tfkata.cli.app import app
from tfkata.drills import sheet
from tfkata.drills.drill import VERSION
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


@pytest.mark.parametrize(("part", "other"), [("count 6", "count 1"), ("levels 12", "levels 11"), ("learner ada", "learner bob"), ("families parameters,", "families "), (f"sheet {VERSION}", "sheet 9")])  # fmt: skip
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


ROSTER = "id,name,email\nada,Ada Lovelace,a@x.org\nbob,Bob Kahn,b@x.org\n=cmd,Cy,c@x.org\n"
Tfkata = Callable[..., Result]


@pytest.fixture
def tfkata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tfkata:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "class.csv").write_text(ROSTER)
    return lambda *arguments: CliRunner().invoke(app, arguments, standalone_mode=False)


def secret_in(folder: Path) -> bytes:
    return (folder / "tfkata-drills.key").read_text().strip().encode()


def test_a_roster_makes_a_sheet_for_everybody_and_the_answers(tfkata: Tfkata, tmp_path: Path) -> None:
    made = tfkata(
        "drill", "--sheet", "4", "--family", "parameters", "--family", "read", "--roster", "class.csv"
    )
    assert made.return_value == 0, made.output
    assert "3 sheets of 4 questions" in made.output
    files = sorted((tmp_path / "sheets").iterdir())
    sheets = [sheet.read(file.read_text(), secret_in(tmp_path)) for file in files]
    assert {one.learner for one in sheets} == {"ada", "bob", "=cmd"}
    assert len({drill.id for one in sheets for drill in one.drills(secret_in(tmp_path))}) == 12
    answers = tmp_path / "sheets-answers.csv"
    assert stat.S_IMODE(answers.stat().st_mode) == 0o600
    rows = list(csv.DictReader(answers.open()))
    assert len(rows) == 12
    assert "'=cmd" in {row["id"] for row in rows}, "no formula for a spreadsheet"
    ada = next(one for one in sheets if one.learner == "ada")
    assert [(row["drill"], row["answer"]) for row in rows if row["id"] == "ada"] == [
        (drill.id, drill.answer) for drill in ada.drills(secret_in(tmp_path))
    ]


def test_one_sheet_is_the_same_with_a_roster_and_without(tfkata: Tfkata, tmp_path: Path) -> None:
    tfkata("drill", "--sheet", "4", "--roster", "class.csv", "--output", "of the class")
    tfkata("drill", "--sheet", "4", "--learner", "ada", "--answers", "mine.csv")
    assert (tmp_path / "sheet-ada.md").read_text() == (tmp_path / "of the class/sheet-ada.md").read_text()
    assert len(list(csv.DictReader((tmp_path / "mine.csv").open()))) == 4
    assert len(list(csv.DictReader((tmp_path / "of the class-answers.csv").open()))) == 12


def test_ids_that_differ_in_case_alone_have_sheets_of_their_own(tfkata: Tfkata, tmp_path: Path) -> None:
    (tmp_path / "class.csv").write_text("id\nAlice\nalice\nbob\n")
    assert (
        tfkata("drill", "--sheet", "2", "--family", "parameters", "--roster", "class.csv").return_value == 0
    )
    files = sorted((tmp_path / "sheets").iterdir())
    assert len({path.name.casefold() for path in files}) == 3
    assert files[-1].name == "sheet-bob.md"
    secret = secret_in(tmp_path)
    assert {sheet.read(path.read_text(), secret).learner for path in files} == {"Alice", "alice", "bob"}


def test_sheets_of_an_earlier_run_are_put_aside(tfkata: Tfkata, tmp_path: Path) -> None:
    tfkata("drill", "--sheet", "2", "--family", "parameters", "--roster", "class.csv")
    for name in ("ada", "bob"):
        hand_in(tmp_path, name, name)
    tfkata("grade", "in", "--out", "out")
    shutil.rmtree(tmp_path / "in" / "bob_71_assignsubmission_file")
    marked = tfkata("grade", "in", "--out", "out")
    assert "moved to earlier/: results of an earlier run, of 1 not in this one: bob" in marked.output
    assert [path.stem for path in (tmp_path / "out/results").iterdir()] == ["ada"]
    assert [path.stem for path in (tmp_path / "out/earlier/results").iterdir()] == ["bob"]


def test_ids_that_no_sheet_can_hold_are_all_told_and_nothing_is_written(
    tfkata: Tfkata, tmp_path: Path
) -> None:
    (tmp_path / "class.csv").write_text("id\nada\nb<b\nc--c\n")
    error = tfkata("drill", "--sheet", "4", "--roster", "class.csv").exception
    assert isinstance(error, UsageError)
    assert str(error).count("class.csv:") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["class.csv"]


@pytest.mark.parametrize("options", [["--sheet", "3"], ["--learner", "ada"], ["--roster", "class.csv"], ["--sheet", "3", "--learner", "a", "--roster", "class.csv"], ["--answers", "a.csv"]])  # fmt: skip
def test_what_belongs_together_is_said(tfkata: Tfkata, options: list[str]) -> None:
    error = tfkata("drill", *options).exception
    assert isinstance(error, UsageError)
    assert "--sheet N and one of --learner ID, --roster CSV, --notebook FILE" in str(error)


def hand_in(folder: Path, learner: str, name: str, wrong: int = 0) -> None:
    """A sheet that came back, as a platform's download has it: in a folder of its own."""
    secret = secret_in(folder)
    wanted = sheet.read((folder / "sheets" / f"sheet-{learner}.md").read_text(), secret)
    (folder / "in" / f"{name}_71_assignsubmission_file").mkdir(parents=True)
    (folder / "in" / f"{name}_71_assignsubmission_file" / f"sheet-{learner}.md").write_text(
        filled(wanted, secret, wrong)
    )


def test_names_come_from_the_roster_and_who_is_missing_has_a_row(tfkata: Tfkata, tmp_path: Path) -> None:
    tfkata("drill", "--sheet", "4", "--family", "parameters", "--roster", "class.csv")
    hand_in(tmp_path, "bob", "Bob Kahn", wrong=1)
    hand_in(tmp_path, "ada", "Ada Lovelace")
    (tmp_path / "in/Ada Lovelace_71_assignsubmission_file/sheet-ada.md").write_text(
        "<!-- tfkata sheet 1; oh -->"
    )
    marked = tfkata("grade", "in", "--out", "out", "--roster", "class.csv", "--missing", "zero")
    assert marked.return_value == 0, marked.output
    assert "2 sheets marked" in marked.output
    rows = {row["id"]: row for row in csv.DictReader((tmp_path / "out/class.csv").open())}
    assert (rows["bob"]["name"], float(rows["bob"]["points"])) == ("Bob Kahn", 3)
    assert (rows["ada"]["name"], float(rows["ada"]["points"])) == ("Ada Lovelace", 0), (
        "her file's name says who she is"
    )
    assert (rows["'=cmd"]["outcome"], float(rows["'=cmd"]["max_points"])) == ("not_attempted", 4)


def test_a_roster_of_another_class_is_said(tfkata: Tfkata, tmp_path: Path) -> None:
    tfkata("drill", "--sheet", "4", "--family", "parameters", "--roster", "class.csv")
    hand_in(tmp_path, "bob", "Bob Kahn")
    (tmp_path / "other.csv").write_text("id\nzoe\n")
    marked = tfkata("grade", "in", "--out", "out", "--roster", "other.csv")
    assert marked.return_value == 1
    assert "none of 1 submission is in other.csv" in " ".join(marked.output.split())
    assert (
        tfkata("grade", "in", "--out", "out", "--roster", "other.csv", "--allow-unmatched").return_value == 0
    )
