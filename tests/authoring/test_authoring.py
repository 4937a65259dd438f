"""`tfkata author check` finds each broken rule, and names the file or the command that mends it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tfkata.authoring import gate, mistakes, rules
from tfkata.authoring.rules import Finding
from tfkata.catalog import records
from tfkata.catalog.records import Exercise
from tfkata.cli import app
from tfkata.running.runner import Runner

REAL = records.find("e01")
RIGHT = REAL.solution.read_text("utf-8")
WRONG = "import numpy as np\n\n\ndef normalize(images):\n    return (images / 256).astype(np.float32)\n"


def graded(runner: Runner) -> list[Finding]:
    planned = gate.plan(REAL, tier="full", chosen_by="")
    return [*rules.grade_own(REAL, runner), *gate.judge(REAL, planned, runner, tier="full", jobs=2)]


def said(findings: list[Finding]) -> list[str]:
    return [f"{finding.where}: {finding.what}" for finding in findings]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def tfkata(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["tfkata", *arguments])
    with pytest.raises(SystemExit) as ended:
        app.main()
    return int(ended.value.code or 0)


def test_a_kit_in_order_has_no_findings(
    kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Through the command; hidden and compiled files are no strays."""
    (kit / "exercises/.tfkata").mkdir()
    (kit / "solutions/__pycache__").mkdir()
    assert tfkata(monkeypatch, "author", "check", "--jobs", "2") == 0
    printed = capsys.readouterr().out
    count = len(list((kit / "tests/bank/answers/e01_normalize").iterdir()))
    assert f"{count} answers, {count} judged" in printed
    assert printed.endswith("1 exercises, 0 findings\n")


def test_a_stale_stub_is_found_and_sync_mends_it(
    kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = (kit / "exercises/e01_normalize.py").read_text("utf-8")
    for damage in (f"{fresh}\n# mine\n", None):
        if damage is None:
            (kit / "exercises/e01_normalize.py").unlink()
        else:
            (kit / "exercises/e01_normalize.py").write_text(damage, "utf-8")
        assert said(list(rules.check_texts(REAL))) == [
            "exercises/e01_normalize.py: is stale: run `tfkata author sync`"
        ]
        assert tfkata(monkeypatch, "author", "sync") == 0
        assert capsys.readouterr().out == "wrote exercises/e01_normalize.py\n1 of 1 stubs changed\n"
        assert (kit / "exercises/e01_normalize.py").read_text("utf-8") == fresh
        assert list(rules.check_texts(REAL)) == []
    assert rules.sync([REAL]) == []


def test_strays_are_named(kit: Path) -> None:
    (kit / "exercises/notes.txt").touch()
    (kit / "exercises/e01_normalize.py.bak-1").touch()
    (kit / "solutions/e98_gone.py").touch()
    (kit / "tests/bank/answers/e98_gone").mkdir()
    places = ["exercises/e01_normalize.py.bak-1", "exercises/notes.txt", "solutions/e98_gone.py"]
    assert said(list(rules.check_strays())) == [
        f"{place}: is stray: no record has this id" for place in [*places, "tests/bank/answers/e98_gone"]
    ]


@pytest.mark.parametrize(
    ("exercise", "rule"),
    [
        (replace(REAL, title="Another"), "the record's title is not the solution's first line, 'Pixels the"),
        (replace(REAL, minutes=0), "has no estimate: set `minutes` in its record"),
        (replace(REAL, id="e02_none"), "solutions/e02_none.py: is missing: every record needs a solution"),
    ],
)
def test_a_record_that_does_not_fit_is_named(kit: Path, exercise: Exercise, rule: str) -> None:
    (finding,) = rules.check_texts(exercise)
    assert rule in f"{finding.where}: {finding.what}"


def test_too_few_hints_are_named_with_their_file(kit: Path) -> None:
    (kit / "curriculum/e01_normalize/en.toml").write_text('hints = ["only one"]\n', "utf-8")
    assert said(list(rules.check_texts(REAL))) == [
        "e01_normalize: has fewer than two hints: add them to curriculum/e01_normalize/en.toml",
        "e01_normalize: has no hint for untouched, shape, range, dtype, empty: "
        "add [check_hints] to curriculum/e01_normalize/en.toml",
    ]


def test_a_solution_that_breaks_a_rule_of_its_form_is_named(kit: Path) -> None:
    replaced(kit / "solutions/e01_normalize.py", "### END SOLUTION", "")
    assert said(list(rules.check_texts(REAL))) == ["e01_normalize: e01_normalize.py: a region is not closed"]


def test_a_statement_without_a_lesson_is_named(kit: Path) -> None:
    code = RIGHT[RIGHT.index("import numpy") :]
    (kit / "solutions/e01_normalize.py").write_text(f'"""{REAL.title}"""\n\n{code}', "utf-8")
    rules.sync([REAL])
    assert said(list(rules.check_texts(REAL))) == [
        "e01_normalize: has a statement too short to teach anything"
    ]


def test_a_solution_that_does_not_pass_is_named_with_its_check(kit: Path, runner: Runner) -> None:
    replaced(kit / "solutions/e01_normalize.py", "np.float32(255)", "np.float32(256)")
    shutil.rmtree(kit / "tests/bank/answers/e01_normalize")
    findings = said(graded(runner))
    assert findings[0].startswith("solutions/e01_normalize.py: range: failed: White (255) became")
    assert findings[1:] == [
        "tests/bank/answers/e01_normalize: has 0 right answers, it needs at least 6",
        "tests/bank/answers/e01_normalize: has 0 wrong answers, it needs at least 8",
    ]


def test_a_stub_that_gives_the_answer_away_is_named(kit: Path, runner: Runner) -> None:
    (kit / "exercises/e01_normalize.py").write_text(RIGHT, "utf-8")
    shutil.rmtree(kit / "tests/bank/answers/e01_normalize")
    assert "exercises/e01_normalize.py: is not told apart as not attempted" in said(graded(runner))


def test_answers_that_lie_are_named(kit: Path, runner: Runner) -> None:
    answers = kit / "tests/bank/answers/e01_normalize"
    shutil.rmtree(answers)
    answers.mkdir()
    right = RIGHT[RIGHT.index("import numpy") :]
    files = {
        "right_fails.py": f"# expect: pass\n{WRONG}",
        "right_says_fail.py": f"# expect: fail normalize.wrong-constant\n{WRONG}",
        "wrong_another_code.py": f"# expect: fail normalize.rounded\n{WRONG}",
        "wrong_crashes.py": "# expect: fail\ndef normalize(images):\n    return 1 / 0\n",
        "wrong_empty.py": "",
        "wrong_misspelled.py": f"# expects: fail\n{WRONG}",
        "wrong_passes.py": f"# expect: fail\n{right}",
        "wrong_says_pass.py": f"# expect: pass\n{right}",
        # These tell the truth.
        "right_good.py": f"# expect: pass\n{right}",
        "wrong_good.py": f"# expect: fail normalize.wrong-constant\n{WRONG}",
        "wrong_no_code.py": f"# expect: fail\n{WRONG}",
        "wrong_crash_declared.py": "# expect: crashed\ndef normalize(images):\n    return 1 / 0\n",
        "wrong_stub.py": f"# expect: not_attempted\n{REAL.stub.read_text('utf-8')}",
    }
    for name, text in files.items():
        (answers / name).write_text(text, "utf-8")
    form = "must begin with `# expect: pass` (right_*) or `# expect: fail CODE` (wrong_*)"
    found = {f.where.rpartition("/")[2]: f.what for f in graded(runner) if f.where.endswith(".py")}
    assert found == {
        "right_fails.py": "declares 'expect: pass', got failed (range: normalize.wrong-constant)",
        "right_says_fail.py": form,
        "wrong_another_code.py": (
            "declares 'expect: fail normalize.rounded', got failed (range: normalize.wrong-constant)"
        ),
        "wrong_crashes.py": found["wrong_crashes.py"],
        "wrong_empty.py": form,
        "wrong_misspelled.py": form,
        "wrong_passes.py": "declares 'expect: fail', got passed",
        "wrong_says_pass.py": form,
    }
    assert found["wrong_crashes.py"].startswith("declares 'expect: fail', got crashed (")


def test_findings_are_printed_and_exit_with_1(
    kit: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(kit / "tests/bank/answers/e01_normalize")
    (kit / "exercises/e01_normalize.py").unlink()
    (kit / "exercises/other.py").touch()
    assert tfkata(monkeypatch, "author", "check") == 1
    printed = capsys.readouterr().out
    for part in (
        "`tfkata author sync`",
        "it needs at least 8",
        "exercises/other.py: is stray",
        "tests/bank/answers/e01_normalize: no wrong answer declares normalize.rounded: add one",
        f"{4 + len(mistakes.unproved(mistakes.declared(REAL), []))} findings",
    ):
        assert part in printed
    assert tfkata(monkeypatch, "author", "check", "e01") == 1
    assert "stray" not in capsys.readouterr().out
