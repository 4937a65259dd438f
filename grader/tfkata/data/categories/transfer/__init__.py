"""A small base that has learned to tell emoji apart, and pictures of kinds that it has never seen.

A root of its own, laid out as `tfkata.data.categories` is: manifest.toml, archives, held_out/. Written by `make_base`.
The base knows animals, clothes, hands, places and tools; the pictures show faces, food and vehicles. Imports NumPy alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import archive
from tfkata.data.doctor import DataStatus
from tfkata.data.images import Images
from tfkata.errors import DataError

HERE = Path(__file__).parent
CLASSES = ("faces", "food", "vehicles")
"""What the labels 0, 1 and 2 mean."""
SHAPE = (32, 32, 3)
FILTERS = (32, 64, 96)


@dataclass(frozen=True, slots=True)
class Given:
    """Pictures of new kinds: 200 to train on, and 100 others to validate with."""

    train: Images
    valid: Images


def load(*, root: Path = HERE) -> Given:
    """The pictures of new kinds: uint8 (n, 32, 32, 3) and int64 (n,), shuffled.

    Raises DataError when the file is missing or damaged.
    """
    found = archive.load("pictures", "train", root=root)
    return Given(
        *(Images(found[f"{part}images"], found[f"{part}labels"].astype(np.int64)) for part in ("", "valid_"))
    )


def held_out(*, root: Path = HERE) -> Images:
    """Drawings of the same kinds that are in no other picture, each placed four times. Raises DataError like `load`."""
    found = archive.load("pictures", "held_out", root=root)
    return Images(found["images"], found["labels"].astype(np.int64))


def base(*, root: Path = HERE) -> Any:
    """The trained base: pictures (n, 32, 32, 3) from 0 to 1 -> (n, 8, 8, 96). Raises DataError like `load`."""
    found = archive.load("base", "train", root=root)
    model = untrained()
    model.set_weights([weight.astype(np.float32) for weight in found.values()])
    return model


def untrained() -> Any:
    """The same layers before any training: 75,360 numbers."""
    from keras import Input, Model, layers

    inputs = outputs = Input(SHAPE)
    for filters in FILTERS:
        for layer in (
            layers.Conv2D(filters, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
        ):
            outputs = layer(outputs)
        if filters != FILTERS[-1]:
            outputs = layers.MaxPooling2D()(outputs)
    return Model(inputs, outputs, name="base")


def weights_of(model: Any) -> dict[str, NDArray[np.float16]]:
    """The weights of such a base as they are kept, by names that keep their order."""
    return {f"{i:02}": np.asarray(w, np.float16) for i, w in enumerate(model.get_weights())}


def check(*, root: Path = HERE) -> DataStatus:
    """Load everything but the network itself, and say how it stands. Never raises."""
    try:
        archive.load("base", "train", root=root)
        load(root=root)
        held_out(root=root)
    except DataError as problem:
        return DataStatus("transfer", str(root), "fail", str(problem))
    return DataStatus("transfer", str(root), "ok")
