"""The data sets of the exercises: one loader, every SHA-256 checked. Imports NumPy, neither TensorFlow nor scikit-learn.

| name | train | held out | where it comes from |
|---|---|---|---|
| `mnist` | 8,000 | 2,000 | embedded; the classes keep MNIST's proportions |
| `fashion-mnist` | 10,000 | 2,000 | embedded; 1,000 and 200 of each class, out of the official train and test files |
| `fashion-mnist-full` | 60,000 | 10,000 | $TFKATA_DATA, the Debian package, the Keras cache, else a download |
| `breast-cancer` | 455 | 114 | scikit-learn |

The held-out part is the examiner's. A confined candidate must not reach `held_out_places()`.

Numbers, text, series and pictures in colour are in `tfkata.data.categories`, which has a manifest of its own.

To try things out, `digits()`, `fashion()` and `tumours()` give learners the part to train on, and never another; so do
`births()`, `mail()`, `cars()`, `sunspots()` and `pictures()`, which are functions of `categories`::

    import tfkata
    images, labels = tfkata.data.digits()
"""

import importlib
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data import breast_cancer, doctor, embedded
from tfkata.data import full as full_
from tfkata.data.doctor import DataStatus
from tfkata.data.images import PARTS, Images, Part
from tfkata.data.manifest import HERE
from tfkata.errors import DataError

__all__ = [
    "DataStatus",
    "Images",
    "Part",
    "check_all",
    "digits",
    "fashion",
    "held_out_folder",
    "held_out_places",
    "load",
    "names",
    "tumours",
]

_EMBEDDED = ("mnist", "fashion-mnist")
# By name, not by an import statement: what decides a verdict is found by following those (running/fingerprint.py).
_CATEGORIES = "tfkata.data.categories"
_OF_CATEGORIES = ("births", "cars", "mail", "pictures", "sunspots")


def __getattr__(name: str) -> Any:
    if name not in _OF_CATEGORIES:
        raise AttributeError(f"module 'tfkata.data' has no attribute {name!r}")
    return getattr(importlib.import_module(_CATEGORIES), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_OF_CATEGORIES})


def names() -> tuple[str, ...]:
    """The data sets that `load` knows."""
    return (*_EMBEDDED, full_.NAME, breast_cancer.NAME)


def load(name: str, part: Part, *, root: Path | None = None) -> Images:
    """One part, "train" or "held_out", of a data set; `root` is another folder laid out like this package's.

    Gives uint8 (n, 28, 28), or float64 (n, 30) for "breast-cancer", and labels int64 (n,), in a fixed shuffled
    order ("fashion-mnist-full" keeps the order of its files). Raises DataError, which says what to do, for an unknown
    name and for a file that is missing, damaged or not to be downloaded.

    >>> load("fashion-mnist", "train").images.shape
    (10000, 28, 28)
    """
    root = root or HERE
    if part not in PARTS:
        raise DataError(f"{name} has no part {part!r}; there are: {', '.join(PARTS)}.")
    if name in _EMBEDDED:
        return embedded.load(name, part, root=root)
    if name == full_.NAME:
        return full_.load(part, root=root)
    if name == breast_cancer.NAME:
        return breast_cancer.load(part, root=root)
    raise DataError(f"There is no data set {name!r}; there are: {', '.join(names())}.")


def digits() -> tuple[NDArray[Any], NDArray[np.int64]]:
    """8,000 handwritten digits to try things out with: images uint8 (8000, 28, 28), labels int64 (8000,) from 0 to 9.

    >>> images, labels = digits()
    >>> images.shape, int(labels.max())
    ((8000, 28, 28), 9)
    """
    return _to_train_on("mnist")


def fashion(*, full: bool = False) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Pictures of clothes: images uint8 (10000, 28, 28), labels int64 (10000,) from 0 to 9; with `full`, all 60,000.

    Raises DataError where all are asked for, are not on this computer and cannot be downloaded.
    """
    return _to_train_on(full_.NAME if full else "fashion-mnist")


def tumours() -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Measurements of breast tumours: float64 (455, 30), and labels int64 (455,), 0 malignant and 1 benign."""
    return _to_train_on(breast_cancer.NAME)


def _to_train_on(name: str) -> tuple[NDArray[Any], NDArray[np.int64]]:
    found = load(name, "train")
    return found.images, found.labels


def check_all(*, root: Path | None = None) -> list[DataStatus]:
    """Loads every part that is on this computer, and says of each data set how it stands. Never downloads or raises."""
    root = root or HERE
    return [
        *(doctor.check_embedded(name, root) for name in _EMBEDDED),
        doctor.check_full(root),
        doctor.check_breast_cancer(root),
    ]


def held_out_folder(*, root: Path | None = None) -> Path:
    """The folder of the embedded held-out files, which no candidate may read."""
    return (root or HERE) / "held_out"


def held_out_places() -> list[Path]:
    """Every folder on this computer where held-out images are: the embedded ones, and full Fashion-MNIST's."""
    return [
        held_out_folder(),
        held_out_folder(root=HERE / "categories"),
        *(place.folder for place in full_.places() if os.access(place.folder, os.F_OK)),
    ]
