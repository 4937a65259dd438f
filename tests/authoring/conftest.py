"""A kit of one exercise that a test may damage."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfkata.catalog import bank, records, texts

REAL = records.find("e01")


# Without those that need TensorFlow, so that no test waits for it.
QUICK = [p for p in bank.answers(REAL.id) if not re.search("tensorflow|keras", p.read_text("utf-8"))]
KEPT = [p for p in QUICK if p.name.startswith("right_")][:6] + [
    p for p in QUICK if p.name.startswith("wrong_")
]


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A kit of one exercise that may be damaged: 6 right answers, wrong ones for every code, and its texts."""
    for name in ("solutions", "exercises"):
        (tmp_path / name).mkdir()
        shutil.copy(records.kit_folder(name) / f"{REAL.id}.py", tmp_path / name)
    answers = tmp_path / "tests/bank/answers" / REAL.id
    answers.mkdir(parents=True)
    for path in KEPT:
        shutil.copy(path, answers)
    curriculum = tmp_path / "curriculum"
    (curriculum / REAL.id).mkdir(parents=True)
    shutil.copy(texts.path_of(REAL.id), curriculum / REAL.id)
    monkeypatch.setattr(records, "CURRICULUM", curriculum)
    monkeypatch.setattr(records, "kit_folder", lambda name: tmp_path / name)
    monkeypatch.setattr(records, "exercises", lambda: {REAL.id: REAL})
    texts.read.cache_clear()
    yield tmp_path
    texts.read.cache_clear()
