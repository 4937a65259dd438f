"""`tfkata exam` from the command line: a short exam from start to verify, with a real model; and what each command refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.exam.conftest import Clock, quickly
from tests.exam.references import reference, solved
from tfkata.cli import exam as cli
from tfkata.cli.app import app
from tfkata.curriculum.d_exam import variant
from tfkata.exam.sitting import Sitting


def tfkata(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), standalone_mode=False)


@pytest.fixture
def _pretended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "marking", quickly)


def started(folder: Path, *words: str) -> Result:
    return tfkata("exam", "start", "--short", "--seed", "1", *words, str(folder))


@pytest.mark.usefixtures("_pretended")
def test_the_whole_life(tmp_path: Path, turned: Clock) -> None:
    place = tmp_path / "exam"
    result = started(place)
    assert result.exit_code == 0
    assert "30 min. The clock runs." in result.output
    assert "4 of 5" in result.output
    (place / "task1.keras").write_text("3", "utf-8")
    turned.turn(minutes=10)
    result = tfkata("exam", "submit", "1", "--from", str(place))
    assert result.return_value == 0
    assert "task 1: 3 of 5" in result.output
    assert "20 min left" in result.output
    (place / "task1.keras").write_text("5", "utf-8")
    assert "best so far: 5 of 5" in tfkata("exam", "submit", "1", "--from", str(place)).output
    assert "task 1: 5 of 5 (2 submissions)" in tfkata("exam", "status", "--from", str(place)).output
    result = tfkata("exam", "finish", "--from", str(place))
    assert result.return_value == 0
    assert "5 of 5: passed" in result.output
    (archive,) = place.glob("exam-1-*.zip")
    result = tfkata("exam", "verify", str(archive))
    assert result.return_value == 0
    assert "The chain of the journal holds" in result.output
    result = tfkata("exam", "verify", str(archive), "--format", "json")
    assert json.loads(result.output)["result"]["passed"] is True
    assert tfkata("exam", "verify", str(archive), "--seal", "0" * 16).return_value == 1


@pytest.mark.usefixtures("_pretended")
def test_what_cannot_be_judged_is_told_even_in_an_exam(tmp_path: Path, turned: Clock) -> None:
    started(tmp_path)
    (tmp_path / "task1.keras").write_text("no model", "utf-8")
    result = tfkata("exam", "submit", "1", "--from", str(tmp_path))
    assert result.return_value == 1
    assert "task 1: 0 of 5" in result.output
    assert "it cannot be judged" in result.output


@pytest.mark.usefixtures("_pretended")
def test_after_the_time_status_closes_the_exam(tmp_path: Path, turned: Clock) -> None:
    started(tmp_path, "--minutes", "5")
    turned.turn(minutes=6)
    result = tfkata("exam", "status", "--from", str(tmp_path), "--follow")
    assert "the exam is over" in result.output
    assert Sitting(tmp_path).finished is not None


@pytest.mark.usefixtures("_pretended")
def test_an_archive_with_a_fault_says_which(tmp_path: Path, turned: Clock) -> None:
    started(tmp_path)
    (tmp_path / "task1.keras").write_text("4", "utf-8")
    tfkata("exam", "submit", "1", "--from", str(tmp_path))
    tfkata("exam", "finish", "--from", str(tmp_path))
    (archive,) = tmp_path.glob("exam-1-*.zip")
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in files.items():
            packed.writestr(
                name, content.replace(b'"score": 4', b'"score": 5') if name == "journal.jsonl" else content
            )
    result = tfkata("exam", "verify", str(archive))
    assert result.return_value == 1
    assert "FAULT: line 2 of the journal" in result.output


@pytest.mark.slow
def test_a_short_exam_as_a_learner_sits_it(tmp_path: Path) -> None:
    """In processes of their own, with a reference solution; the stub says first that it is one."""
    place = tmp_path / "exam"
    run("exam", "start", "--short", "--seed", "1", str(place))
    stub = subprocess.run(
        [sys.executable, "task1.py"], cwd=place, capture_output=True, text=True, timeout=300, check=False
    )
    assert stub.returncode == 1
    assert stub.stderr.strip().splitlines()[-1].startswith("Task 1 is not written yet")
    task = variant.task(Sitting(place).paper.tasks[0])
    module = place / "task1.py"
    module.write_text(solved(module.read_text("utf-8"), reference(task)), "utf-8")
    subprocess.run([sys.executable, "task1.py"], cwd=place, capture_output=True, timeout=600, check=True)
    assert "task 1: 5 of 5" in run("exam", "submit", "1", "--from", str(place))
    assert "5 of 5: passed" in run("exam", "finish", "--from", str(place))
    (archive,) = place.glob("exam-1-*.zip")
    assert "The chain of the journal holds" in run("exam", "verify", str(archive))


def run(*words: str) -> str:
    return subprocess.run(
        [sys.executable, "-m", "tfkata", *words], capture_output=True, text=True, timeout=600, check=True
    ).stdout
