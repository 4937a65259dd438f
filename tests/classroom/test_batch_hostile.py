"""Hostile submissions among honest ones in one class: the honest get what they would get alone, the hostile nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.attacks.arena import Arena, Attack, arena, attacks, faults
from tfkata.catalog import bank, records
from tfkata.classroom.batch import Batch
from tfkata.classroom.engines import LocalEngine
from tfkata.classroom.store import Store
from tfkata.results import CheckResult, ExerciseResult, Outcome
from tfkata.running import shared
from tfkata.settings import Settings
from tfkata.submissions.discover import discover

pytestmark = pytest.mark.skipif(not psutil.LINUX, reason="the walls are Linux's")

VARIANTS = bank.folder(bank.ANSWERS)
HONEST = ("e01_normalize", "e03_one_hot")
MARK = "honest"


def found(result: ExerciseResult) -> ExerciseResult:
    """Without what differs from run to run."""
    checks: list[CheckResult] = [replace(check, seconds=0.0) for check in result.checks]
    return replace(result, seconds=0.0, checks=checks)


def honest_answers(count: int) -> dict[str, tuple[str, str]]:
    """Learner -> exercise and text: right and wrong ones that need no TensorFlow."""
    answers = {}
    for name in HONEST:
        light = [p for p in sorted((VARIANTS / name).glob("*.py")) if _is_light(p)]
        step = max(1, len(light) // count)
        for path in light[::step][:count]:
            answers[f"{MARK}-{name[:3]}-{path.stem}"] = (name, path.read_text("utf-8"))
    return answers


def _is_light(path: Path) -> bool:
    text = path.read_text("utf-8")
    return "tensorflow" not in text and "keras" not in text and "sklearn" not in text


def grade_class(folder: Path, hostile: list[Attack], honest: int, patience: float, field: Arena) -> list[str]:
    """What went wrong in a class of both, graded by two at a time."""
    answers = honest_answers(honest)
    hands = dict(answers)
    for number, attack in enumerate(hostile):  # the sort by name puts them between the honest ones
        who = f"{MARK}-e0{number % 4}-attack-{number:03}-{attack.path.stem}"
        hands[who] = (records.find(attack.exercise).id, attack.path.read_text("utf-8"))
    for learner, (name, text) in hands.items():
        path = folder / "class" / learner / f"{name}.py"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    settings = Settings(tier="quick", device="cpu", patience=patience)
    exercises = list(dict.fromkeys(records.find(name) for name, _ in hands.values()))
    with Store(folder / "s.sqlite") as store, LocalEngine(2) as engine:
        batch = Batch(discover([folder / "class"]), exercises, settings, store, engine)
        results = {graded.learner.id: graded.result for graded in batch.run()}
        problems = [f"{batch.counts.errors} errors of ours"] if batch.counts.errors else []
    if set(results) != set(hands):
        problems.append("not everybody was graded")
    for learner, (name, text) in answers.items():
        alone = field.runner.grade_text(records.find(name), text, f"{name}.py", tier="quick")
        (beside,) = (e for e in results[learner].exercises if e.id == name)
        if found(alone) != found(beside):
            problems.append(
                f"{learner}: {alone.outcome}, {alone.points} alone; {beside.outcome}, {beside.points} beside"
            )
    for number, attack in enumerate(hostile):
        who = f"{MARK}-e0{number % 4}-attack-{number:03}-{attack.path.stem}"
        (got,) = (e for e in results[who].exercises if e.id == records.find(attack.exercise).id)
        problems += [f"{attack.name}: {fault}" for fault in faults(attack, got) if _is_serious(fault, got)]
    return problems


def _is_serious(fault: str, got: ExerciseResult) -> bool:
    """With another patience than its own an attack may end in another way; it must not end well."""
    return " and not " not in fault or got.outcome in (Outcome.PASSED, Outcome.GRADER_ERROR)


def test_some_attacks_among_honest_answers(tmp_path: Path) -> None:
    chosen = [a for a in attacks() if a.exercise == HONEST[0] and a.patience == 1.0 and not a.slow][::6]
    assert len(chosen) >= 6
    with arena() as field:
        assert grade_class(tmp_path, chosen, 6, 1.0, field) == []
    shared.close()


@pytest.mark.slow
def test_every_attack_among_honest_answers(tmp_path: Path) -> None:
    with arena() as field:
        assert grade_class(tmp_path, attacks(), 20, 0.5, field) == []
    shared.close()
