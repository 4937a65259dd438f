"""Makes small colour pictures of emoji: each lies smaller or larger, anywhere, on a ground of two colours.

Placed like that no pixel tells by itself what is shown, as in photographs: what a linear model of pixels reaches stays far
below a small convolutional network (docs/calibration.md). Emoji that look or are called alike (a truck and a lorry, a man's
and a woman's hat) are held out or trained on together, in every style, so that nothing held out has a neighbour.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories.emoji import CLASSES, SIZE
from tfkata.data.images import Images

STYLES = ("google", "twitter")
ALIKE = 0.06  # root mean square of the difference of two emoji on white, 8 × 8 pixels in 0..1, below which they look alike
SMALLEST, LARGEST = 18, 30  # how high and wide an emoji is in its picture of 32 × 32
_SEED = 0
_OF_HOW_MANY_ONE_IS_HELD_OUT = 5
_DRAWN = 64  # how high and wide an emoji is in the package
_NOT_FOR_CLASS = re.compile(
    r"middle finger|cigarette|pistol|bomb|dagger|swords|syringe|bikini|wine|beer|cocktail|clinking|popping cork|sake|tumbler"
)
_SAID_OF_MANY = re.compile(
    r"\b(?:m[ae]n|wom[ae]n|person|and|with|left|right|facing|black|white|face|sign|symbol|of)s?\b|[^a-z0-9]+"
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An emoji in every style it is drawn in: RGBA in 0..1, float64 (styles, 64, 64, 4)."""

    name: str
    label: int
    styles: NDArray[np.float64]


def make(
    emoji: Sequence[Mapping[str, Any]], files: Mapping[str, Mapping[str, bytes]]
) -> tuple[Images, Images]:
    """The part to train on and the part held out; `emoji` is emoji.json, `files` has the drawings by style and file name."""
    drawn, random = drawings(emoji, files), np.random.RandomState(_SEED)
    out = held_out(drawn)
    train, other = (
        _pictures([one for one, is_out in zip(drawn, out, strict=True) if is_out == part], random)
        for part in (False, True)
    )
    return train, other


def drawings(emoji: Sequence[Mapping[str, Any]], files: Mapping[str, Mapping[str, bytes]]) -> list[Drawn]:
    """The emoji that belong to a class and may be shown in one."""
    return [
        _drawn(one, files)
        for one in emoji
        if _label(one) is not None and not _NOT_FOR_CLASS.search(_name(one))
    ]


def _name(emoji: Mapping[str, Any]) -> str:
    return str(emoji["name"] or emoji["short_name"]).lower()


def _label(emoji: Mapping[str, Any]) -> int | None:
    """The class of an emoji, which its subcategory tells."""
    category, kind = emoji["category"], emoji["subcategory"]
    named = {
        "animals": kind.startswith("animal-"),
        "clothes": kind == "clothing",
        "faces": kind.startswith("face-"),
        "food": category == "Food & Drink" and kind != "dishware",
        "hands": kind.startswith("hand-"),
        "places": kind in ("place-building", "place-religious", "place-geographic", "place-other"),
        "tools": kind
        in (
            "tool",
            "office",
            "household",
            "musical-instrument",
            "computer",
            "light & video",
            "science",
            "phone",
        ),
        "vehicles": kind in ("transport-air", "transport-ground", "transport-water"),
    }
    return next((CLASSES.index(name) for name, fits in named.items() if fits), None)


def _drawn(emoji: Mapping[str, Any], files: Mapping[str, Mapping[str, bytes]]) -> Drawn:
    from PIL import Image

    label = _label(emoji)
    assert label is not None
    styles = [
        np.asarray(Image.open(io.BytesIO(files[style][emoji["image"]])).convert("RGBA"), np.float64) / 255
        for style in STYLES
        if emoji[f"has_img_{style}"]
    ]
    return Drawn(_name(emoji), label, np.stack(styles))


def alike(drawn: Sequence[Drawn]) -> NDArray[np.intp]:
    """Number the groups of emoji that are called alike, or look alike in some style, mirrored or not."""
    group = np.arange(len(drawn))

    def join(one: int, other: int) -> None:
        group[group == group[other]] = group[one]

    called: dict[str, int] = {}
    for index, emoji in enumerate(drawn):
        join(called.setdefault(_SAID_OF_MANY.sub(" ", emoji.name).strip() or emoji.name, index), index)
    for style in range(len(STYLES)):
        rows = np.array([index for index, emoji in enumerate(drawn) if len(emoji.styles) > style])
        looks = np.stack([small(drawn[index].styles[style]) for index in rows])
        for mirrored in (looks, looks[:, :, ::-1]):
            for one, other in zip(*np.nonzero(differences(looks, mirrored) < ALIKE), strict=True):
                join(int(rows[one]), int(rows[other]))
    return group


def small(drawing: NDArray[np.float64]) -> NDArray[np.float64]:
    """An RGBA drawing on white at 8 × 8 pixels: (8, 8, 3)."""
    on_white = drawing[..., :3] * drawing[..., 3:] + 1 - drawing[..., 3:]
    side = len(drawing) // 8
    return np.asarray(on_white.reshape(8, side, 8, side, 3).mean(axis=(1, 3)), np.float64)


def differences(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Root mean square differences of each of (n, …) and each of (m, …): (n, m)."""
    a, b = one.reshape(len(one), -1), other.reshape(len(other), -1)
    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    return np.asarray(np.sqrt(np.maximum(squares, 0) / a.shape[1]), np.float64)


def held_out(drawn: Sequence[Drawn]) -> list[bool]:
    """Whether each emoji is held out: whole groups, at random, of each class one emoji of five."""
    groups = alike(drawn)
    labels = np.array([emoji.label for emoji in drawn])
    room = np.bincount(labels) // _OF_HOW_MANY_ONE_IS_HELD_OUT
    found = np.zeros(len(drawn), dtype=bool)
    for group in np.random.RandomState(_SEED).permutation(np.unique(groups)):
        members = groups == group
        counts = np.bincount(labels[members], minlength=len(room))
        if (counts <= room).all():
            room -= counts
            found |= members
    return [bool(one) for one in found]


def _pictures(drawn: Sequence[Drawn], random: np.random.RandomState) -> Images:
    """A picture of each emoji in each of its styles, shuffled."""
    images = np.stack([placed(style, random) for emoji in drawn for style in emoji.styles])
    labels = np.array([emoji.label for emoji in drawn for _ in emoji.styles], np.int64)
    order = random.permutation(len(labels))
    return Images(images[order], labels[order])


def placed(drawing: NDArray[np.float64], random: np.random.RandomState) -> NDArray[np.uint8]:
    """An RGBA drawing at random size and place, mirrored or not, on a ground that goes from one colour to another."""
    side = random.randint(SMALLEST, LARGEST + 1)
    top, left = random.randint(0, SIZE - side + 1, 2)
    one = random.randint(0, 256, 3) / 255
    other = np.clip(one + random.uniform(-0.25, 0.25, 3), 0, 1)
    share = np.linspace(0, 1, SIZE)[:, None, None]
    ground = np.broadcast_to(one * (1 - share) + other * share, (SIZE, SIZE, 3)).copy()
    if random.randint(2):
        ground = ground.transpose(1, 0, 2)
    if random.randint(2):
        drawing = drawing[:, ::-1]
    alpha = resized(drawing[..., 3:], side)
    colours = resized(drawing[..., :3] * drawing[..., 3:], side)
    place = ground[top : top + side, left : left + side]
    place[:] = place * (1 - alpha) + colours
    return np.rint(ground * 255).clip(0, 255).astype(np.uint8)


def resized(drawing: NDArray[np.float64], side: int) -> NDArray[np.float64]:
    """Make (64, 64, c) smaller; each pixel becomes the mean of the area it covers."""
    edges = np.arange(side + 1) * _DRAWN / side
    pixels = np.arange(_DRAWN)
    covered = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    weights = covered.clip(0) * side / _DRAWN
    found: NDArray[np.float64] = np.einsum("yi,xj,ijc->yxc", weights, weights, drawing, optimize=True)
    return found
