"""The statement of an exercise names the minimum that its checks ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tfkata.catalog import records, thresholds


@pytest.mark.parametrize("place", thresholds.paths(), ids=lambda place: f"{place.parent.name} {place.stem}")
def test_the_statement_names_the_minimum(place: Path) -> None:
    exercise = records.find(place.parent.name)
    measure = place.stem.partition(".")[2] or "accuracy"
    named = f"{100 * thresholds.minimum(exercise.id, measure):g} %"
    assert named in " ".join(exercise.solution.read_text("utf-8").split())
