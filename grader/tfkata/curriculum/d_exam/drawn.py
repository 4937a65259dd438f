"""How rows are dealt out for a paper that an instructor issued: which are the learner's, which score at once, which in the end.

`opened` stands in the paper. What comes with tfkata is shuffled with it: as many rows as always to train on, and half of the others to
score a submission at once. `sealed` follows from the secret of the course and the learner's id, and stands nowhere. It draws the rows
that count in the end besides: of the other half, or of a full data set that does not come with tfkata.

Where rows cannot change places (years of a series, pictures of which another drawing lies in the other part), the learner gets what
everybody gets, and only what is held out is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tfkata.curriculum.d_exam.task import Pair
from tfkata.data.images import Part
from tfkata.data.split import draw as some_of

Load = Callable[[Part], Pair]
MORE = 0.8
"""The share of what is not open that is drawn by the secret: which ones, nobody else knows."""
_OPENED, _SEALED = re.compile(r"[ef][0-9a-f]{15}"), re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Draw:
    """`opened` begins with `f` where a full data set is asked for, with `e` where everything comes with tfkata."""

    opened: str
    sealed: str | None = None

    def __post_init__(self) -> None:
        if not _OPENED.fullmatch(self.opened) or not (self.sealed is None or _SEALED.fullmatch(self.sealed)):
            raise ValueError("not the draw of a paper")

    @property
    def is_full(self) -> bool:
        return self.opened.startswith("f")


def dealt(
    draw: Draw | None, load: Load, *, classes: bool = False, fixed: bool = False, full: Load | None = None
) -> Load:
    """Load as the draw has it: the learner's rows as "train", those that score as "held_out". Without a draw, `load` itself.

    Args:
        classes: what is right are classes; each part has as many of each as without a draw.
        fixed: rows to train on and rows held out cannot change places.
        full: gives, as "held_out", rows of a full data set, none of which comes with tfkata.
    """
    if draw is None:
        return load

    def loaded(part: Part) -> Pair:
        if fixed:
            return load("train") if part == "train" else _scoring(draw, load("held_out"), classes, full)
        train, held_out = load("train"), load("held_out")
        rows = _together(train, held_out)
        out, own = some_of(_kinds(rows, classes), _counts(held_out, classes, 1.0), seed=_seed(draw.opened))
        return _at(rows, own) if part == "train" else _scoring(draw, _at(rows, out), classes, full)

    return loaded


def _scoring(draw: Draw, held_out: Pair, classes: bool, full: Load | None) -> Pair:
    """The open half; with what is sealed, that and more."""
    kinds = _kinds(held_out, classes)
    first, others = some_of(kinds, _counts(held_out, classes, 0.5), seed=_seed(draw.opened) ^ 1)
    shown = _at(held_out, np.sort(first))
    if draw.sealed is None:
        return shown
    other = _at(held_out, np.sort(others))
    pool = full("held_out") if full is not None and draw.is_full else other
    more, _ = some_of(_kinds(pool, classes), _counts(other, classes, MORE), seed=_seed(draw.sealed))
    return _together(shown, _at(pool, np.sort(more)))


def _kinds(rows: Pair, classes: bool) -> np.ndarray:
    return rows[1] if classes else np.zeros(len(rows[1]), np.int64)


def _counts(rows: Pair, classes: bool, share: float) -> list[int]:
    return [round(share * count) for count in np.bincount(_kinds(rows, classes))]


def _seed(code: str) -> int:
    return int(code[-8:], 16)


def _at(rows: Pair, chosen: np.ndarray) -> Pair:
    return rows[0][chosen], rows[1][chosen]


def _together(one: Pair, other: Pair) -> Pair:
    return np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])
