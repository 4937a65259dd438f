"""The folders that are asked about: pictures whose colours say which they are, whatever size they are stretched to."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.wire.codec import Described

Colour = tuple[int, int, int]
MANY, CLASSES = 1400, 14
SHOWN = 8


@dataclass(frozen=True, eq=False)
class Zoo:
    """A folder: its files, the class folders without any, and the colour of each picture in the middle."""

    name: str
    files: Mapping[str, bytes]
    colours: Mapping[str, Colour] = field(default_factory=dict)
    empty: tuple[str, ...] = ()

    @property
    def classes(self) -> list[str]:
        return sorted({path.split("/")[0] for path in self.files if "/" in path} | set(self.empty))

    @property
    def pictures(self) -> list[str]:
        """The paths of those that count, by class and name."""
        return sorted(
            path for path in self.files if "/" in path and path.lower().endswith((".png", ".jpg", ".jpeg"))
        )

    @property
    def argument(self) -> Described:
        return _argument(self)

    @property
    def shown(self) -> str:
        """What is in it, in the order in which it was written."""
        names = [*(f"{name}/" for name in self.empty), *self.files]
        more = f", … ({len(self.files):,} files)" if len(names) > SHOWN else ""
        return f"{self.name}: {', '.join(names[:SHOWN])}{more}"


@cache
def _argument(zoo: Zoo) -> Described:
    return kit.folder_argument(zoo.files, *zoo.empty)


def encoded(pixels: np.ndarray, kind: str = "PNG") -> bytes:
    """uint8 (h, w), (h, w, 3) or (h, w, 4) as the bytes of a file."""
    from PIL import Image

    held = io.BytesIO()
    options: dict[str, Any] = {"quality": 97, "subsampling": 0} if kind == "JPEG" else {}
    Image.fromarray(pixels).save(held, kind, **options)
    return held.getvalue()


def flat(colour: Iterable[int], height: int, width: int, kind: str = "PNG") -> bytes:
    """A picture of one colour: one number for grey, four for RGBA."""
    values = list(colour)
    pixels = np.full((height, width, len(values)), values, np.uint8)
    return encoded(pixels[..., 0] if len(values) == 1 else pixels, kind)


# Class folders are written neither in the order of the alphabet nor in the reverse: a listing by age is neither.

RED, SAND, SEA = (220, 40, 70), (200, 170, 90), (30, 110, 190)

RGB = Zoo(
    "insects",
    {
        "moth/a.png": flat(RED, 9, 14),
        "ant/b.png": flat(SEA, 5, 5),
        "bee/c.png": flat(SAND, 20, 7),
        "bee/snow.png": flat((255, 255, 255), 8, 8),
        "ant/night.png": flat((0, 0, 0), 6, 11),
    },
    {
        "moth/a.png": RED,
        "ant/b.png": SEA,
        "bee/c.png": SAND,
        "bee/snow.png": (255, 255, 255),
        "ant/night.png": (0, 0, 0),
    },
)

GREY = Zoo(
    "xrays",
    {
        "hand/1.png": flat([200], 8, 12),
        "foot/2.png": flat([90], 10, 6),
        "foot/3.jpg": flat([150], 16, 16, "JPEG"),
    },
    {"hand/1.png": (200,) * 3, "foot/2.png": (90,) * 3, "foot/3.jpg": (150,) * 3},
)

RGBA = Zoo(
    "stickers",
    {"star/1.png": flat([*RED, 130], 8, 12), "moon/2.png": flat([*SEA, 180], 10, 6)},
    {"star/1.png": RED, "moon/2.png": SEA},
)
"""The same alpha everywhere: an answer that stretches before dropping it gets the same colours."""

MIXED = Zoo(
    "mixed",
    {
        "moth/photo.jpg": flat(SAND, 24, 32, "JPEG"),
        "ant/scan.png": flat([120], 10, 10),
        "bee/sticker.png": flat([*RED, 150], 12, 20),
        "ant/old.jpeg": flat([60], 16, 24, "JPEG"),
        "bee/plain.png": flat(SEA, 7, 9),
    },
    {
        "moth/photo.jpg": SAND,
        "ant/scan.png": (120,) * 3,
        "bee/sticker.png": RED,
        "ant/old.jpeg": (60,) * 3,
        "bee/plain.png": SEA,
    },
)


def coded(number: int) -> Colour:
    """A colour for each number below 24, far from those of the others."""
    return 15 + 10 * number, 245 - 10 * number, 100 + 60 * (number % 3)


def of_classes(name: str, *paths: str) -> Zoo:
    """Plain PNG pictures at these paths, each of a colour of its own."""
    colours = {path: coded(number) for number, path in enumerate(paths)}
    files = {
        path: flat(colour, 6 + number % 4, 9 - number % 3)
        for number, (path, colour) in enumerate(colours.items())
    }
    return Zoo(name, files, colours)


NAMED = of_classes(
    "insects",
    *("moth/1.png", "ant/1.png", "wasp/2.png", "bee/1.png", "fly/7.png", "tick/3.png", "gnat/4.png"),
    *("ant/2.png", "wasp/1.png", "tick/1.png"),
)
_ENDINGS = of_classes(
    "insects", "moth/one.png", "ant/two.png", "bee/three.png", "ant/four.png", "bee/x.png.png"
)
ENDINGS = Zoo(
    "insects",
    {
        **_ENDINGS.files,
        "moth/IMG_1.JPG": flat((180, 30, 160), 16, 24, "JPEG"),
        "ant/scan.Jpeg": flat((60, 160, 60), 16, 16, "JPEG"),
        "bee/logo.PNG": flat((90, 90, 210), 8, 8),
        "bee/low.jpeg": flat((140, 120, 40), 16, 8, "JPEG"),
    },
    {
        **_ENDINGS.colours,
        "moth/IMG_1.JPG": (180, 30, 160),
        "ant/scan.Jpeg": (60, 160, 60),
        "bee/logo.PNG": (90, 90, 210),
        "bee/low.jpeg": (140, 120, 40),
    },
)
STRANGERS = Zoo(
    "insects",
    {
        "moth/notes.txt": b"seen in May",
        **_ENDINGS.files,
        "ant/Thumbs.db": b"\0\1\2\3",
        "bee/four.png.bak": b"old",
        "bee/.DS_Store": b"\0\0\0\1Bud1",
        "readme.txt": b"three kinds of insects",
        "labels.csv": b"name,label\n",
        "ant/jpg": b"no ending at all",
        "moth/jpg.txt": b"a list of pictures",
    },
    _ENDINGS.colours,
)
ORDINARY = _ENDINGS


@cache
def row(size: int = 23) -> Zoo:
    """One picture in each class: a label says which one it is."""
    numbers = [number * 9 % size for number in range(size)]
    paths = [f"class {number:02}/only.png" for number in numbers]
    return of_classes("album", *paths)


@cache
def many() -> Zoo:
    """MANY small pictures, the same number in each of CLASSES classes."""
    content = flat((90, 160, 30), 2, 2)
    kinds = [n * 5 % CLASSES for n in range(CLASSES)]
    return Zoo(
        "large", {f"class {kind:02}/{n:03}.png": content for kind in kinds for n in range(MANY // CLASSES)}
    )


# --- what is stretched: nine blocks of colour

BLOCKS = np.array(
    [[[220, 30, 30], [220, 200, 30], [30, 200, 60]], [[30, 200, 220], [120, 120, 120], [200, 40, 210]],
     [[240, 130, 20], [30, 50, 230], [235, 235, 235]]],
    np.uint8,
)  # fmt: skip


def blocks(height: int, width: int) -> bytes:
    """Each block `height` by `width` pixels."""
    return encoded(np.repeat(np.repeat(BLOCKS, height, axis=0), width, axis=1))


def stretched(name: str, height: int, width: int) -> Zoo:
    path = f"{name}/flag.png"
    return Zoo("flags", {path: blocks(height, width)}, {path: (120, 120, 120)})


WIDE, TALL = stretched("wide", 6, 20), stretched("tall", 18, 6)
_EDGE = np.zeros((4, 6, 3), np.uint8)
_EDGE[:, 3:] = 255
EDGE = Zoo("edges", {"edge/half.png": encoded(_EDGE)})

NOTHING = (Zoo("insects", {}, empty=("ant", "bee")), Zoo("insects", {"readme.txt": b"soon"}))
ONE_EMPTY = Zoo(
    "insects",
    {
        "wasp/1.png": flat(coded(0), 6, 6),
        "ant/1.png": flat(coded(1), 6, 6),
        "moth/1.png": flat(coded(2), 6, 6),
    },
    {"wasp/1.png": coded(0), "ant/1.png": coded(1), "moth/1.png": coded(2)},
    empty=("bee", "zebra"),
)
