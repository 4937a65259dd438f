"""Measured numbers beside the bar that they must reach: "accuracy 0.86, needed 0.77"."""

from __future__ import annotations

from tfkata.catalog import thresholds
from tfkata.results import CheckResult


def measured(exercise_id: str, check: CheckResult) -> str:
    """Everything that a check measured and that has a minimum; empty where there is nothing of that kind."""
    return "; ".join(
        beside(name, value, thresholds.minimum(exercise_id, name))
        for name, value in check.measured.items()
        if thresholds.path_of(exercise_id, name).is_file()
    )


def beside(name: str, value: float, needed: float) -> str:
    """Both with as many places as it takes to see which is larger."""
    places = next(
        (n for n in range(2, 7) if (round(value, n) < round(needed, n)) == (value < needed)),
        7,
    )
    return f"{name} {value:.{places}f}, needed {needed:.{_places(needed, places)}f}"


def _places(needed: float, places: int) -> int:
    """A bar is a round number: it is shown as it is."""
    return max(places, len(f"{needed:.6f}".rstrip("0").partition(".")[2]))
