"""`tfkata grade` of a class of archives: recognised, marked again, with the ids of the signed papers; one stops none of the others."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from tests.exam.conftest import NOON, Clock, pretended, quickly
from tests.exam.test_archive import chained, files_of, packed
from tests.exam.test_sitting import VERSIONS, hand_in
from tfkata.cli import exam as cli
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.exam import clock, finishing, issuing, sitting

pytestmark = pytest.mark.usefixtures("without_data")
SECRET = "a secret of at least thirty-two bytes"
LEARNERS = [f"learner-{number:02}" for number in range(30)]
TAMPERED, HOSTILE, STRANGER = LEARNERS[3], LEARNERS[7], LEARNERS[11]


def tfkata(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), standalone_mode=False, catch_exceptions=False)


@pytest.fixture(autouse=True)
def _pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "marking", quickly)


def sat(learner: str, folder: Path, said: str = "4", secret: str = SECRET) -> Path:
    """The archive of somebody who sat an issued paper of one task."""
    paper = issuing.issue(secret.encode(), learner, NOON, short=True)
    exam = sitting.begin(folder, paper.paper, clock.now(), VERSIONS, paper.as_data())
    hand_in(exam, 1, said)
    return finishing.finish(exam, pretended, clock.now()).archive


@pytest.fixture
def class_(tmp_path: Path, turned: Clock) -> Path:
    """Thirty archives with names that say nothing: one was tampered with, one is a bomb, one is of another course."""
    folder = tmp_path / "archives"
    folder.mkdir()
    for number, learner in enumerate(LEARNERS):
        secret = "x" * 40 if learner == STRANGER else SECRET
        content = sat(learner, tmp_path / learner, str(1 + number % 5), secret).read_bytes()
        (folder / f"exam ({number}).zip").write_bytes(content)
    files = files_of(folder / "exam (3).zip")
    chained(files, lambda entries: entries[1].data.update(score=5, figure=1.0))
    packed(files, folder / "exam (3).zip")
    with zipfile.ZipFile(folder / "exam (7).zip", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("journal.jsonl", b"0" * (64 << 20))
    (tmp_path / "secret").write_text(SECRET, "utf-8")
    return folder


def graded(place: Path, out: Path, *words: str) -> Result:
    return tfkata("grade", str(place), "--out", str(out), *words)


def rows(out: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(io.StringIO((out / "class.csv").read_text("utf-8")))}


def test_a_class_of_thirty(class_: Path, tmp_path: Path) -> None:
    out = tmp_path / "grades"
    secret = ("--secret", str(tmp_path / "secret"))
    result = graded(class_, out, *secret, "--format", "canvas,json,junit,gradescope")
    assert result.return_value == 0
    found = rows(out)
    assert len(found) == 30
    honest = set(LEARNERS) - {TAMPERED, HOSTILE, STRANGER}
    assert honest <= set(found)
    for number, learner in enumerate(LEARNERS):
        if learner in honest:
            assert float(found[learner]["points"]) == 1 + number % 5
            assert float(found[learner]["max_points"]) == 5
    # Whose the tampered one is, its paper says. The others have the names of their files.
    for learner, why in (
        (TAMPERED, "marked again, the model scores 4"),
        ("exam (7)", "packed more than|larger than"),
        ("exam (11)", "was not issued with this key"),
    ):
        assert found[learner]["points"] == "0"
        assert found[learner]["max_points"] == "5"
        said = json.loads(
            next((out / "results").glob(f"{learner.replace('(', '_').replace(')', '_')}*.json")).read_text(
                "utf-8"
            )
        )
        assert any(part in said["exercises"][0]["message"] for part in why.split("|"))
    assert (out / "class.json").read_text("utf-8").count('"exam"') >= 30
    assert ET.parse(out / "class.xml").getroot().get("tests")
    assert (out / "gradescope" / f"{LEARNERS[0]}.json").is_file()
    assert "was not issued with this key" in (out / "class.html").read_text("utf-8")


@pytest.mark.parametrize("how", ["folders", "moodle", "zip", "zip of folders", "moodle zip"])
def test_as_platforms_hand_them_out(how: str, tmp_path: Path, turned: Clock) -> None:
    """Whose it is, the folder says where no paper was issued; names of archives say nothing."""
    names = {"ada": "Ada Lovelace_11_assignsubmission_file_", "bob": "Bob Byte_12_assignsubmission_file_"}
    class_ = tmp_path / "class"
    for number, learner in enumerate(names):
        issued = issuing.issue(SECRET.encode(), learner, NOON, short=True)
        exam = sitting.begin(tmp_path / learner, issued.paper, clock.now(), VERSIONS)
        hand_in(exam, 1, "4")
        folder = class_ if how == "zip" else class_ / (names[learner] if "moodle" in how else learner)
        folder.mkdir(parents=True, exist_ok=True)
        content = finishing.finish(exam, pretended, clock.now()).archive.read_bytes()
        (folder / (f"{learner}.zip" if how == "zip" else f"exam-{number}.zip")).write_bytes(content)
    place = class_
    if "zip" in how:
        place = tmp_path / "class.zip"
        with zipfile.ZipFile(place, "w") as whole:
            for path in sorted(class_.rglob("*.zip")):
                whole.write(path, path.relative_to(class_))
    result = graded(place, tmp_path / "grades")
    assert result.return_value == 0
    found = rows(tmp_path / "grades")
    assert set(found) == ({"Ada Lovelace", "Bob Byte"} if "moodle" in how else {"ada", "bob"})
    assert {row["points"] for row in found.values()} == {"4"}
    assert "is not checked" in result.output


def test_names_come_from_the_roster_and_who_is_missing_has_a_row(tmp_path: Path, turned: Clock) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "x.zip").write_bytes(sat("ada", tmp_path / "ada").read_bytes())
    (tmp_path / "secret").write_text(SECRET, "utf-8")
    (tmp_path / "roster.csv").write_text("id,name\nada,Ada Lovelace\nbob,Bob Byte\n", "utf-8")
    words = ("--roster", str(tmp_path / "roster.csv"), "--secret", str(tmp_path / "secret"))
    assert graded(tmp_path / "class", tmp_path / "grades", *words).return_value == 0
    found = rows(tmp_path / "grades")
    assert (found["ada"]["name"], found["ada"]["points"]) == ("Ada Lovelace", "4")
    assert (found["bob"]["points"], found["bob"]["outcome"]) == ("", "not_attempted")


def test_two_archives_of_one_learner_and_somebody_without_one(tmp_path: Path, turned: Clock) -> None:
    (tmp_path / "class" / "bob").mkdir(parents=True)
    content = sat("ada", tmp_path / "ada").read_bytes()
    (tmp_path / "class" / "ada.zip").write_bytes(content)
    (tmp_path / "class" / "zoe.zip").write_bytes(content)  # ada's paper, handed in by zoe
    (tmp_path / "class" / "bob" / "report.html").write_text("<html>", "utf-8")
    (tmp_path / "class" / "eve.zip").write_bytes(b"no zip file")
    result = graded(tmp_path / "class", tmp_path / "grades")
    found = rows(tmp_path / "grades")
    assert "zoe.zip: ada handed in ada.zip as well: that one counts" in result.output
    assert {name: row["points"] for name, row in found.items()} == {"ada": "4", "bob": "0", "eve": "0"}


def test_exams_and_exercises_are_not_mixed(tmp_path: Path, turned: Clock) -> None:
    (tmp_path / "class" / "bob").mkdir(parents=True)
    (tmp_path / "class" / "ada.zip").write_bytes(sat("ada", tmp_path / "ada").read_bytes())
    (tmp_path / "class" / "bob" / "e01_normalize.py").write_text("x = 1", "utf-8")
    with pytest.raises(UsageError, match="grade exams and exercises separately"):
        graded(tmp_path / "class", tmp_path / "grades")


def test_exercises_are_no_exams_whatever_zip_files_they_come_in(tmp_path: Path) -> None:
    from tfkata.exam.handed import among
    from tfkata.submissions.discover import discover

    for learner in ("ada", "bob"):
        with zipfile.ZipFile(tmp_path / f"{learner}.zip", "w") as packed_:
            packed_.writestr("e01_normalize.py", "x = 1")
            packed_.writestr("journal.jsonl", "{}")
    assert among(discover([tmp_path])) == []
