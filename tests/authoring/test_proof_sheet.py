"""The sheet shows each text as a learner saw it, once, and names what no answer produces."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tfkata.authoring import proof_sheet
from tfkata.catalog import bank, records, texts
from tfkata.cli.app import app
from tfkata.running.runner import Runner

E01 = records.find("e01")
MAXIMUM = "def normalize(images):\n    return (images / images.max()).astype('float32')\n"
ROUNDED = "def normalize(images):\n    return (images / 255).round(2).astype('float32')\n"
ANSWERS = {
    "right_a.py": "# expect: pass\ndef normalize(images):\n    return (images / 255).astype('float32')\n",
    "wrong_a.py": f"# expect: fail normalize.rounded\n{MAXIMUM}",  # declares what it does not show
    "wrong_b.py": f"# expect: fail normalize.divide-by-max\n{MAXIMUM}",
    "wrong_c.py": f"# expect: fail normalize.rounded\n{ROUNDED}",
    "wrong_d.py": f"# expect: fail normalize.rounded\n{ROUNDED}",  # nothing is left for it to show
}


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """e01 has five answers of the test's own."""
    for name, text in ANSWERS.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(bank, "answers", lambda exercise_id: [tmp_path / name for name in ANSWERS])
    return tmp_path


def test_each_code_is_shown_by_the_first_answer_that_produces_it(few: Path, runner: Runner) -> None:
    seen = proof_sheet.shown(E01, runner, tier="quick", jobs=2)
    assert seen["normalize.divide-by-max"].answer.name == "wrong_a.py"
    assert seen["normalize.rounded"].answer.name == "wrong_c.py"


def test_the_sheet_reads_as_a_learner_reads(few: Path, runner: Runner) -> None:
    sheet = proof_sheet.section(E01, proof_sheet.shown(E01, runner, tier="quick", jobs=2))
    (rounded,) = [part for part in sheet.split("\n## ") if part.startswith("normalize.rounded\n")]
    assert "Nearly: a pixel of" in rounded
    assert "{pixel}" not in rounded
    assert "expected     np.array(" in rounded
    assert "\nhint: " in rounded


def test_what_no_answer_produces_is_listed_with_its_placeholders() -> None:
    sheet = proof_sheet.section(E01, {})
    assert sheet.count("produced by no answer") == len(texts.codes(E01.id))
    assert "The result is {got_dtype}" in " ".join(sheet.split())


def test_shared_texts_that_were_seen_are_left_out() -> None:
    sheet = proof_sheet.shared_section(["value.nothing-returned"])
    assert "## value.nothing-returned\n" not in sheet
    assert "## value.argument-changed\n" in sheet


def test_the_command_writes_the_sheet_into_a_file(few: Path) -> None:
    sheet = few / "sheet.md"
    result = CliRunner().invoke(app, ["author", "texts", "e01", "--output", str(sheet)])
    assert result.exit_code == 0, result.output
    assert sheet.read_text("utf-8").startswith("# e01_normalize\n\n## ")
    assert "Shared texts" not in sheet.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_said_before_the_work(few: Path) -> None:
    result = CliRunner().invoke(app, ["author", "texts", "e01", "--output", str(few / "none" / "sheet.md")])
    assert result.exit_code != 0
