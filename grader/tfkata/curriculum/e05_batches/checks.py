"""e05_batches: what a dataset yields, epoch by epoch. Every image carries its number, every label is a number of its own.

Orders are read from the labels, so that a wrong scaling of the images costs the images and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any, NamedTuple

import numpy as np

from tfkata.checks import kit
from tfkata.checks.datasets import epochs_in, is_dataset
from tfkata.checks.judges import kind_of
from tfkata.checks.kit import Answer, Candidate, Function, Mistake, Mistakes
from tfkata.curriculum.e05_batches.samples import (
    CLASS_SIZE,
    DARK,
    DIGITS,
    FIRST_PIXEL,
    JUMBLED,
    MANY,
    PICTURES,
    SORTED,
    Samples,
    first_pictures,
    numbered,
)

FAR = 0.94
"""Of MANY shuffled samples one comes forward by more than this part, but for once in 2,000,000,000 seeds."""

MOST_PIXELS = 10_000_000
REPEATED = 50
"""An answer that repeats the samples is told so; nobody needs to read more of them than this many times all."""

make_dataset = Function("make_dataset")


class Batch(NamedTuple):
    """Images and labels, with the call that made the dataset and the labels that it was given."""

    x: np.ndarray
    y: np.ndarray
    call: str
    given: np.ndarray

    def strange(self) -> dict[str, str] | None:
        other = self.y[~np.isin(self.y, self.given)]
        return {"found": f"one of them is {other[0]}"} if other.size else None

    def broken(self) -> dict[str, str] | None:
        """Images that are scaled wrongly have no number: "images" tells."""
        numbers = self._numbers()
        if numbers is None or not (wrong := self.given[numbers] != self.y).any():
            return None
        own, came = self.given[numbers][wrong][0], self.y[wrong][0]
        return {"found": f"an image whose label is {own} came with label {came}"}

    def _numbers(self) -> np.ndarray | None:
        """Which images these are, scaled or raw; None where that cannot be told."""
        if self.x.size != 6 * len(self.x):
            return None
        pixels = self.x.reshape(len(self.x), -1)[:, :2].astype(np.float64)
        raw = pixels if pixels.max(initial=0) > 1 else pixels * 255
        whole = np.round(raw) - FIRST_PIXEL
        numbers = np.asarray(whole[:, 0] * 100 + whole[:, 1], int)
        good = (
            np.allclose(raw - FIRST_PIXEL, whole, atol=0.01)
            and np.isin(numbers, range(len(self.given))).all()
        )
        return numbers if good else None


@dataclass(frozen=True)
class Yielded:
    """What a dataset yielded, and the labels, batch size and kind that it was asked for."""

    call: str
    labels: np.ndarray
    size: int
    training: bool
    epochs: list[list[Batch]]
    endless: bool
    images: np.ndarray

    @property
    def samples(self) -> int:
        return len(self.labels)

    @property
    def sizes(self) -> list[int]:
        """Of the batches in the first epoch."""
        return [len(batch.y) for batch in self.epochs[0]]

    @property
    def counts(self) -> list[int]:
        """How many samples there are in each epoch."""
        return [sum(len(batch.y) for batch in epoch) for epoch in self.epochs]

    def came(self, epoch: int) -> np.ndarray:
        """The labels of an epoch, if they are among those given."""
        for batch in self.epochs[epoch]:
            OTHER_LABELS.fail(batch, call=self.call)
        return np.concatenate([batch.y for batch in self.epochs[epoch]] or [np.zeros(0)]).astype(int)

    def orders(self) -> list[np.ndarray]:
        """Where the samples of each pass stand in what was given; a pass ends when all have had their turn."""
        found, size, sorter = [], self.samples, np.argsort(self.labels)
        for epoch in range(len(self.epochs)):
            order = sorter[np.searchsorted(self.labels, self.came(epoch), sorter=sorter)]
            found += [order[start : start + size] for start in range(0, max(len(order), 1), size)]
        return found

    def repeats_an_epoch(self) -> dict[str, int] | None:
        """The number of the first epoch, from 1, that the next one repeats."""
        followed = enumerate(pairwise(self.orders()), start=1)
        return next(({"one": n, "two": n + 1} for n, pair in followed if np.array_equal(*pair)), None)


# --- reading what came back


def briefly(value: Any) -> str:
    """What it is; the numbers of a batch would fill the screen and say nothing."""
    if isinstance(value, dict):
        return f"a dict with the keys {kit.show(list(value))}"
    if isinstance(value, np.ndarray):
        return f"one array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"{kind_of(value)} of {len(value)} values"
    return kit.show(value)


def is_pair(element: Any) -> bool:
    pair = isinstance(element, tuple | list) and len(element) == 2
    return pair and all(isinstance(part, np.ndarray) for part in element) and element[0].dtype.kind in "biuf"


# fmt: off
OTHER_LABELS = Mistakes(Mistake("batches.labels-changed", Batch.strange, "found"))
ELEMENTS = Mistakes(
    Mistake("batches.not-pairs", lambda e: not is_pair(e), found=briefly),
    Mistake("batches.not-pairs", lambda e: e[0].ndim == 1 and e[1].ndim > 1, found="a pair with the labels first"),
    Mistake("batches.not-batched", lambda e: e[1].ndim == 0, shape=lambda e: str(e[0].shape)),
    Mistake("batches.labels-changed", lambda e: e[1].dtype.kind not in "biuf" or not np.isfinite(e[1]).all(), found="some of them are not numbers"),
    Mistake("batches.labels-changed", lambda e: e[1].ndim > 1, found=lambda e: f"each of them is an array of shape {e[1].shape[1:]}"),
    Mistake("batches.pairs-broken", lambda e: e[0].ndim < 2 or len(e[0]) != len(e[1]),
            found=lambda e: f"a batch has images of shape {e[0].shape} and labels of shape {e[1].shape}"),
)
AMOUNT = Mistakes(
    Mistake("batches.repeats", lambda y: max(y.counts) > REPEATED * y.samples, "samples", count=lambda y: f"at least {max(y.counts):,}"),
    Mistake(None, lambda y: max((batch.x.size for epoch in y.epochs for batch in epoch), default=0) > MOST_PIXELS,
            message="a batch of images has more pixels than all images together"),
    Mistake("batches.loses-samples", lambda y: not y.epochs[0] and y.samples >= y.size, "samples", missing=lambda y: y.samples),
)
# fmt: on


def ask(
    candidate: Candidate, samples: Samples, size: int, training: bool, epochs: int, seed: int | None = 1
) -> Yielded:
    """The dataset of these samples, remembered; `seed` None leaves the argument out."""
    options = {"dataset_epochs": epochs, "dataset_elements": min(len(samples.labels) + 3, 400)}
    arguments, typed = call_of(samples, size, training, seed)

    def read() -> Yielded:
        answer = make_dataset.ask(candidate, *arguments, options=options, typed=typed)
        elements, endless = epochs_of(answer)
        for element in chain.from_iterable(elements):
            ELEMENTS.fail(element, call=typed)
        batches = [[Batch(e[0], e[1], typed, samples.labels) for e in epoch] for epoch in elements]
        yielded = Yielded(typed, samples.labels, size, training, batches, endless, samples.images)
        AMOUNT.fail(yielded, call=typed)
        return yielded

    return candidate.once(f"{typed} {epochs}", read)  # type: ignore[no-any-return]


def call_of(samples: Samples, size: int, training: bool, seed: int | None) -> tuple[tuple[Any, ...], str]:
    """The arguments, and the call as it can be typed."""
    last = "" if seed is None else f", seed={seed}"
    arguments = (samples.images, samples.labels, size, training, *(() if seed is None else (seed,)))
    return arguments, f"make_dataset({samples.typed}, {size}, training={training}{last})"


def epochs_of(answer: Answer) -> tuple[list[list[Any]], bool]:
    """The elements of each epoch, and whether there were more of them; anything but a dataset ends the check."""
    got = answer.value
    answer.insist(kit.returned_nothing(got))
    if not is_dataset(got):
        kit.fail("batches.not-a-dataset", call=answer.call, found=briefly(got))
    return epochs_in(got, answer.call)


# --- what the checks look at

Seen = Callable[[Candidate], Iterator[Yielded]]


def yields(samples: Samples, size: int, *kinds: bool, epochs: int = 1) -> Seen:
    return lambda candidate: (ask(candidate, samples, size, training, epochs) for training in kinds)


def batches(seen: Seen) -> Callable[[Candidate], Iterator[Batch]]:
    return lambda candidate: (batch for one in seen(candidate) for epoch in one.epochs for batch in epoch)


labelled = yields(numbered(6, np.array([4, 0, 9, 9, 2, 7]), "np.array([4, 0, 9, 9, 2, 7])"), 3, False, True)
evaluation, training = yields(JUMBLED, 5, False, epochs=2), yields(JUMBLED, 5, True, epochs=3)
few, many = yields(numbered(3), 8, False, True), yields(SORTED, 500, True)
many_in_order = yields(numbered(2500, np.arange(2500) % 100, "np.arange(2500) % 100"), 499, False)
pictures = yields(PICTURES, 5, False, True)
"""The last batch is a single sample."""
other_pictures = [
    yields(DIGITS, 4, True),
    yields(DIGITS, 4, False),
    yields(DARK, 3, False),
    yields(DARK, 3, True),
]
alone = yields(first_pictures(1), 4, False, True)
one_by_one = yields(first_pictures(2), 1, False, True)


def two(candidate: Candidate) -> Iterator[Yielded]:
    """20 epochs are 20 chances, if there is a chance in each. Most answers need only the first few of them."""
    if any(one.repeats_an_epoch() for one in training(candidate)):
        return
    first = ask(candidate, numbered(2), 2, True, 6)
    yield first if last_comes_first(first) else ask(candidate, numbered(2), 2, True, 20)


# --- how the mistakes show


def misplaced(y: Yielded) -> dict[str, Any] | None:
    """Rows of pixels that are none of those wanted, in their order or in any: how far they reach."""
    rows = [row.astype(np.float64).ravel() for batch in y.epochs[0] for row in batch.x]
    scaled = (y.images / 255).reshape(y.samples, -1)
    if {row.size for row in rows} != {scaled.shape[1]} or all(any_row(row, scaled) for row in rows):
        return None
    came = np.concatenate(rows)
    moved = all(any_row(np.sort(row), np.sort(scaled)) for row in rows)
    ends, wanted = (f"from {values.min():.3g} to {values.max():.3g}" for values in (came, scaled))
    return {"moved": moved, "ends": ends, "wanted": wanted}


def any_row(row: np.ndarray, rows: np.ndarray) -> bool:
    return bool(np.isclose(row, rows, rtol=1e-5, atol=1e-7).all(axis=1).any())


def used_up(y: Yielded) -> dict[str, int] | None:
    """Later epochs yield nothing, or less than the first."""
    later = ((n, count) for n, count in enumerate(y.counts, start=1) if count < y.counts[0] and not y.endless)
    return next(({"epoch": n, "count": count, "first": y.counts[0]} for n, count in later), None)


def in_order(order: np.ndarray) -> bool:
    return np.array_equal(order, np.arange(len(order)))


def beginning(order: np.ndarray) -> dict[str, str]:
    return {"first": kit.show(order[:5].tolist())}


def neighbours(y: Yielded) -> dict[str, str] | None:
    """Batches of neighbours, in whatever order: then it was batches that were shuffled."""
    ends = np.cumsum([0, *y.sizes])
    batches = [sorted(y.orders()[0][start:end].tolist()) for start, end in pairwise(ends)]
    if len(batches) < 2 or len(batches[0]) < 2 or any(np.any(np.diff(batch) != 1) for batch in batches):
        return None
    mixed = "samples are mixed only within their batch"
    how = mixed if batches == sorted(batches) else "it is batches that are shuffled, not samples"
    return {"batch": kit.show(batches[0]), "how": how}


def furthest_forward(y: Yielded) -> int:
    """How many places earlier than it was given a sample comes at most: the last of its class, if it was that one."""
    labels = y.came(0)
    last = np.minimum((labels + 1) * CLASS_SIZE, y.samples) - 1
    return int(np.max(last - np.arange(len(labels)), initial=0))


def last_comes_first(y: Yielded) -> bool:
    return any(np.array_equal(order, [1, 0]) for order in y.orders())


# fmt: off
PIXELS = Mistakes(
    Mistake("batches.pixels-moved", lambda y: (misplaced(y) or {}).get("moved"), "training"),
    Mistake("batches.not-normalized", misplaced, "ends wanted"),
)
FORM = Mistakes(
    Mistake("batches.missing-channel-axis", lambda batch: batch.x.shape[1:] != (5, 4, 1),
            shape=lambda batch: str(batch.x.shape), wanted=lambda batch: f"({len(batch.x)}, 5, 4, 1)"),
    Mistake("batches.wrong-dtype", lambda batch: batch.x.dtype != np.float32,
            got_dtype=lambda batch: batch.x.dtype.name, want_dtype="float32", returned=lambda batch: batch.x),
)
LABELS = Mistakes(
    Mistake("batches.labels-changed", lambda batch: batch.y.dtype.kind not in "iu", found=lambda batch: f"their dtype is {batch.y.dtype.name}"),
) | OTHER_LABELS
PAIRS = Mistakes(Mistake("batches.pairs-broken", Batch.broken, "found"))
DROPS_REMAINDER = Mistake(
    "batches.drops-remainder", lambda y: sum(y.sizes) == y.samples - y.samples % y.size and {*y.sizes} <= {y.size},
    "samples size", lost=lambda y: y.samples % y.size)
COMPLETE = Mistakes(
    Mistake("batches.repeats", lambda y: sum(y.sizes) > y.samples, "samples",
            count=lambda y: f"at least {sum(y.sizes)}" if y.endless else str(sum(y.sizes))),
    DROPS_REMAINDER,
    Mistake("batches.loses-samples", lambda y: len(np.unique(y.orders()[0])) < y.samples, "samples",
            missing=lambda y: y.samples - len(np.unique(y.orders()[0]))),
    Mistake("batches.wrong-batch-size",
            lambda y: (sorted(y.sizes)[::-1] if y.training else y.sizes) != [y.size] * (y.samples // y.size) + [y.samples % y.size],
            "sizes size"),
)
USED_UP = Mistakes(Mistake("batches.used-up", used_up, "epoch count first"))
SHUFFLED = Mistakes(
    Mistake("batches.shuffles-evaluation", lambda y: next((beginning(o) for o in y.orders() if not in_order(o)), None), "first"),
)
REORDERED = Mistakes(  # labels that occur several times: their places are not known, but their order is
    DROPS_REMAINDER,
    Mistake("batches.loses-samples", lambda y: len(y.came(0)) < y.samples and np.array_equal(y.came(0), y.labels[: len(y.came(0))]),
            "samples", missing=lambda y: y.samples - len(y.came(0))),
    Mistake("batches.shuffles-evaluation", lambda y: not np.array_equal(y.came(0), y.labels) and {"first": kit.show(y.came(0)[:5].tolist())},
            "first"),
)
IN_ORDER = Mistakes(Mistake("batches.not-shuffled", lambda y: in_order(y.orders()[0]) and beginning(y.orders()[0]), "first"))
BATCHES_SHUFFLED = Mistakes(Mistake("batches.shuffle-after-batch", neighbours, "batch how"))
FOR_MANY = Mistakes(
    Mistake("batches.small-buffer", lambda y: furthest_forward(y) < FAR * MANY,
            forward=lambda y: f"{furthest_forward(y):,}", samples=f"{MANY:,}"),
)
FOR_TWO = Mistakes(
    Mistake("batches.small-buffer", lambda y: not last_comes_first(y), forward=0, samples=2),
)
SAME_ORDER = Mistakes(Mistake("batches.same-order-each-epoch", Yielded.repeats_an_epoch, "one two"))
# fmt: on


def reproducible(candidate: Candidate) -> None:
    first, again = (ask(candidate, JUMBLED, 5, True, epochs) for epochs in (3, 4))
    default, zero = (ask(candidate, JUMBLED, 5, True, 2, seed) for seed in (None, 0))
    for one, other, seed in ((first, again, 1), (default, zero, 0)):
        passes = enumerate(zip(one.orders(), other.orders(), strict=False), start=1)
        epoch = next((n for n, pair in passes if not np.array_equal(*pair)), None)
        if epoch is not None:
            kit.fail("batches.not-reproducible", call=other.call, seed=seed, epoch=epoch)


def untouched(candidate: Candidate) -> None:
    """Read to the end: a generator may shuffle the arrays only when it runs."""
    for samples, size, training, epochs in (
        (JUMBLED, 5, True, 2),
        (JUMBLED, 5, False, 1),
        (PICTURES, 3, False, 1),
        (PICTURES, 5, True, 1),
    ):
        arguments, typed = call_of(samples, size, training, 1)
        try:
            mutated = candidate.mutated(make_dataset.name, *arguments, options={"dataset_epochs": epochs})
        except kit.CandidateRaised:
            if training and samples is JUMBLED:
                raise
            continue  # whether it takes these is asked by other checks
        if mutated:
            kit.fail("batches.mutates-input", call=typed)


# fmt: off
kit.checks(__name__, {
    # Values first: who forgets to scale has often forgotten the axis and the dtype with it.
    "images": [
        PIXELS.none_in(pictures),
        *(FORM.none_in(batches(seen)) for seen in (pictures, alone, one_by_one)),
        *(PIXELS.none_in(seen) for seen in other_pictures),
    ],
    "labels": [
        *(LABELS.none_in(batches(seen)) for seen in (labelled, *other_pictures)),  # int64, uint8, int32
    ],
    "pairs": [PAIRS.none_in(batches(seen)) for seen in (evaluation, training)],
    "complete": [COMPLETE.none_in(seen) for seen in (evaluation, training, few)],
    "evaluation": [(USED_UP | SHUFFLED).none_in(evaluation), REORDERED.none_in(many_in_order)],
    "shuffled": [(IN_ORDER | BATCHES_SHUFFLED).none_in(training), FOR_MANY.none_in(many), FOR_TWO.none_in(two)],
    "epochs": (IN_ORDER | USED_UP | SAME_ORDER).none_in(training),
    "reproducible": reproducible,
    "untouched": untouched,
})
