"""Stratified draws that come out the same on every machine and in every release of NumPy."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def draw(
    labels: NDArray[np.integer], per_class: Sequence[int], *, seed: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Indices of `per_class[c]` random rows of each class c, and those of all the others; both shuffled.

    `labels` is (n,), integers from 0. A class that has too few rows gives all of them.
    """
    # NumPy promises never to change what a seeded RandomState gives; default_rng may give other numbers one day.
    order = np.random.RandomState(seed).permutation(len(labels)).astype(np.intp)
    shuffled = labels[order]
    taken = np.zeros(len(labels), dtype=bool)
    for label, count in enumerate(per_class):
        taken[np.flatnonzero(shuffled == label)[:count]] = True
    return order[taken], order[~taken]


def proportional(labels: NDArray[np.integer], total: int) -> list[int]:
    """How many rows of each class to draw so that `total` rows have the classes' proportions (largest remainder).

    >>> proportional(np.array([0, 0, 0, 0, 1, 1]), 3)
    [2, 1]
    """
    exact = np.bincount(labels) * total / len(labels)
    shares = np.floor(exact).astype(int)
    largest = np.argsort(shares - exact, kind="stable")[: total - int(shares.sum())]
    shares[largest] += 1
    return [int(share) for share in shares]
