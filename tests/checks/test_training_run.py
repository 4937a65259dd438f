"""What is said of a history that is not the dict that was asked for."""

from __future__ import annotations

import pytest

from tfkata.checks.training_run import without_numbers


@pytest.mark.parametrize(
    ("history", "said"),
    [
        ({}, "an empty dict"),
        ({"acc": [0.5]}, "a dict with no list of numbers under `loss` (its keys: `acc`)"),
        ({"loss": "0.5", 3: 1}, "a dict with no list of numbers under `loss` (its keys: `loss`, `3`)"),
    ],
)
def test_a_history_without_numbers(history: dict[object, object], said: str) -> None:
    assert without_numbers(history, "loss") == said
