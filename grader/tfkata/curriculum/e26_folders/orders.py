"""Which pictures come in an epoch, and in which order: the same one for evaluation, a new one in every epoch of a training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, Mistake, Mistakes
from tfkata.curriculum.e26_folders import pictures
from tfkata.curriculum.e26_folders.pictures import CLASSES
from tfkata.curriculum.e26_folders.yielded import Read, ask

EARLY = 250
"""Of 1,400 shuffled pictures the first 250 have all 14 classes, but for once in 10,000,000 seeds; a buffer of 1,024 cannot."""


def repeats(read: Read) -> bool:
    return read.endless or sum(read.sizes) > read.count


def drops_remainder(read: Read) -> bool:
    return sum(read.sizes) == read.count - read.count % read.batch and set(read.sizes) <= {read.batch}


def expected_sizes(read: Read) -> list[int]:
    return [read.batch] * (read.count // read.batch) + [read.count % read.batch] * (
        read.count % read.batch > 0
    )


def beginning(order: np.ndarray) -> str:
    return kit.show(order[:6].tolist())


def used_up(read: Read) -> dict[str, int] | None:
    counts = [sum(len(b.x) for b in epoch) for epoch in read.epochs]
    later = ((n, count) for n, count in enumerate(counts, start=1) if count < counts[0])
    return next(({"epoch": n, "count": count, "first": counts[0]} for n, count in later), None)


def other_orders(candidate: Candidate) -> Iterator[Any]:
    """Two passes of one dataset for evaluation, and a pass of another one: each pair has the same order.

    A dataset without end has no second pass; another check asks for its end.
    """
    first = ask(candidate, pictures.row(), batch=5, epochs=2)
    if first.endless:
        return
    USED_UP.fail(first, call=first.call)
    again = ask(candidate, pictures.row(), batch=5, epochs=3)
    other = ask(candidate, pictures.row(), batch=5, epochs=1, seed=2)
    pairs = (
        (first.order(0), first.order(1), "a second pass"),
        (first.order(0), again.order(0), "a second call"),
        (first.order(0), other.order(0), "another seed"),
    )
    for one, two, what in pairs:
        yield Order(one, two, what, other.call if what == "another seed" else first.call)


class Order:
    """Two orders that should be one."""

    def __init__(self, one: np.ndarray, two: np.ndarray, what: str, call: str) -> None:
        self.same, self.what, self.call = np.array_equal(one, two), what, call
        self.first, self.second = beginning(one), beginning(two)


def in_order(read: Read) -> bool:
    """As the files are sorted, or backwards."""
    order = read.order(0)
    return bool(len(order) > 1 and (np.all(np.diff(order) >= 0) or np.all(np.diff(order) <= 0)))


def shuffled(candidate: Candidate) -> None:
    read = ask(candidate, pictures.row(), batch=5, training=True, epochs=3)
    plain = ask(candidate, pictures.row(), batch=5, epochs=2)
    IN_ORDER.fail(read, call=read.call)
    if np.array_equal(read.order(0), plain.order(0)):
        kit.fail("folders.not-shuffled", call=read.call, first=beginning(read.order(0)))
    NEIGHBOURS.fail((read, plain), call=read.call)
    large = ask(candidate, pictures.many(), size=(2, 2), batch=50, training=True)
    SMALL_BUFFER.fail(large, call=large.call)


def neighbours(both: tuple[Read, Read]) -> dict[str, str] | None:
    """Each batch for training has the pictures of a batch for evaluation: then batches were shuffled."""
    read, plain = both
    wanted = {tuple(sorted(batch.numbers.tolist())) for batch in plain.epochs[0]}
    found = [tuple(sorted(batch.numbers.tolist())) for batch in read.epochs[0]]
    whole_batches = len(found) > 1 and set(found) == wanted
    return {"batch": kit.show(list(found[0]))} if whole_batches else None


def early_classes(read: Read) -> int:
    return len(set(read.order(0)[:EARLY].tolist()))


def same_order(read: Read) -> dict[str, int] | None:
    orders = [read.order(epoch) for epoch in range(len(read.epochs))]
    pairs = enumerate(pairwise(orders), start=1)
    return next(({"one": n, "two": n + 1} for n, pair in pairs if np.array_equal(*pair)), None)


def reproducible(candidate: Candidate) -> None:
    def epochs(count: int, seed: int | None) -> Read:
        return ask(candidate, pictures.row(), batch=5, training=True, epochs=count, seed=seed)

    for one, two, seed in ((epochs(3, 1), epochs(2, 1), 1), (epochs(2, None), epochs(2, 0), 0)):
        if one.endless or two.endless:  # another check asks for an end
            return
        orders = zip((one.order(n) for n in range(2)), (two.order(n) for n in range(2)), strict=True)
        for epoch, (first, second) in enumerate(orders, start=1):
            if Counter(first.tolist()) == Counter(second.tolist()) and not np.array_equal(first, second):
                kit.fail("folders.not-reproducible", call=two.call, seed=seed, epoch=epoch)


# fmt: off
COMPLETE = Mistakes(
    Mistake("folders.repeats", repeats, count=lambda r: r.count),
    Mistake("folders.drops-remainder", drops_remainder, "count batch", lost=lambda r: r.count % r.batch),
    Mistake("folders.loses-pictures", lambda r: len(set(r.order(0).tolist())) < r.count, "count", missing=lambda r: r.count - len(set(r.order(0).tolist()))),
    Mistake("folders.wrong-batch-size", lambda r: (sorted(r.sizes)[::-1] if r.training else r.sizes) != expected_sizes(r), "sizes batch"),
)
USED_UP = Mistakes(Mistake("folders.used-up", used_up, "epoch count first"))
SHUFFLES_EVALUATION = Mistakes(Mistake("folders.shuffles-evaluation", lambda o: not o.same, "what first second"))
IN_ORDER = Mistakes(Mistake("folders.not-shuffled", in_order, first=lambda r: beginning(r.order(0))))
NEIGHBOURS = Mistakes(Mistake("folders.shuffle-after-batch", neighbours, "batch"))
SMALL_BUFFER = Mistakes(
    Mistake("folders.small-buffer", lambda r: early_classes(r) < CLASSES, early=EARLY, seen=early_classes, classes=CLASSES, count=lambda r: f"{r.count:,}"),
)
SAME_ORDER = Mistakes(Mistake("folders.same-order", same_order, "one two"))
# fmt: on
