"""Which level comes next: it follows what the learner got right, never how long that took."""

from __future__ import annotations

from collections.abc import Iterable

from tfkata.drills.drill import LEVELS

UP_AFTER = 3
DOWN_AFTER = 2


def next_level(attempts: Iterable[tuple[int, bool]], start: int = LEVELS[0]) -> int:
    """The level after these attempts, oldest first, each with its level and whether it was right.

    Three in a row on one level lead one up, two misses in a row one down. Without attempts it is `start`.

    Example:
        >>> next_level([(1, True), (1, True), (1, True)])
        2
    """
    level, run = start, 0
    for at, right in attempts:
        if at != level:
            level, run = at, 0
        run = (max(run, 0) + 1) if right else (min(run, 0) - 1)
        if run == UP_AFTER:
            level, run = min(level + 1, LEVELS[-1]), 0
        elif run == -DOWN_AFTER:
            level, run = max(level - 1, LEVELS[0]), 0
    return level
