"""The minimum that a trained answer must reach, as `tfkata author calibrate` measured it: `curriculum/<id>/threshold.toml`.

A check that asks for one reads it here, after it has said what it measured::

    kit.measured("accuracy", accuracy)
    if accuracy < calibration.minimum("e16_train"):
        fail("train.below-threshold", ...)
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tfkata.catalog import records
from tfkata.catalog.records import folder_of
from tfkata.errors import GraderError


def path_of(exercise_id: str, measure: str = "accuracy") -> Path:
    """The record of one measured number; `accuracy` needs no mention in its name."""
    return folder_of(exercise_id) / (
        "threshold.toml" if measure == "accuracy" else f"threshold.{measure}.toml"
    )


def paths() -> list[Path]:
    """Every record there is."""
    return sorted(records.CURRICULUM.glob("e*/threshold*.toml"))


@cache
def record(exercise_id: str, measure: str = "accuracy") -> dict[str, Any]:
    """The threshold, and what it was computed from.

    Raises:
        GraderError: never calibrated, or not a valid record.
    """
    path = path_of(exercise_id, measure)
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise GraderError(
            f"{exercise_id} has no calibrated minimum: `tfkata author calibrate {exercise_id}`"
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise GraderError(f"{path.name}: not a valid record: {error}") from error


def minimum(exercise_id: str, measure: str = "accuracy") -> float:
    """The smallest value that passes."""
    return float(record(exercise_id, measure)["threshold"])
