"""What a dataset is to be made of: images that carry their number in their pixels, and pictures of other shapes and brightness."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

FIRST_PIXEL = 100
"""Added to an image's number in its pixels: raw values are then above 1, scaled ones below."""

MANY = 12_000
"""More samples than the buffers that people write: 1,000, 1,024, 10,000."""

CLASS_SIZE = 100
"""They come sorted by class. 120 classes: their ids fit into every integer dtype, int8 included."""


class Samples(NamedTuple):
    """What a dataset is to be made of, and how a learner would type it."""

    images: np.ndarray
    labels: np.ndarray
    typed: str


def numbered(size: int, labels: np.ndarray | None = None, typed: str = "") -> Samples:
    """Images of 2 × 3 pixels, the first two of which say which one it is; by default the label is the number itself."""
    number = np.arange(size)
    pixels = np.stack([number // 100 + FIRST_PIXEL, number % 100 + FIRST_PIXEL, *[number % 7] * 4], axis=-1)
    images = pixels.astype(np.uint8).reshape(size, 2, 3)
    typed = f"np.zeros(({size}, 2, 3), np.uint8), {typed or f'np.arange({size})'}"
    return Samples(images, number if labels is None else labels, typed)


JUMBLED = numbered(23, np.arange(23) * 9 % 23, "np.arange(23) * 9 % 23")
SORTED = numbered(MANY, np.arange(MANY) // CLASS_SIZE, f"np.arange({MANY}) // {CLASS_SIZE}")
PICTURES = Samples(
    np.random.default_rng(5).integers(0, 200, (6, 5, 4), dtype=np.uint8),
    np.arange(6),
    "np.random.default_rng(5).integers(0, 200, (6, 5, 4), dtype=np.uint8), np.arange(6)",
)
DIGITS = Samples(
    np.random.default_rng(6).integers(0, 256, (9, 28, 28), dtype=np.uint8),
    np.arange(9, dtype=np.uint8),
    "np.random.default_rng(6).integers(0, 256, (9, 28, 28), dtype=np.uint8), np.arange(9, dtype=np.uint8)",
)
"""In the shape that code written for MNIST can take."""
DARK = Samples(
    np.random.default_rng(7).integers(0, 2, (4, 6, 3), dtype=np.uint8),
    np.arange(4, dtype=np.int32),
    "np.random.default_rng(7).integers(0, 2, (4, 6, 3), dtype=np.uint8), np.arange(4, dtype=np.int32)",
)
"""No pixel is above 1: an answer that scales what looks raw leaves these as they are."""


def first_pictures(count: int) -> Samples:
    typed = f"np.zeros(({count}, 5, 4), np.uint8), np.arange({count})"
    return Samples(PICTURES.images[:count], PICTURES.labels[:count], typed)
