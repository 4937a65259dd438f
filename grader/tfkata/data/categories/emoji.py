"""Small colour pictures of eight kinds of things, drawn for emoji in two styles, anywhere on a coloured ground."""

from pathlib import Path

import numpy as np

from tfkata.data.categories import archive
from tfkata.data.images import Images, Part

NAME = "pictures"
SIZE = 32
CLASSES = ("animals", "clothes", "faces", "food", "hands", "places", "tools", "vehicles")
"""What the labels 0 to 7 mean."""


def load(part: Part, *, root: Path = archive.HERE) -> Images:
    """The pictures to train on, or those held out, shuffled: uint8 (n, 32, 32, 3) and int64 (n,).

    Nothing that is drawn in a held-out picture is drawn in one to train on, in either style. Raises DataError when the
    file is missing or damaged.
    """
    arrays = archive.load(NAME, part, root=root)
    return Images(arrays["images"], arrays["labels"].astype(np.int64))
