"""What a data set is once it is loaded, and which parts it has."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Part = Literal["train", "held_out"]
PARTS: tuple[Part, ...] = ("train", "held_out")


@dataclass(frozen=True, slots=True, eq=False)
class Images:
    """One part of a data set: `images` and, row for row, `labels`.

    `images` is uint8 (n, 28, 28), or float64 (n, 30) for the table "breast-cancer"; `labels` is int64 (n,).
    Each load gives arrays of its own: writing into them changes nothing for others.
    """

    images: NDArray[Any]
    labels: NDArray[np.int64]
