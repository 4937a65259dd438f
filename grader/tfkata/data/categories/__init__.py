"""The data sets of the other categories: numbers, text and series, and pictures in colour. Every SHA-256 is checked.

| name | train | held out | what it is |
|---|---|---|---|
| `births` | 5,844 | 1,461 | births a day in the United States, 1969–1984 and 1985–1988 |
| `mail` | 2,400 | 600 | the beginning of a mail each; 30 % are spam |
| `cars` | 314 | 78 | Auto-MPG: seven columns, and miles per gallon |
| `sunspots` | 2,256 | 564 | sunspots a month, 1749–1936 and 1937–1983 |
| `pictures` | 1,130 | 274 | eight kinds of things in colour, 32 × 32 |

A root of its own, laid out as `tfkata.data` is: manifest.toml, archives, held_out/, licences/. So a change here makes no verdict
of the other exercises stale. The held-out part is the examiner's. Imports NumPy alone; modules called make… are run by hand.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import archive, auto_mpg, emoji, series, spam
from tfkata.data.doctor import DataStatus
from tfkata.data.images import PARTS
from tfkata.errors import DataError

NAMES = ("births", "mail", "cars", "sunspots", "pictures")
__all__ = ["NAMES", "births", "cars", "check_all", "held_out_folder", "mail", "pictures", "sunspots"]


def births() -> NDArray[np.int64]:
    """Births in the United States on each day from 1 January 1969 to 31 December 1984: int64 (5844,).

    >>> int(births()[0])
    8486
    """
    return series.load("births", "train")


def mail() -> tuple[list[str], NDArray[np.int64]]:
    """The beginnings of 2,400 mails, at most 100 words each, and labels int64 (2400,), 1 for spam.

    NAME, ADDRESS, LINK, NUMBER and PLACE stand for what was masked.
    """
    found = spam.load("train")
    return found.texts, found.labels


def cars() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """314 cars of 1970 to 1982: float32 (314, 7), and miles per gallon float32 (314,).

    The columns: cylinders, displacement (cubic inches), horsepower, weight (pounds), acceleration (seconds to 60 miles an
    hour), year (70 to 82), origin (1 USA, 2 Europe, 3 Japan).
    """
    found = auto_mpg.load("train")
    return found.table, found.mpg


def sunspots() -> NDArray[np.float64]:
    """The mean number of sunspots in each month from January 1749 to December 1936: float64 (2256,)."""
    return series.load("sunspots", "train")


def pictures() -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Small colour pictures: uint8 (1130, 32, 32, 3), and labels int64 (1130,) from 0 to 7.

    The labels mean animals, clothes, faces, food, hands, places, tools, vehicles.
    """
    found = emoji.load("train")
    return found.images, found.labels


def check_all(*, root: Path = archive.HERE) -> list[DataStatus]:
    """Load both parts of every data set, and say of each how it stands. Never raises."""
    return [_checked(name, root) for name in NAMES]


def _checked(name: str, root: Path) -> DataStatus:
    try:
        for part in PARTS:
            archive.load(name, part, root=root)
    except DataError as problem:
        return DataStatus(name, str(root), "fail", str(problem))
    return DataStatus(name, str(root), "ok")


def held_out_folder(*, root: Path = archive.HERE) -> Path:
    """The folder of the held-out files, which no candidate may read."""
    return root / "held_out"
