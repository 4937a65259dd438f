"""Two series: births a day in the United States, and sunspots a month. Held out are the last years, which no model has seen."""

from pathlib import Path
from typing import Any, Literal

from numpy.typing import NDArray

from tfkata.data.categories import archive
from tfkata.data.images import Part

Series = Literal["births", "sunspots"]
NAMES: tuple[Series, ...] = ("births", "sunspots")


def load(name: Series, part: Part, *, root: Path = archive.HERE) -> NDArray[Any]:
    """One part of a series, in the order of time; the held-out part begins right after the part to train on.

    "births": int64, a value a day, 1969–1984 (5,844) and 1985–1988 (1,461).
    "sunspots": float64, a value a month, 1749–1936 (2,256) and 1937–1983 (564).
    Raises DataError when the file is missing or damaged.
    """
    return archive.load(name, part, root=root)["values"]
