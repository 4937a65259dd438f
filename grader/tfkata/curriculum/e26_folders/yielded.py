"""What a dataset of pictures yields, epoch by epoch, read as far as a check needs it and no further.

A check owns one thing: orders are read from labels, whatever their form, and colours from the middle of a picture, whatever
its scale, so that one mistake does not cost all checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.datasets import epochs_in, is_dataset
from tfkata.checks.judges import kind_of
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes
from tfkata.curriculum.e26_folders.pictures import Zoo

SIZE = (6, 10)
NEAR = 0.03
"""What JPEG, the bytes between steps and alpha may do to a colour. The colours of two pictures are further apart."""
REPEATED = 50
"""An answer that repeats the pictures is told so; nobody needs to read more of them than this many times all."""

load_images = Function("load_images")


class Batch(NamedTuple):
    """Pictures and labels, with the call that yielded them."""

    x: np.ndarray
    y: np.ndarray
    call: str

    @property
    def numbers(self) -> np.ndarray:
        """The labels as one integer each, also where they come as one-hot rows, as a column or as floats."""
        if self.y.ndim > 1 and self.y.size > len(self.y):
            return np.asarray(np.argmax(self.y.reshape(len(self.y), -1), axis=1))
        return np.nan_to_num(self.y.reshape(-1).astype(np.float64)).astype(np.int64)


@dataclass(frozen=True)
class Read:
    """What came of one call."""

    call: str
    zoo: Zoo
    size: tuple[int, int]
    batch: int
    training: bool
    names: Any
    epochs: list[list[Batch]]
    endless: bool

    @property
    def count(self) -> int:
        """How many pictures there should be."""
        return len(self.zoo.pictures)

    @property
    def sizes(self) -> list[int]:
        """Of the batches in the first epoch."""
        return [len(batch.x) for batch in self.epochs[0]]

    def order(self, epoch: int) -> np.ndarray:
        """The labels of an epoch; none of one that never came."""
        found = [batch.numbers for one in self.epochs[epoch : epoch + 1] for batch in one]
        return np.concatenate(found or [np.zeros(0, np.int64)])

    def colours(self) -> np.ndarray:
        """The middle of each picture of the first epoch, (n, 3), as fractions of white, whatever its scale and channels."""
        found = [_middle(picture) for batch in self.epochs[0] for picture in batch.x]
        return self.unit(np.array(found, np.float64).reshape(-1, 3))

    def unit(self, values: np.ndarray) -> np.ndarray:
        """Values as fractions of white, also where the dataset has them in 0..255 or -1..1: only one check asks for that."""
        low, high = self.ends()
        return values / 255 if high > 2 else (values + 1) / 2 if low < -0.2 else values

    def ends(self) -> tuple[float, float]:
        """The smallest and the largest number in the first epoch."""
        values = [batch.x for batch in self.epochs[0] if batch.x.size]
        return min((float(v.min()) for v in values), default=0.0), max(
            (float(v.max()) for v in values), default=0.0
        )


def _middle(picture: np.ndarray) -> np.ndarray:
    """Three channels of the pixel in the middle."""
    height, width = picture.shape[:2]
    if not height or not width:
        return np.full(3, np.nan)
    pixel = picture[height // 2, width // 2].astype(np.float64).reshape(-1)
    pixel = np.resize(pixel, 3) if pixel.size in (1, 2) else pixel[:3]
    return pixel if pixel.size == 3 else np.full(3, np.nan)


def paths_of(read: Read) -> list[str | None]:
    """Which picture each of the first epoch is, by its colour; None for a colour that is none of theirs."""
    known = list(read.zoo.colours)
    wanted = np.array([read.zoo.colours[path] for path in known], np.float64) / 255
    found = read.colours()
    paths: list[str | None] = []
    for colour in found:
        distance = np.abs(wanted - colour).max(axis=1)
        nearest = int(np.argmin(distance)) if np.isfinite(distance).all() else 0
        paths.append(known[nearest] if distance[nearest] < 0.06 else None)
    return paths


# --- asking


def call_of(zoo: Zoo, size: tuple[int, int], batch: int, training: bool, seed: int | None) -> str:
    last = "" if seed is None else f", seed={seed}"
    return f'load_images("{zoo.name}", {size}, {batch}, training={training}{last})  # {zoo.shown}'


def arguments_of(
    zoo: Zoo, size: tuple[int, int], batch: int, training: bool, seed: int | None
) -> tuple[Any, ...]:
    return (zoo.argument, size, batch, training, *(() if seed is None else (seed,)))


def options_for(zoo: Zoo, epochs: int) -> dict[str, Any]:
    return {"dataset_epochs": epochs, "dataset_elements": min(len(zoo.files) + 3, 400)}


def ask(
    candidate: Candidate,
    zoo: Zoo,
    *,
    size: tuple[int, int] = SIZE,
    batch: int = 4,
    training: bool = False,
    epochs: int = 1,
    seed: int | None = 1,
) -> Read:
    """The dataset of this folder, remembered; `seed` None leaves the argument out."""
    typed = call_of(zoo, size, batch, training, seed)

    def read() -> Read:
        arguments = arguments_of(zoo, size, batch, training, seed)
        answer = load_images.ask(candidate, *arguments, options=options_for(zoo, epochs), typed=typed)
        return read_from(answer, zoo, size, batch, training)

    return candidate.once(f"{typed} {zoo.files.keys()} {epochs}", read)  # type: ignore[no-any-return]


def read_from(answer: Answer, zoo: Zoo, size: tuple[int, int], batch: int, training: bool) -> Read:
    """What an answer holds; anything but a dataset and names ends the check."""
    got = answer.value
    answer.insist(kit.returned_nothing(got))
    NOT_TWO.fail(got, call=answer.call)
    described, names = got
    epochs, endless = epochs_in(described, answer.call)
    for element in chain.from_iterable(epochs):
        ELEMENTS.fail(element, call=answer.call)
    batches = [[Batch(e[0], e[1], answer.call) for e in epoch] for epoch in epochs]
    if sum(len(batch.x) for epoch in batches for batch in epoch) > REPEATED * max(len(zoo.files), 20):
        kit.fail("folders.repeats", call=answer.call, count=len(zoo.pictures))
    came = sum(len(one.x) for one in batches[0])
    if endless and came < len(zoo.pictures):
        kit.fail(None, message="a batch is larger than all pictures together should be", call=answer.call)
    if zoo.pictures and not came:
        kit.fail(
            "folders.loses-pictures", call=answer.call, count=len(zoo.pictures), missing=len(zoo.pictures)
        )
    return Read(answer.call, zoo, size, batch, training, names, batches, endless)


def batches(*reads: Read) -> Iterator[Batch]:
    return (batch for read in reads for epoch in read.epochs for batch in epoch)


# --- how what is no answer shows


def is_array(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "biuf"


def briefly(value: Any) -> str:
    """What it is; the numbers of a batch would fill the screen and say nothing."""
    if isinstance(value, np.ndarray):
        return f"one array of shape {value.shape}"
    if isinstance(value, tuple | list) and len(value) <= 4:
        return f"{kind_of(value)} of {' and '.join(_name(part) for part in value) or 'nothing'}"
    return _name(value)


def _name(value: Any) -> str:
    if is_dataset(value):
        return "a dataset"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"{kind_of(value)} of {len(value)} values"
    return kind_of(value)


def pair_of_arrays(element: Any) -> bool:
    pair = isinstance(element, tuple | list) and len(element) == 2
    return pair and is_array(element[0]) and is_array(element[1])


# fmt: off
NOT_TWO = Mistakes(
    Mistake("folders.names-missing", is_dataset),
    Mistake("folders.not-a-dataset", lambda got: not isinstance(got, tuple | list) or len(got) != 2 or not is_dataset(got[0]), found=briefly),
)
ELEMENTS = Mistakes(
    Mistake("folders.not-pairs", lambda e: not pair_of_arrays(e), found=briefly),
    Mistake("folders.not-batched", lambda e: e[0].ndim == 3 and (e[1].ndim == 0 or len(e[0]) != len(e[1])), shape=lambda e: str(e[0].shape)),
    Mistake("folders.grey-channels", lambda e: e[0].ndim == 3, shape=lambda e: str(e[0].shape)),
    Mistake("folders.not-pairs", lambda e: e[0].ndim != 4 or e[1].ndim < 1 or len(e[0]) != len(e[1]) or e[1].ndim > 2,
            found=lambda e: f"a pair of arrays of shape {e[0].shape} and {e[1].shape}"),
)
# fmt: on
