"""The page says what was measured, to the last answer, and renders from what is kept to the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tfkata.authoring import measurements, rules, validity, validity_page
from tfkata.authoring.validity import Share
from tfkata.catalog import bank, records
from tfkata.running.parallel import in_parallel
from tfkata.running.runner import Runner

E01 = records.find("e01")
CONDITIONS = {"date": "2026-01-02", "cpu": "A CPU", "cores": 2, "versions": {"python": "3.12"}}
RIGHT = "# expect: pass\nimport numpy as np\ndef normalize(images):\n    return images / np.float32(255)\n"
WRONG = "# expect: fail normalize.divide-by-max\ndef normalize(images):\n    return (images / images.max()).astype('float32')\n"
LIES = WRONG.replace("divide-by-max", "not-scaled")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Measurements go to a folder of the test's own; e01 has three answers, one of which declares another code."""
    answers = {"right_a.py": RIGHT, "wrong_a.py": WRONG, "wrong_b.py": LIES}
    for name, text in answers.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.setattr(measurements, "root", lambda: tmp_path)
    monkeypatch.setattr(bank, "root", lambda: tmp_path / "tests" / "bank")
    monkeypatch.setattr(bank, "answers", lambda exercise_id: [tmp_path / name for name in answers])
    return tmp_path


def judge(runner: Runner, tier: str = "full") -> dict[str, Any]:
    list(validity.judge(E01, runner, tier=tier, jobs=2))
    return measurements.load(bank.measured(bank.VALIDITY, E01.id))


def test_verdicts_are_counted(kept: Path, runner: Runner) -> None:
    row = validity.row(E01.id, judge(runner))
    assert (str(row.accepted), str(row.rejected), str(row.named)) == ("1/1", "2/2", "1/2")
    (why,) = row.disagreements
    assert why.startswith(
        "tests/bank/answers/e01_normalize/wrong_b.py: declares 'expect: fail normalize.not-scaled'"
    )
    assert "normalize.divide-by-max" in why


def test_only_what_changed_is_graded_again(
    kept: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = judge(runner)
    graded = []
    real = rules.judge_answer
    monkeypatch.setattr(
        rules, "judge_answer", lambda e, path, *rest: graded.append(path.name) or real(e, path, *rest)
    )
    assert judge(runner) == first
    assert graded == []
    (kept / "wrong_b.py").write_text(WRONG, "utf-8")
    assert not validity.row(E01.id, judge(runner)).disagreements
    assert graded == ["wrong_b.py"]


def test_the_full_tier_grades_again_what_the_quick_one_could_not_reject(
    kept: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(runner, "quick")
    graded = []
    real = rules.judge_answer
    monkeypatch.setattr(
        rules, "judge_answer", lambda e, path, *rest: graded.append(path.name) or real(e, path, *rest)
    )
    judge(runner)
    assert graded == ["right_a.py"]


def entry(outcome: str | None, *, declared: str | None = None, found: str | None = None) -> dict[str, Any]:
    agrees = found == declared
    return {"outcome": outcome, "declared": declared, "found": found, "agrees": agrees, "why": "because"}


def test_open_and_broken_answers_are_no_success() -> None:
    answers = {
        "right_a.py": entry("passed"),
        "right_b.py": entry("failed", found="x.y"),
        "wrong_a.py": entry("failed", declared="x.y", found="x.y"),
        "wrong_b.py": entry("passed", declared="x.y"),
        "wrong_c.py": entry("grader_error", declared="x.y"),
        "wrong_d.py": entry("crashed"),
        "wrong_e.py": {"outcome": None, "tier": "quick"},
    }
    row = validity.row("e01_normalize", {"answers": answers})
    assert (str(row.accepted), str(row.rejected), str(row.named)) == ("1/2", "2/4", "1/3")
    assert row.open == 1
    assert len(row.disagreements) == 3


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Share(1, 1), "100.00 %"),
        (Share(99_999, 100_000), "99.99 %"),
        (Share(1, 3), "33.33 %"),
        (Share(), "-"),
    ],
)
def test_nothing_is_rounded_up(share: Share, text: str) -> None:
    assert share.percent == text


def test_the_page_keeps_both_sections(kept: Path) -> None:
    answers = {"conditions": CONDITIONS, "answers": {"right_a.py": entry("passed")}}
    killed = {
        "conditions": CONDITIONS,
        "total": 1,
        "mutants": {"m": {"fate": "survived", "change": "- a\n+ b"}},
    }
    assert validity_page.render().count("Not measured yet.") == 2
    measurements.save(bank.measured(bank.MUTANTS, E01.id), killed)
    assert validity_page.render().count("Not measured yet.") == 1
    measurements.save(bank.measured(bank.VALIDITY, E01.id), answers)
    whole = validity_page.render()
    assert "| e01_normalize | 1/1 | 0/0 | 0/0 |  |" in whole
    assert "- `e01_normalize:m` (survived)\n\n      - a\n      + b" in whole
    assert "- Hardware: A CPU, 2 cores" in whole
    assert whole == validity_page.render()


def test_whoever_stops_iterating_begins_no_more(runner: Runner) -> None:
    begun: list[int] = []

    def work(item: int, clone: Runner) -> int:
        begun.append(item)
        return item * item

    results = in_parallel(range(100), work, runner, jobs=1)
    assert next(results)[1] in (0, 1, 4, 9, 16)
    results.close()
    assert len(begun) < 100


def test_an_error_of_one_is_raised(runner: Runner) -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_parallel([1, 0], lambda item, clone: 1 // item, runner, jobs=2))


def test_the_kits_own_page_is_rendered_from_what_is_kept() -> None:
    path = measurements.root() / "docs" / "validity.md"
    if path.is_file():
        assert path.read_text("utf-8") == validity_page.render(), (
            "stale: run `tfkata author validity` or `mutate`"
        )
