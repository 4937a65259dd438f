"""e05_batches: what a dataset yields, epoch by epoch. Every image carries its number, every label is a number of its own.

Orders are read from the labels, so that a wrong scaling of the images costs the images and nothing else.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.judges import kind_of
from tfkata.checks.kit import Candidate, Described, check, fail
from tfkata.checks.questions import array_alone, insist

FUNCTION = "make_dataset"
FIRST_PIXEL = 100
"""Added to an image's number in its pixels: raw values are then above 1, scaled ones below."""

MANY = 12_000
"""More samples than the buffers that people write: 1,000, 1,024, 10,000."""

CLASS_SIZE = 100
"""They come sorted by class. 120 classes: their ids fit into every integer dtype, int8 included."""

FAR = 0.94
"""Of MANY shuffled samples one comes forward by more than this part, but for once in 2,000,000,000 seeds."""


MOST_PIXELS = 10_000_000
REPEATED = 50
"""Whoever repeats the samples is told so; nobody needs to read more of them than this many times all."""


@dataclass(frozen=True)
class Samples:
    """What a dataset is to be made of, and how a learner would type it."""

    images: np.ndarray
    labels: np.ndarray
    typed: str


def numbered(size: int) -> Samples:
    """Images of 2 × 3 pixels, the first two of which say which one it is; the label is the number itself."""
    number = np.arange(size)
    pixels = np.stack([number // 100 + FIRST_PIXEL, number % 100 + FIRST_PIXEL, *[number % 7] * 4], axis=-1)
    images = pixels.astype(np.uint8).reshape(size, 2, 3)
    return Samples(images, number, f"np.zeros(({size}, 2, 3), np.uint8), np.arange({size})")


def sorted_by_class() -> Samples:
    plain = numbered(MANY)
    typed = plain.typed.replace(f"np.arange({MANY})", f"np.arange({MANY}) // {CLASS_SIZE}")
    return Samples(plain.images, plain.labels // CLASS_SIZE, typed)


def jumbled() -> Samples:
    """23 samples with different labels in no order."""
    plain = numbered(23)
    typed = plain.typed.replace("np.arange(23)", "np.arange(23) * 9 % 23")
    return Samples(plain.images, plain.labels * 9 % 23, typed)


@dataclass(frozen=True)
class Batch:
    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class Yielded:
    """What a dataset yielded."""

    call: str
    training: bool
    labels: np.ndarray
    epochs: list[list[Batch]]
    endless: bool

    def orders(self) -> list[np.ndarray]:
        """Where the samples of each pass stand in what was given; a pass ends when all have had their turn."""
        place = {int(label): position for position, label in enumerate(self.labels)}
        found = []
        for epoch in self.epochs:
            labels = np.concatenate([batch.y for batch in epoch]) if epoch else np.zeros(0)
            order = np.array([place.get(int(label), -1) for label in labels], int)
            if np.any(order < 0):
                fail(
                    "batches.labels-changed",
                    call=self.call,
                    found=f"there is {labels[order.argmin()]} among them",
                )
            size = len(self.labels)
            found += [order[start : start + size] for start in range(0, max(len(order), 1), size)]
        return found


@check("images")
def images(candidate: Candidate) -> None:
    """Values first: who forgets to scale has often forgotten the axis and the dtype with it."""
    given = np.random.default_rng(5).integers(0, 200, (6, 5, 4), dtype=np.uint8)
    typed = "np.random.default_rng(5).integers(0, 200, (6, 5, 4), dtype=np.uint8), np.arange(6)"
    want = (given / 255).reshape(6, -1)
    for training in (False, True):
        yielded = _ask(candidate, Samples(given, np.arange(6), typed), 3, training, epochs=1)
        batches = [batch.x for batch in yielded.epochs[0]]
        rows = [row.astype(np.float64).ravel() for x in batches for row in x]
        if {row.size for row in rows} == {want.shape[1]} and not all(_any_row(row, want) for row in rows):
            if all(_any_row(np.sort(row), np.sort(want)) for row in rows):
                fail("batches.pixels-moved", call=yielded.call, training=training)
            came, wanted = np.concatenate(rows), f"from {want.min():.3g} to {want.max():.3g}"
            ends = f"from {came.min():.3g} to {came.max():.3g}"
            fail("batches.not-normalized", call=yielded.call, ends=ends, wanted=wanted)
        for x in batches:
            if x.shape[1:] != (5, 4, 1):
                wanted = f"({len(x)}, 5, 4, 1)"
                fail("batches.missing-channel-axis", call=yielded.call, shape=str(x.shape), wanted=wanted)
            insist(array_alone(x, "float32", "batches.wrong-dtype"), call=yielded.call, returned=x)


def _any_row(row: np.ndarray, rows: np.ndarray) -> bool:
    return bool(np.isclose(row, rows, rtol=1e-5, atol=1e-7).all(axis=1).any())


@check("labels")
def labels(candidate: Candidate) -> None:
    given = np.array([4, 0, 9, 9, 2, 7])
    for dtype, training in (("int64", False), ("uint8", False), ("int32", True)):
        typed = f"np.zeros((6, 2, 3), np.uint8), np.array([4, 0, 9, 9, 2, 7], np.{dtype})"
        samples = Samples(numbered(6).images, given.astype(dtype), typed)
        yielded = _ask(candidate, samples, 3, training, epochs=1)
        for batch in yielded.epochs[0]:
            if batch.y.dtype.kind not in "iu":
                fail(
                    "batches.labels-changed", call=yielded.call, found=f"their dtype is {batch.y.dtype.name}"
                )
        came = np.concatenate([batch.y for batch in yielded.epochs[0]])
        if not np.isin(came, given).all():
            found = f"there is {came[~np.isin(came, given)][0]} among them"
            fail("batches.labels-changed", call=yielded.call, found=found)


@check("pairs")
def pairs(candidate: Candidate) -> None:
    for yielded in (_evaluation(candidate), _training(candidate)):
        for batch in (batch for epoch in yielded.epochs for batch in epoch):
            numbers = _image_numbers(batch.x, len(yielded.labels))
            if numbers is None:
                continue  # scaled wrongly: "images" tells
            wrong = np.flatnonzero(yielded.labels[numbers] != batch.y)
            if wrong.size:
                own, came = yielded.labels[numbers[wrong[0]]], batch.y[wrong[0]]
                found = f"an image with label {own} came with label {came}"
                fail("batches.pairs-broken", call=yielded.call, found=found)


@check("complete")
def complete(candidate: Candidate) -> None:
    few = [_ask(candidate, numbered(3), 8, training, epochs=1) for training in (False, True)]
    for yielded in (_evaluation(candidate), _training(candidate), *few):
        n, size = len(yielded.labels), 5 if len(yielded.labels) > 5 else 8
        batches = [len(batch.y) for batch in yielded.epochs[0]]
        if sum(batches) > n:
            count = f"at least {sum(batches)}" if yielded.endless else str(sum(batches))
            fail("batches.repeats", call=yielded.call, count=count, samples=n)
        if sum(batches) == n - n % size and set(batches) <= {size}:
            fail("batches.drops-remainder", call=yielded.call, lost=n % size, samples=n, size=size)
        missing = n - len(np.unique(yielded.orders()[0]))
        if missing:
            fail("batches.loses-samples", call=yielded.call, missing=missing, samples=n)
        in_order = sorted(batches, reverse=True) if yielded.training else batches
        if in_order != [size] * (n // size) + [n % size]:
            fail("batches.wrong-batch-size", call=yielded.call, sizes=str(batches), size=size)


@check("evaluation")
def evaluation(candidate: Candidate) -> None:
    yielded = _evaluation(candidate)
    _used_up(yielded)
    for order in yielded.orders():
        if not np.array_equal(order, np.arange(len(order))):
            fail("batches.shuffles-evaluation", call=yielded.call, first=kit.show(order[:5].tolist()))


def _used_up(yielded: Yielded) -> None:
    """Later epochs yield nothing, or less than the first."""
    counts = [sum(len(batch.y) for batch in epoch) for epoch in yielded.epochs]
    number = next((n for n, count in enumerate(counts, start=1) if count < counts[0]), None)
    if number is not None and not yielded.endless:
        came = counts[number - 1]
        fail("batches.used-up", call=yielded.call, epoch=number, count=came, first=counts[0])


@check("shuffled")
def shuffled(candidate: Candidate) -> None:
    yielded = _training(candidate)
    _in_order(yielded)
    _whole_batches(yielded)
    many = _ask(candidate, sorted_by_class(), 500, True, epochs=1)
    forward = _furthest_forward(many)
    if forward < FAR * MANY:
        fail("batches.small-buffer", call=many.call, forward=f"{forward:,}", samples=f"{MANY:,}")
    if _same_epochs(yielded) is None:
        two = _ask(candidate, numbered(2), 2, True, epochs=20)
        if not any(np.array_equal(order, [1, 0]) for order in two.orders()):
            fail("batches.small-buffer", call=two.call, forward=0, samples=2)


def _furthest_forward(yielded: Yielded) -> int:
    """How many places earlier than it was given a sample comes at most: the last of its class, if it was that one."""
    labels = np.concatenate([batch.y for batch in yielded.epochs[0]]).astype(int)
    strange = labels[~np.isin(labels, yielded.labels)]
    if strange.size:
        fail("batches.labels-changed", call=yielded.call, found=f"there is {strange[0]} among them")
    last = np.minimum((labels + 1) * CLASS_SIZE, len(yielded.labels)) - 1
    return int(np.max(last - np.arange(len(labels)), initial=0))


def _in_order(yielded: Yielded) -> None:
    order = yielded.orders()[0]
    if np.array_equal(order, np.arange(len(order))):
        fail("batches.not-shuffled", call=yielded.call, first=kit.show(order[:5].tolist()))


def _whole_batches(yielded: Yielded) -> None:
    """Batches of neighbours, in whatever order: then it was batches that were shuffled."""
    place = {int(label): position for position, label in enumerate(yielded.labels)}
    batches = [sorted(place[int(label)] for label in batch.y) for batch in yielded.epochs[0]]
    neighbours = all(b == list(range(b[0], b[0] + len(b))) for b in batches if b)
    if neighbours and len(batches) > 1 and len(batches[0]) > 1:
        kept = batches == sorted(batches)
        how = (
            "samples are mixed only within their batch"
            if kept
            else "it is batches that are shuffled, not samples"
        )
        fail("batches.shuffle-after-batch", call=yielded.call, batch=kit.show(batches[0]), how=how)


@check("epochs")
def epochs(candidate: Candidate) -> None:
    yielded = _training(candidate)
    _in_order(yielded)
    _used_up(yielded)
    number = _same_epochs(yielded)
    if number is not None:
        fail("batches.same-order-each-epoch", call=yielded.call, one=number, two=number + 1)


def _same_epochs(yielded: Yielded) -> int | None:
    """The number of the first epoch, from 1, that the next one repeats."""
    followed = enumerate(pairwise(yielded.orders()), start=1)
    return next((number for number, (one, two) in followed if np.array_equal(one, two)), None)


@check("reproducible")
def reproducible(candidate: Candidate) -> None:
    first = _training(candidate)
    again = _ask(candidate, jumbled(), 5, True, epochs=3, key="again")
    default, zero = (_ask(candidate, jumbled(), 5, True, epochs=2, seed=seed) for seed in (None, 0))
    for one, two, seed in ((first, again, 1), (default, zero, 0)):
        pairs = list(zip(one.orders(), two.orders(), strict=False))
        number = next((n for n, pair in enumerate(pairs, start=1) if not np.array_equal(*pair)), None)
        if number is not None:
            fail("batches.not-reproducible", call=two.call, seed=seed, epoch=number)


@check("untouched")
def untouched(candidate: Candidate) -> None:
    """Read to the end: a generator may shuffle the arrays only when it runs."""
    samples = jumbled()
    arguments = (samples.images, samples.labels, 5, True, 1)
    if candidate.mutated(FUNCTION, *arguments, options={"dataset_epochs": 2}):
        fail("batches.mutates-input", call=_call(samples, 5, True, 1))


def _evaluation(candidate: Candidate) -> Yielded:
    return _ask(candidate, jumbled(), 5, False, epochs=2)


def _training(candidate: Candidate) -> Yielded:
    return _ask(candidate, jumbled(), 5, True, epochs=3)


def _image_numbers(x: np.ndarray, size: int) -> np.ndarray | None:
    """Which images these are, scaled or raw; None where that cannot be told."""
    if x.size != 6 * len(x):
        return None
    pixels = x.reshape(len(x), -1)[:, :2].astype(np.float64)
    raw = pixels if pixels.max(initial=0) > 1 else pixels * 255
    whole = np.round(raw) - FIRST_PIXEL
    numbers = np.asarray(whole[:, 0] * 100 + whole[:, 1], int)
    good = np.allclose(raw - FIRST_PIXEL, whole, atol=0.01) and np.all((numbers >= 0) & (numbers < size))
    return numbers if good else None


def _ask(
    candidate: Candidate,
    samples: Samples,
    size: int,
    training: bool,
    *,
    epochs: int,
    seed: int | None = 1,
    key: str = "",
) -> Yielded:
    """The dataset of these samples, remembered; `seed` None leaves the argument out."""
    arguments = (samples.images, samples.labels, size, training, *(() if seed is None else (seed,)))
    n, call = len(samples.labels), _call(samples, size, training, seed)
    options = {"dataset_epochs": epochs, "dataset_elements": min(n + 3, 400)}

    def read() -> Yielded:
        yielded = _read(candidate.call(FUNCTION, *arguments, options=options), call, training, samples.labels)
        if not yielded.epochs[0] and n >= size:
            fail("batches.loses-samples", call=call, missing=n, samples=n)
        return yielded

    return candidate.once(f"{call} {epochs} {key}", read)  # type: ignore[no-any-return]


def _call(samples: Samples, size: int, training: bool, seed: int | None) -> str:
    last = "" if seed is None else f", seed={seed}"
    return f"make_dataset({samples.typed}, {size}, training={training}{last})"


def _read(got: Any, call: str, training: bool, known: np.ndarray) -> Yielded:
    """Epochs of batches of pairs; anything else ends the check."""
    insist(kit.returned_nothing(got), call=call, returned=got)
    if not isinstance(got, Described) or got.kind != "dataset":
        fail("batches.not-a-dataset", call=call, found=_briefly(got))
    given = got.data.get("epochs")
    if not isinstance(given, list) or not given or not all(isinstance(epoch, list) for epoch in given):
        fail(None, message="the dataset could not be read", call=call)
    endless = got.data.get("truncated") is not False
    epochs = [[_batch(element, call) for element in epoch] for epoch in given]
    most = max(sum(len(batch.y) for batch in epoch) for epoch in epochs)
    if most > REPEATED * len(known):
        fail("batches.repeats", call=call, count=f"at least {most:,}", samples=len(known))
    if max((batch.x.size for epoch in epochs for batch in epoch), default=0) > MOST_PIXELS:
        fail(None, message="a batch of images has more pixels than all images together", call=call)
    return Yielded(call, training, known, epochs, endless)


def _briefly(value: Any) -> str:
    """What it is; the numbers of a batch would fill the screen and say nothing."""
    if isinstance(value, dict):
        return f"a dict with the keys {kit.show(list(value))}"
    if isinstance(value, np.ndarray):
        return f"one array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"{kind_of(value)} of {len(value)} values"
    return kit.show(value)


def _batch(element: Any, call: str) -> Batch:
    if not isinstance(element, tuple | list) or len(element) != 2:
        fail("batches.not-pairs", call=call, found=_briefly(element))
    x, y = element
    if not isinstance(x, np.ndarray) or not isinstance(y, np.ndarray) or x.dtype.kind not in "biuf":
        fail("batches.not-pairs", call=call, found=_briefly(element))
    if x.ndim == 1 and y.ndim > 1:
        fail("batches.not-pairs", call=call, found="a pair with the labels first")
    if y.ndim == 0:
        fail("batches.not-batched", call=call, shape=str(x.shape))
    if y.dtype.kind not in "biuf" or not np.isfinite(y).all():
        fail("batches.labels-changed", call=call, found="some are no numbers")
    if y.ndim > 1:
        fail("batches.labels-changed", call=call, found=f"a batch of them has shape {y.shape}")
    if x.ndim < 2 or len(x) != len(y):
        found = f"a batch has images of shape {x.shape} and labels of shape {y.shape}"
        fail("batches.pairs-broken", call=call, found=found)
    return Batch(x, y)
