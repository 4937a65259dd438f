"""Issued papers: what is asked follows from secret and learner, and nobody else can make or change one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.exam.conftest import NOON, Clock, pretended, quickly
from tests.exam.test_archive import chained, files_of, packed
from tests.exam.test_sitting import VERSIONS
from tfkata.cli import exam as cli
from tfkata.cli.app import app
from tfkata.errors import UsageError
from tfkata.exam import clock, finishing, issuing, sitting, verifying
from tfkata.exam.sitting import Sitting
from tfkata.exam.verifying import Course

pytestmark = pytest.mark.usefixtures("without_data")
SECRET = b"a secret of at least thirty-two bytes"
KEY = issuing.public_key(SECRET)
COURSE = Course(KEY)


def issued(learner: str = "ada", secret: bytes = SECRET) -> issuing.Issued:
    return issuing.issue(secret, learner, NOON, short=True)


def test_what_is_asked_follows_from_secret_and_learner() -> None:
    assert issued().paper.tasks == issued().paper.tasks
    assert len({issued(name).paper.tasks for name in ("ada", "bob", "eve", "Ada")}) == 4
    assert issued().paper.seed != issued(secret=SECRET + b"!").paper.seed
    assert issued().nonce != issued().nonce


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(learner="eve"),
        lambda data: data.update(nonce="0" * 32),
        lambda data: data["paper"].update(minutes=9000),
        lambda data: data["paper"].update(tasks=["digits:1"]),
        lambda data: data.update(signature="00" * 64),
        lambda data: data.update(signature="no hex"),
        lambda data: data.update(key=issuing.public_key(SECRET + b"!")),
        lambda data: data.update(key="00"),
    ],
)
def test_a_changed_paper_is_not_sat(change: Any, tmp_path: Path) -> None:
    data = json.loads(json.dumps(issued().as_data()))
    change(data)
    place = tmp_path / "paper.json"
    place.write_text(json.dumps(data), "utf-8")
    with pytest.raises(UsageError, match="its signature does not fit"):
        issuing.read(place)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"schema": "tfkata/exam-issued/v1"}', "[" * 20_000]
)
def test_what_is_no_paper(text: str, tmp_path: Path) -> None:
    place = tmp_path / "paper.json"
    place.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="not an issued paper"):
        issuing.read(place)


def archive_of(paper: issuing.Issued, folder: Path) -> Path:
    sat: Sitting = sitting.begin(folder, paper.paper, clock.now(), VERSIONS, paper.as_data())
    return finishing.finish(sat, pretended, clock.now()).archive


def test_an_archive_of_an_issued_paper_says_whose_it_is(tmp_path: Path, turned: Clock) -> None:
    found = verifying.verify(archive_of(issued(), tmp_path / "one"), pretended, course=COURSE)
    assert found.faults == []
    assert found.result is not None
    assert found.result["learner"] == "ada"


def test_a_paper_of_another_course_and_one_that_was_drawn(tmp_path: Path, turned: Clock) -> None:
    other = archive_of(issued(secret=SECRET + b"!"), tmp_path / "other")
    assert verifying.verify(other, pretended, course=COURSE).faults == [
        "the paper was not issued with this key, or was changed since"
    ]
    drawn = finishing.finish(
        sitting.begin(tmp_path / "drawn", issued().paper, clock.now(), VERSIONS), pretended, clock.now()
    ).archive
    assert "was not issued" in verifying.verify(drawn, pretended, course=COURSE).faults[0]


def test_a_paper_with_more_time_than_was_issued(tmp_path: Path, turned: Clock) -> None:
    files = files_of(archive_of(issued(), tmp_path / "one"))
    chained(files, lambda entries: entries[0].data["paper"].update(minutes=600))
    found = verifying.verify(packed(files, tmp_path / "longer.zip"), pretended, course=COURSE)
    assert "the paper that was sat is another one than was issued" in found.faults


def test_from_the_command_line(tmp_path: Path, turned: Clock) -> None:
    (tmp_path / "class.csv").write_text("id\nada\nbob\n../eve\n", "utf-8")
    words = ["--roster", str(tmp_path / "class.csv"), "--out", str(tmp_path / "papers")]
    secret = ["--secret", str(tmp_path / "secret")]
    output = (
        CliRunner().invoke(app, ["exam", "issue", *words, *secret, "--short"], catch_exceptions=False).output
    )
    assert "3 papers written" in output
    assert len(list((tmp_path / "papers").glob("*.json"))) == 3
    place = tmp_path / "exam"
    CliRunner().invoke(
        app,
        ["exam", "start", "--paper", str(tmp_path / "papers" / "ada.json"), str(place)],
        catch_exceptions=False,
    )
    assert Sitting(place).entries[0].data["issued"]["learner"] == "ada"
    assert oct((tmp_path / "secret").stat().st_mode)[-3:] == "600"


def test_verify_with_the_key_from_the_command_line(
    tmp_path: Path, turned: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "marking", quickly)
    place = str(archive_of(issued(), tmp_path / "one"))
    table = tmp_path / "marks.csv"
    words = ["exam", "verify", place, place, "--csv", str(table)]
    good = CliRunner().invoke(app, [*words, "--key", KEY], standalone_mode=False)
    bad = CliRunner().invoke(app, [*words, "--key", "0" * 64], standalone_mode=False)
    assert (good.return_value, bad.return_value) == (0, 1)
    assert good.output.count("no fault") == 2
    assert bad.output.count("FAULT: the paper was not issued with this key") == 2
    assert table.read_text("utf-8").splitlines()[1].split(",")[1] == "ada"
