"""Auto-MPG: 392 cars of 1970 to 1982, seven columns of numbers each, and how many miles each went on a gallon."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import archive
from tfkata.data.images import Part

NAME = "cars"
COLUMNS = ("cylinders", "displacement", "horsepower", "weight", "acceleration", "year", "origin")
"""Cubic inches, pounds, seconds to 60 miles an hour, year without its century. Origin: 1 USA, 2 Europe, 3 Japan."""


@dataclass(frozen=True, slots=True, eq=False)
class Cars:
    """One part: `table` is float32 (n, 7), its columns are `COLUMNS`; `mpg` is float32 (n,), miles per gallon."""

    table: NDArray[np.float32]
    mpg: NDArray[np.float32]


def load(part: Part, *, root: Path = archive.HERE) -> Cars:
    """314 cars to train on or the 78 held out, shuffled; nothing is missing in them.

    Raises DataError when the file is missing or damaged.
    """
    return Cars(**archive.load(NAME, part, root=root))
