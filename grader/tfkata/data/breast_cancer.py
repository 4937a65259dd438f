"""The breast-cancer table of scikit-learn (Wisconsin, diagnostic), with a fixed split. No file: scikit-learn has it."""

from pathlib import Path

import numpy as np

from tfkata.data import manifest
from tfkata.data.images import PARTS, Images, Part
from tfkata.data.split import draw, proportional
from tfkata.errors import DataError

NAME = "breast-cancer"
HELD_OUT = 114  # a fifth of 569
_SEED = 0


def load(part: Part, *, root: Path) -> Images:
    """455 rows to train or the 114 held out: float64 (n, 30), int64 (n,), 0 malignant and 1 benign.

    Imports scikit-learn. Raises DataError when it is not installed or its table is not the one tfkata was made with.
    """
    wanted = manifest.entry(root, NAME, part)
    table = parts()[part]
    manifest.verify_content(
        content(table),
        wanted,
        f"scikit-learn's breast-cancer table ({part})",
        repair="Reinstall scikit-learn: `pip install --force-reinstall scikit-learn`.",
    )
    return table


def parts() -> dict[Part, Images]:
    """Both parts, as scikit-learn's table is split; nothing is verified."""
    try:
        from sklearn.datasets import load_breast_cancer
    except ImportError as problem:
        raise DataError(
            f"{NAME} needs scikit-learn, which cannot be imported ({problem}). `pip install scikit-learn`"
        ) from problem
    rows, labels = load_breast_cancer(return_X_y=True)
    labels = labels.astype(np.int64)
    held_out, train = draw(labels, proportional(labels, HELD_OUT), seed=_SEED)
    return {
        part: Images(rows[chosen].astype(np.float64), labels[chosen])
        for part, chosen in zip(PARTS, (train, held_out), strict=True)
    }


def content(table: Images) -> bytes:
    """The bytes that the manifest's SHA-256 is of: all rows, then all labels, little-endian."""
    return table.images.astype("<f8").tobytes() + table.labels.astype("<i8").tobytes()
