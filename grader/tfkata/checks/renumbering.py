"""Classes and columns in another order for each seed, so that weights trained elsewhere know nothing here.

Real data sets are public, and the wheel carries them: a model could be brought along instead of trained. Under other
numbers its answers are wrong, while a training that goes by the labels it is given notices nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def class_numbers(classes: int, seed: int) -> np.ndarray:
    """The new number of each class, int64 (classes,); with no seed does a class keep its own.

    >>> sorted(class_numbers(10, seed=0).tolist()) == list(range(10))
    True
    """
    numbers, random = np.arange(classes), np.random.default_rng([seed, classes])
    for last in range(classes - 1, 0, -1):  # Sattolo's shuffle: one cycle through all classes
        other = int(random.integers(last))
        numbers[last], numbers[other] = numbers[other], numbers[last]
    return numbers


def names(of: Sequence[str], numbers: np.ndarray) -> list[str]:
    """The names of the classes in the order of their new numbers."""
    return [of[old] for old in np.argsort(numbers)]


def under_other_numbers(labels: np.ndarray, predicted: np.ndarray, classes: int) -> float:
    """The accuracy that the same answers would have if each class could be given the number that suits it best.

    >>> under_other_numbers(np.array([0, 1, 2, 2]), np.array([1, 2, 0, 0]), 3)
    1.0
    """
    from scipy.optimize import linear_sum_assignment

    counts = np.zeros((classes, classes), np.int64)
    np.add.at(counts, (labels, predicted), 1)
    best = linear_sum_assignment(counts, maximize=True)
    return float(counts[best].sum() / max(len(labels), 1))


def columns(table: np.ndarray, seed: int) -> np.ndarray:
    """Standardized columns in another order, some of them mirrored: just as standardized, float64 (n, d)."""
    random = np.random.default_rng([seed, table.shape[1]])
    order, signs = random.permutation(table.shape[1]), random.choice([-1.0, 1.0], table.shape[1])
    return np.asarray(table[:, order] * signs)
