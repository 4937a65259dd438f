"""A kit of one exercise that a test may damage."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tfkata.catalog import bank, records, texts

REAL = records.find("e01")
ANSWERS = bank.folder(bank.ANSWERS) / REAL.id


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A kit of one exercise that may be damaged: 6 right answers, wrong ones for every code, and its texts."""
    for name in ("solutions", "exercises"):
        (tmp_path / name).mkdir()
        shutil.copy(records.kit_folder(name) / f"{REAL.id}.py", tmp_path / name)
    answers = tmp_path / "tests/bank/answers" / REAL.id
    answers.mkdir(parents=True)
    for kind, count in (("right", 6), ("wrong", None)):
        # Without those that need TensorFlow, so that no test waits for it.
        quick = [p for p in sorted(ANSWERS.glob(f"{kind}_*.py")) if "tensorflow" not in p.read_text("utf-8")]
        for path in [p for p in quick if "keras" not in p.read_text("utf-8")][:count]:
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
