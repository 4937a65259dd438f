"""`tfkata author check` trusts a kept verdict only while nothing that decides it has changed, and never what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.authoring.conftest import KEPT, REAL
from tfkata.authoring import gate, measurements, rules, validity
from tfkata.authoring.rules import Finding
from tfkata.catalog import bank
from tfkata.cli.app import app
from tfkata.running import fingerprint
from tfkata.running.runner import Runner

Entries = dict[str, dict[str, Any]]

COUNT = len(KEPT)


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Any]:
    """What the first test that needs them has had judged; each kit has the same answers."""
    return {}


@pytest.fixture
def kept(kit: Path, runner: Runner, verdicts: dict[str, Any]) -> Path:
    """The file of verdicts that `author validity` keeps of the answers to the only exercise."""
    path = bank.measured(bank.VALIDITY, REAL.id)
    if not verdicts:
        list(validity.judge(REAL, runner, tier="full", jobs=2))
        verdicts.update(measurements.load(path))
    measurements.save(path, verdicts)
    return path


def rewrite(kept: Path, change: Callable[[Entries], None]) -> None:
    stored = measurements.load(kept)
    change(stored["answers"])
    measurements.save(kept, stored)


def check(runner: Runner, *, tier: str = "full", chosen_by: str = "x") -> tuple[gate.Plan, list[Finding]]:
    planned = gate.plan(REAL, tier=tier, chosen_by=chosen_by)
    return planned, list(gate.judge(REAL, planned, runner, tier=tier, jobs=2))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["author", "check", *arguments], standalone_mode=False)
    assert result.exception is None, result.output
    return result.return_value, result.output


def names(paths: Any) -> list[str]:
    return sorted(path.name for path in paths)


def test_what_is_unchanged_is_trusted_but_for_a_sample(
    kept: Path, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = []
    real = rules.judge_answer
    monkeypatch.setattr(
        rules, "judge_answer", lambda e, path, *rest: judged.append(path) or real(e, path, *rest)
    )
    planned, found = check(runner)
    assert found == []
    assert len(planned.trusted) == COUNT - 5
    assert sorted(judged) == planned.judged == sorted(planned.sampled)
    assert len(judged) == gate.SAMPLE == 5


def test_other_rotations_choose_others_and_reach_every_answer(kept: Path) -> None:
    def sample(chosen_by: str) -> frozenset[Path]:
        return gate.plan(REAL, tier="full", chosen_by=chosen_by).sampled

    assert sample("a") == sample("a")
    assert len(set().union(*(sample(str(number)) for number in range(100)))) == COUNT


def test_all_trusts_nothing(kept: Path) -> None:
    planned = gate.plan(REAL, tier="full", chosen_by="x", everything=True)
    assert not planned.trusted
    assert planned.judged == bank.answers(REAL.id)


def test_the_command_says_what_it_trusted(kept: Path) -> None:
    code, said = run("--rotation", "monday")
    assert code == 0
    assert f"{COUNT} answers,  5 judged" in said
    assert f"{COUNT - 5} verdicts trusted; 5 judged now\n- Measured: 20" in said
    assert f"tensorflow {fingerprint.libraries()['tensorflow']}" in said
    assert (
        "- 5 that could be trusted judged again, chosen by monday: `--rotation monday` chooses the same"
        in said
    )
    code, said = run("--all")
    assert code == 0
    assert (
        f"0 verdicts trusted; {COUNT} judged now\n- {COUNT} that could be trusted judged again, as asked\n"
        in said
    )


def test_without_a_kept_verdict_everything_is_judged(kit: Path) -> None:
    code, said = run()
    assert code == 0
    assert f"0 verdicts trusted; {COUNT} judged now\n- {COUNT} judged: nothing is kept\n" in said


def test_a_changed_answer_a_new_one_and_one_without_a_verdict_are_judged(kept: Path, runner: Runner) -> None:
    changed, without, *_ = answers = bank.answers(REAL.id)
    changed.write_text(changed.read_text("utf-8") + "\n# changed\n", "utf-8")
    new = answers[-1].with_name("wrong_new.py")
    new.write_text(answers[-1].read_text("utf-8"), "utf-8")
    rewrite(kept, lambda entries: entries.pop(without.name))
    planned, found = check(runner)
    assert (names(planned.untrusted), planned.why) == (names([changed, without, new]), gate.NEW)
    assert found == []


def test_a_changed_exercise_and_another_version_trust_nothing(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(fingerprint, "of", lambda exercise, **_: "another")
        planned = gate.plan(REAL, tier="full", chosen_by="x")
    assert (len(planned.untrusted), planned.why) == (COUNT, "the exercise or what judges it has changed")
    here = fingerprint.libraries()
    monkeypatch.setattr(fingerprint, "libraries", lambda: here | {"tensorflow": "9.9.9"})
    planned = gate.plan(REAL, tier="full", chosen_by="x")
    assert len(planned.untrusted) == COUNT
    assert planned.why == f"kept with tensorflow {here['tensorflow']} (here 9.9.9)"


def test_a_kept_verdict_that_contradicts_its_answer_is_found(kept: Path, runner: Runner) -> None:
    """However it came about, and whatever it says of itself; for each rotation, so also where the sample leaves it out."""
    right, wrong = (
        next(p for p in bank.answers(REAL.id) if p.name.startswith(k)) for k in ("right", "wrong")
    )

    def lie(entries: Entries) -> None:
        entries[right.name] |= {"outcome": "failed", "found": "normalize.rounded", "agrees": True}
        entries[wrong.name] |= {"outcome": "passed", "found": None, "agrees": True}

    rewrite(kept, lie)
    planned = gate.plan(REAL, tier="full", chosen_by="x")
    unsampled = gate.Plan(planned.kept, frozenset(), (), planned.why, planned.conditions)
    found = list(gate.judge(REAL, unsampled, runner, tier="full", jobs=2))
    assert [f.where.rpartition("/")[2] for f in found] == [right.name, wrong.name]
    assert (
        found[0].what
        == "declares 'expect: pass', got failed (normalize.rounded), as kept in tests/bank/validity"
    )


def test_a_kept_verdict_that_lies_plausibly_is_found_when_its_turn_comes(kept: Path, runner: Runner) -> None:
    """An answer that does not deserve what it declares, and a kept verdict that says it does."""
    wrong = next(p for p in bank.answers(REAL.id) if p.name.startswith("wrong"))
    declared = rules.declaration(wrong)
    assert declared is not None
    body = REAL.solution.read_text("utf-8")
    wrong.write_text(f"# {declared.line}\n{body}", "utf-8")
    text = measurements.digest(wrong.read_text("utf-8"))
    rewrite(kept, lambda entries: entries[wrong.name].update(text=text))
    planned = gate.plan(REAL, tier="full", chosen_by="x", everything=True)
    found = list(gate.judge(REAL, planned, runner, tier="full", jobs=2))
    assert [f.where.rpartition("/")[2] for f in found] == [wrong.name, f"{REAL.id}.json"]
    assert found[0].what == f"declares '{declared.line}', got passed"
    assert found[1].what.endswith("judged again it is passed (None): run `tfkata author validity`")


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: entry.update(outcome="excellent"),
        lambda entry: entry.pop("found"),
        lambda entry: entry.update(outcome=None),
        lambda entry: entry.update(outcome="grader_error"),
        lambda entry: entry.update(tier="quick"),
    ],
    ids=["unknown", "partial", "none", "our-fault", "of-the-quick-tier"],
)
def test_what_is_no_whole_verdict_of_the_tier_is_judged(
    kept: Path, damage: Callable[[dict[str, Any]], Any]
) -> None:
    first = bank.answers(REAL.id)[0]
    rewrite(kept, lambda entries: damage(entries[first.name]))
    planned = gate.plan(REAL, tier="full", chosen_by="x")
    assert planned.untrusted == (first,)


def test_a_verdict_of_the_full_tier_serves_the_quick_one(kept: Path) -> None:
    def trusted(tier: str) -> int:
        return len(gate.plan(REAL, tier=tier, chosen_by="x").kept)

    assert (trusted("quick"), trusted("full")) == (COUNT, COUNT)
    rewrite(kept, lambda entries: [entry.update(tier="quick") for entry in entries.values()] and None)
    assert (trusted("quick"), trusted("full")) == (COUNT, 0)


def test_what_only_training_tells_is_counted_apart(kept: Path) -> None:
    first = bank.answers(REAL.id)[-1]

    def leave_open(entries: Entries) -> None:
        entries[first.name] = {"text": entries[first.name]["text"], "tier": "quick", "outcome": None}

    rewrite(kept, leave_open)
    tally = gate.Tally()
    tally.add(gate.plan(REAL, tier="quick", chosen_by="x"))
    assert (tally.trusted, tally.left, tally.sampled) == (COUNT - 6, 1, 5)
    assert "- 1 left to the full tier: the quick one cannot tell" in list(tally.lines("x"))


def test_the_sample_goes_by_the_commit_or_else_by_the_date(
    kit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measurements, "root", lambda: kit)
    assert len(gate.rotation().split("-")) == 3
