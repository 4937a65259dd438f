"""`tfkata check --format … --report …`: every format from the command line, on the screen or in a file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import junitparser
import pytest

from tfkata.catalog import records
from tfkata.cli import outputs
from tfkata.errors import UsageError
from tfkata.report import formats

E01 = records.find("e01")


def check(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tfkata", "check", "--from", str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    (folder / E01.stub.name).write_text(E01.solution.read_text("utf-8"), "utf-8")
    return folder


def test_every_format_at_once(answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    files = {name: out / f"{name}-{file}" for name, file in formats.SUBMISSION_FILES.items()}
    wanted = [part for name, file in files.items() for part in ("--report", f"{name}={file}")]
    run = check(answers, *wanted, "--report", f"text={out / 'text'}")
    assert run.returncode == 0, run.stderr
    assert "1 of 1 passed" in run.stdout
    assert all(file.stat().st_size for file in files.values())
    assert "1 of 1 passed" in (out / "text").read_text("utf-8")
    assert json.loads(files["json"].read_text("utf-8"))["points"] == E01.points
    assert junitparser.JUnitXml.fromfile(str(files["junit"])).tests == len(E01.checks)


def test_a_format_on_the_screen_is_alone_there(answers: Path) -> None:
    run = check(answers, "--format", "junit")
    suites = junitparser.JUnitXml.fromstring(run.stdout.encode())
    assert (run.returncode, suites.failures, suites.errors) == (0, 0, 0)
    run = check(answers, "--report", "gradescope=-")
    assert json.loads(run.stdout)["score"] == E01.points


def test_a_format_in_a_file_leaves_the_screen_to_people(answers: Path, tmp_path: Path) -> None:
    run = check(answers, "--format", "csv", "--output", str(tmp_path / "points.csv"))
    assert "1 of 1 passed" in run.stdout
    lines = (tmp_path / "points.csv").read_bytes().split(b"\r\n")
    assert len(lines) == len(E01.checks) + 2  # a heading, and the end of the last line


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("junit", "write FORMAT=FILE, such as junit=report.xml"),
        ("junit=", "write FORMAT=FILE"),
        ("word=a.doc", "no format is called 'word': text, json"),
        ("junit=no/where.xml", "there is no folder no: make it first"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_work(report: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        outputs.parse([report])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder: name a file in it"):
        outputs.parse([f"junit={tmp_path}"])


def test_text_that_no_encoding_holds_is_written_all_the_same(tmp_path: Path) -> None:
    outputs.write("half \ud800", tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"half \\ud800"
