"""The calls of `split`: labels of several classes, and images in whose pixels their own number is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

SEEDS = (0, 1, 2, 3, 7, 42, 1234)
PLANS: list[tuple[dict[int, int], float, bool]] = [
    ({0: 15, 3: 10, 7: 25}, 0.2, True),
    ({0: 15, 3: 10, 7: 25}, 0.2, False),
    ({1: 7, 2: 11, 4: 2, 9: 20}, 0.25, False),
    ({2: 13, 15: 7, 130: 20}, 0.25, True),
    ({0: 4, 1: 6, 2: 2}, 0.5, False),
    ({0: 120, 1: 40, 8: 33, 9: 7}, 0.2, False),
    ({4: 60, 5: 31, 6: 9}, 0.3, True),
]
"""Samples of each class, fraction, and whether the labels come sorted: gaps, ids above 9, classes of 2 and of 120."""


def drawn_plans(seed: int) -> list[tuple[dict[int, int], float, bool]]:
    """Most samples held out, or few: by fractions that nobody would try by hand."""
    random = np.random.default_rng([seed, 4])
    most, few = 0.05 * random.integers(11, 19), 0.01 * random.integers(6, 15)
    return [
        ({0: 40, 2: 100, 5: 20}, round(float(most), 2), False),
        ({1: 200, 6: 100}, round(float(few), 2), bool(random.integers(2))),
    ]


LABEL_DTYPES = ("int64", "uint8", *["int64"] * 5, "int32", "uint8")


@dataclass(frozen=True)
class Case:
    """Arguments of one call. `fraction` times the number of samples is a whole number, so that shares are plain."""

    labels: np.ndarray
    typed: str
    fraction: float
    seed: int
    defaults: bool = False
    """Fraction and seed are left out."""

    @property
    def images(self) -> np.ndarray:
        number = np.arange(len(self.labels))
        pixels = [number // 256, number % 256, 255 - number % 256, number * 7 % 256, number % 11, self.labels]
        return np.stack(pixels, axis=-1).astype(np.uint8).reshape(-1, 2, 3)

    @property
    def arguments(self) -> tuple[Any, ...]:
        return self.images, self.labels, *(() if self.defaults else (self.fraction, self.seed))

    @property
    def call(self) -> str:
        """The same with images that are easier to type, and to read in a result."""
        images = f"np.arange({len(self.labels)}).reshape(-1, 1, 1)"
        return f"split({', '.join(map(str, (images, self.typed, *self.arguments[2:])))})"


def cases(seed: int) -> list[Case]:
    found = []
    seeds = [*SEEDS, *np.random.default_rng([seed, 5]).integers(2000, 2**31, 2).tolist()]
    for number, (counts, fraction, in_order) in enumerate([*PLANS, *drawn_plans(seed)]):
        labels = np.repeat(list(counts), list(counts.values()))
        typed = f"np.repeat({list(counts)}, {list(counts.values())})"
        if not in_order:
            labels = np.random.default_rng(seed).permutation(labels)
            typed = f"np.random.default_rng({seed}).permutation({typed})"
        labels = labels.astype(LABEL_DTYPES[number])
        found.append(Case(labels, typed, fraction, seeds[number]))
    return found
