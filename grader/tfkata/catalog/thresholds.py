"""The minimum that a trained answer must reach, as `tfkata author calibrate` measured it: `grader/calibration/<id>.toml`.

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

from grader.errors import GraderError

_FOLDER = Path(__file__).parent / "calibration"


def path_of(exercise_id: str, measure: str = "accuracy") -> Path:
    """The record of one measured number; `accuracy` needs no mention in its name."""
    return _FOLDER / (f"{exercise_id}.toml" if measure == "accuracy" else f"{exercise_id}.{measure}.toml")


def paths() -> list[Path]:
    """Every record there is."""
    return sorted(_FOLDER.glob("*.toml"))


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
