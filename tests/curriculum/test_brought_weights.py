"""Weights trained elsewhere are at chance, whatever they know: the classes have other numbers here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.curriculum import brought_weights
from tfkata.catalog import records
from tfkata.running.runner import Runner
from tfkata.settings import Settings

CASES = [
    ("e22", brought_weights.clothes, "solve.other-numbers", 0),
    ("e22", brought_weights.clothes, "solve.other-numbers", 5),
    ("e16", brought_weights.digits, "train.other-numbers", 0),
]


@pytest.mark.parametrize(("exercise", "answer", "code", "seed"), CASES)
def test_brought_weights_do_not_pass(
    exercise: str, answer: Callable[[], str], code: str, seed: int, tmp_path: Path
) -> None:
    asked = records.find(exercise)
    place = tmp_path / f"{asked.id}.py"
    place.write_text(answer(), "utf-8")
    with contextlib.closing(Runner(Settings(tier="full", seed=seed, patience=4))) as runner:
        found = {check.id: check for check in runner.grade(asked, place, tier="full").checks}
    assert found["accuracy"].misconception == code
    assert found["accuracy"].measured["accuracy"] < 0.25
