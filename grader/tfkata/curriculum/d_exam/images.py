"""Category 2: grey images of 28 by 28 pixels. Which digit, which garment, which kind of garment, even or odd?"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np

from tfkata import data
from tfkata.curriculum.d_exam import writing
from tfkata.curriculum.d_exam.drawn import Draw, Load, dealt
from tfkata.curriculum.d_exam.task import Family, Pair, Task, always, most_common
from tfkata.data.images import Part

GARMENTS = (
    *("T-shirt", "trousers", "pullover", "dress", "coat"),
    *("sandal", "shirt", "sneaker", "bag", "ankle boot"),
)
LOADER = '''
def load():
    """Images, {dtype} ({count}, {shape}) from 0 to {white}, and labels, {labels}."""
    with np.load(DATA / "rows.npz") as file:
        return {images}, {how}
'''
Groups = Sequence[tuple[str, tuple[int, ...]]]
"""What the classes are called, and which labels of the data set belong to each; images of other labels are left out."""


def _single(names: Sequence[str], chosen: Sequence[int]) -> Groups:
    return [(names[label], (label,)) for label in chosen]


_DIGITS = [str(digit) for digit in range(10)]
FASHION = "fashion-mnist"
DRAWN: dict[str, tuple[str, Groups]] = {
    "digits/ten": ("mnist", _single(_DIGITS, range(10))),
    "digits/six": ("mnist", _single(_DIGITS, (3, 4, 5, 7, 8, 9))),
    "clothes/ten": (FASHION, _single(GARMENTS, range(10))),
    "clothes/six": (FASHION, _single(GARMENTS, (0, 2, 3, 4, 6, 8))),
    "kinds/three": (
        FASHION,
        [("footwear", (5, 7, 9)), ("for the upper body", (0, 2, 4, 6)), ("anything else", (1, 3, 8))],
    ),
    "kinds/four": (
        FASHION,
        [
            ("with sleeves", (0, 2, 4, 6)),
            ("dress or trousers", (1, 3)),
            ("shoe", (5, 7, 9)),
            ("bag", (8,)),
        ],
    ),
    "parity/even": ("mnist", [("even", (0, 2, 4, 6, 8)), ("odd", (1, 3, 5, 7, 9))]),
    "parity/large": ("mnist", [("below five", (0, 1, 2, 3, 4)), ("five or more", (5, 6, 7, 8, 9))]),
}
_SHAPES = ((28, 28), (28, 28, 1), (784,))


def make(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    """The form of the images and of the labels is drawn; what is in them is the variant."""
    source, groups = DRAWN[variant]
    shape, white = chance.choice(_SHAPES), chance.choice((255, 1))
    one_hot = len(groups) > 2 and chance.random() < 0.5
    shown = _shown(shape, white)
    rows = dealt(
        draw,
        lambda part: chosen(source, part, groups),
        classes=True,
        full=(lambda _: beyond(groups)) if source == FASHION else None,
    )
    labels = rows("train")[1]
    return Task(
        family=variant.partition("/")[0],
        variant=variant,
        kind="classes" if len(groups) > 2 else "yes or no",
        inputs=shape,
        outputs=len(groups) if len(groups) > 2 else 1,
        unit="images",
        noun="images",
        values={
            "classes": ", ".join(f"{number} {name}" for number, (name, _) in enumerate(groups)),
            "count": len(groups),
            "rows": len(labels),
            "labels": "one-hot" if one_hot else "integers",
        },
        loader=_loader(shape, white, len(labels), len(groups), one_hot),
        files=lambda: _files(rows, len(groups), shape, one_hot),
        held_out=lambda: _held_out(rows, shown),
        simple={"the most common class": always(most_common(labels), len(groups))},
        megabytes=chance.choice((10, 20)),
    )


def chosen(source: str, part: Part, groups: Groups) -> Pair:
    """The images of a part that belong to these groups, and the number of each one's group."""
    found = data.load(source, part)
    return _grouped(found.images, found.labels, groups)


def beyond(groups: Groups) -> Pair:
    """The same of full Fashion-MNIST's test images, without those that come with tfkata.

    Raises:
        DataError: the full set is not on this computer, and cannot be fetched.
    """
    found, known = data.load(f"{FASHION}-full", "held_out"), data.load(FASHION, "held_out")
    here = {image.tobytes() for image in known.images}
    kept = np.array([image.tobytes() not in here for image in found.images])
    return _grouped(found.images[kept], found.labels[kept], groups)


def _grouped(images: np.ndarray, kinds: np.ndarray, groups: Groups) -> Pair:
    label_of = np.full(10, -1)
    for number, (_, members) in enumerate(groups):
        label_of[list(members)] = number
    labels = label_of[kinds]
    return images[labels >= 0], labels[labels >= 0].astype(np.int64)


def _shown(shape: tuple[int, ...], white: int) -> Callable[[np.ndarray], np.ndarray]:
    def shown(images: np.ndarray) -> np.ndarray:
        shaped = images.reshape(-1, *shape)
        return shaped.astype(np.float32) / 255 if white == 1 else shaped

    return shown


def _held_out(rows: Load, shown: Callable[[np.ndarray], np.ndarray]) -> Pair:
    images, labels = rows("held_out")
    return shown(images), labels


def _files(rows: Load, classes: int, shape: tuple[int, ...], one_hot: bool) -> dict[str, bytes]:
    images, labels = rows("train")
    told = np.eye(classes, dtype=np.float32)[labels] if one_hot else labels
    return {"rows.npz": writing.npz({"images": images.reshape(-1, *shape), "labels": told})}


def _loader(shape: tuple[int, ...], white: int, count: int, classes: int, one_hot: bool) -> str:
    return LOADER.format(
        dtype="float32" if white == 1 else "uint8",
        count=count,
        shape=", ".join(map(str, shape)),
        white=white,
        labels=f"one-hot, float32 ({count}, {classes})" if one_hot else f"int64 ({count},)",
        images='file["images"].astype("float32") / 255' if white == 1 else 'file["images"]',
        how='file["labels"]',
    )


FAMILIES = tuple(
    Family(name, "images", tuple(variant for variant in DRAWN if variant.startswith(f"{name}/")), make)
    for name in ("digits", "clothes", "kinds", "parity")
)
