"""Where the bank lies: right and wrong answers to every exercise, and what was measured with them.

A checkout has all of it in `tests/bank`; a wheel has the answers alone, inside the package.
"""

from __future__ import annotations

from pathlib import Path

from tfkata.catalog import records

ANSWERS, VALIDITY, MUTANTS, CALIBRATION = "answers", "validity", "mutants", "calibration"


def root() -> Path:
    """The bank's own folder, which a checkout has in its `tests`; where there is no checkout, it is not there."""
    return records.kit_folder("solutions").parent / "tests" / "bank"


def folder(kind: str) -> Path:
    """The folder of `ANSWERS`, or of one kind of measurement: `VALIDITY`, `MUTANTS`, `CALIBRATION`."""
    in_wheel = records.kit_folder("solutions").parent / "bank" / kind
    return in_wheel if kind == ANSWERS and not root().is_dir() and in_wheel.is_dir() else root() / kind


def answers(exercise_id: str) -> list[Path]:
    """The right and wrong answers kept for an exercise, right ones first."""
    return sorted((folder(ANSWERS) / exercise_id).glob("*.py"))


def measured(kind: str, exercise_id: str) -> Path:
    """The file with what was measured of one kind for an exercise; it need not exist."""
    return folder(kind) / f"{exercise_id}.json"
