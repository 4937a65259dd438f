"""e26_folders: pictures from folders, told apart by their colours, and the order in which they come, read from their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from tfkata.checks import kit
from tfkata.checks.kit import Candidate, CandidateRaised, Mistake, Mistakes
from tfkata.curriculum.e26_folders import pictures
from tfkata.curriculum.e26_folders.pictures import BLOCKS, CLASSES, Zoo
from tfkata.curriculum.e26_folders.yielded import (
    NEAR,
    Batch,
    Read,
    arguments_of,
    ask,
    batches,
    call_of,
    load_images,
    options_for,
    paths_of,
)

WHITE = 0.002
"""Less than 1/255: a byte of 255 is 1.0 and not 255/256."""

EARLY = 250
"""Of 1,400 shuffled pictures the first 250 have all 14 classes, but for once in 10,000,000 seeds; a buffer of 1,024 cannot."""

Seen = Callable[[Candidate], Iterator[Read]]


def reads(*zoos: Zoo, training: bool = False, epochs: int = 1, batch: int = 4) -> Seen:
    return lambda candidate: (
        ask(candidate, zoo, training=training, epochs=epochs, batch=batch) for zoo in zoos
    )


# --- channels and colours


def off_colour(read: Read) -> dict[str, Any] | None:
    """The first picture whose colour is none of the folder's, and the colour that is nearest by its first channel."""
    for path, colour in zip(paths_of(read), read.colours(), strict=True):
        if path is None:
            near = min(
                read.zoo.colours,
                key=lambda p: float(np.abs(np.array(read.zoo.colours[p]) / 255 - colour).sum()),
            )
            return {
                "found": rounded(colour),
                "path": near,
                "wanted": rounded(np.array(read.zoo.colours[near]) / 255),
            }
    return None


def rounded(colour: np.ndarray) -> str:
    return f"({', '.join(f'{value:.2f}' for value in colour)})"


def channels(read: Read) -> int | None:
    """How many there are, if not three."""
    return next((b.x.shape[-1] for b in batches(read) if b.x.shape[-1] != 3), None)


def one_sided(read: Read) -> dict[str, str] | None:
    """A grey picture whose three channels are not alike."""
    odd = [colour for colour in read.colours() if np.ptp(colour) > NEAR]
    return {"found": rounded(odd[0])} if odd else None


def channel_problem(candidate: Candidate) -> None:
    """JPEG last: a decoder that is asked for four channels raises for one."""
    for zoo, table, batch in (
        (pictures.RGB, GREY_OR_ALPHA | COLOURS, 1),
        (pictures.RGBA, RGBA, 1),
        (pictures.GREY, GREY, 1),
        (pictures.MIXED, GREY_OR_ALPHA | COLOURS, 4),
    ):
        read = ask(candidate, zoo, batch=batch)
        table.fail(read, call=read.call)


def first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")[:160]


def ordinary_error(candidate: Candidate) -> CandidateRaised | None:
    """What the ordinary folder raises: then it is no mistake about another one."""
    try:
        ask(candidate, pictures.ORDINARY)
    except CandidateRaised as raised:
        return raised
    return None


# --- the range


def out_of_scale(read: Read) -> dict[str, str] | None:
    low, high = read.ends()
    if abs(low) <= WHITE and abs(high - 1) <= WHITE:
        return None
    return {"ends": f"from {low:.4g} to {high:.4g}"}


def overshoots(read: Read) -> dict[str, str] | None:
    low, high = read.ends()
    other_scale = high > 2 or low < -0.5  # that is the row above
    return (
        {"ends": f"from {low:.3g} to {high:.3g}"}
        if not other_scale and (low < -1e-4 or high > 1 + 1e-4)
        else None
    )


def ranges(candidate: Candidate) -> None:
    read = ask(candidate, pictures.RGB, batch=1)
    for table in (RANGE, DTYPE):
        table.fail(read, call=read.call)
    edge = ask(candidate, pictures.EDGE, size=(13, 17), batch=1)
    OVERSHOOT.fail(edge, call=edge.call)


# --- the size


def block_centres(picture: np.ndarray) -> np.ndarray:
    """The middle of each of nine equal parts, (3, 3, 3)."""
    height, width = picture.shape[:2]
    rows, columns = ([int((part + 0.5) * length / 3) for part in range(3)] for length in (height, width))
    return picture[np.ix_(rows, columns)][..., :3]


def scaled(read: Read) -> np.ndarray:
    return read.unit(read.epochs[0][0].x[0].astype(np.float64))


def whole(read: Read) -> bool:
    return bool(np.abs(block_centres(scaled(read)) - BLOCKS / 255).max() < 0.1)


def lost_part(read: Read) -> dict[str, str] | None:
    """A block that is seen nowhere in the picture."""
    pixels = scaled(read)[..., :3].reshape(-1, 3)
    for row, column in ((0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1), (2, 2)):
        if np.abs(pixels - BLOCKS[row, column] / 255).max(axis=1).min() > 0.12:
            side = ("upper", "middle", "lower")[row], ("left", "middle", "right")[column]
            return {"part": " ".join(dict.fromkeys(side))}
    return None


def bars(read: Read) -> bool:
    """A whole row or column of pixels in a colour that the picture has not."""
    picture = scaled(read)[..., :3]
    known = BLOCKS.reshape(-1, 3) / 255
    edges = (picture[0], picture[-1], picture[:, 0], picture[:, -1])
    return any(np.abs(line[:, None] - known).max(axis=2).min(axis=1).min() > 0.12 for line in edges)


def turned(read: Read) -> bool:
    centres = block_centres(scaled(read))
    ways = (BLOCKS.swapaxes(0, 1), BLOCKS[::-1], BLOCKS[:, ::-1], BLOCKS[::-1, ::-1])
    return any(np.abs(centres - way / 255).max() < 0.1 for way in ways)


def sizes(candidate: Candidate) -> None:
    for size in ((6, 10), (12, 5)):
        read = ask(candidate, pictures.RGB, size=size, batch=1)
        SHAPE.fail(read, call=read.call)
    for zoo, size in ((pictures.WIDE, (30, 30)), (pictures.TALL, (30, 30)), (pictures.WIDE, (24, 9))):
        read = ask(candidate, zoo, size=size, batch=1)
        SHAPE.fail(read, call=read.call)
        if channels(read) is None:
            STRETCHED.fail(read, call=read.call)


def shape_of(read: Read) -> str:
    return str(next(b.x.shape[1:3] for b in batches(read) if b.x.shape[1:3] != read.size))


def wrong_size(read: Read) -> bool:
    return any(b.x.shape[1:3] != read.size for b in batches(read))


# --- labels and names


def strange_labels(read: Read) -> dict[str, Any] | None:
    """Pictures of one class that have another's label, all of them alike."""
    table = labels_by_class(read)
    if any(len(labels) > 1 for labels in table.values()):
        return None
    for name, labels in table.items():
        label, place = next(iter(labels)), read.zoo.classes.index(name)
        if label != place:
            return {"name": name, "label": label, "place": place, "names": str(read.zoo.classes)}
    return None


def labels_by_class(read: Read) -> dict[str, set[int]]:
    """The labels that pictures of each class came with."""
    table: dict[str, set[int]] = {}
    for path, label in zip(paths_of(read), read.order(0).tolist(), strict=True):
        if path is not None:
            table.setdefault(path.split("/")[0], set()).add(label)
    return table


def torn_pair(read: Read) -> dict[str, str] | None:
    for name, labels in labels_by_class(read).items():
        if len(labels) > 1:
            return {"name": name, "labels": " and ".join(map(str, sorted(labels)))}
    return None


def other_names(read: Read) -> dict[str, str] | None:
    names = list(read.names) if isinstance(read.names, list | tuple) else None
    if names == read.zoo.classes:
        return None
    return {"found": kit.show(read.names), "wanted": kit.show(read.zoo.classes)}


def strange_names(read: Read) -> bool:
    """More names than folders, or fewer: what else may be wrong with them is asked elsewhere."""
    return isinstance(read.names, list | tuple) and len(read.names) != len(read.zoo.classes)


def beside_names(read: Read) -> dict[str, Any] | None:
    """Pictures of a class whose label is not its place in the names returned with them; where counting begins is asked elsewhere."""
    names = list(read.names) if isinstance(read.names, list | tuple) else []
    table = labels_by_class(read)
    if (
        any(name not in names for name in table)
        or len({min(labels) - names.index(name) for name, labels in table.items()}) < 2
    ):
        return None
    name = next(name for name, labels in table.items() if labels != {names.index(name)})
    return {"name": name, "label": min(table[name]), "place": names.index(name)}


def _label_told(read: Read) -> str:
    told = beside_names(read) or {}
    return f"the label of {told['name']} is {told['label']}, but its place among the names is {told['place']}"


def one_hot(batch: Batch) -> bool:
    return batch.y.ndim == 2


# --- which pictures there are


def missing(read: Read) -> list[str]:
    came = set(paths_of(read))
    return [path for path in read.zoo.pictures if path not in came]


def missing_endings(read: Read) -> dict[str, str] | None:
    unknown = None in paths_of(read)  # which colours there are is asked elsewhere
    lost = missing(read) if not unknown or sum(read.sizes) < read.count else []
    return {"lost": ", ".join(lost)} if lost else None


def strangers(candidate: Candidate) -> None:
    try:
        read = ask(candidate, pictures.STRANGERS, batch=1)
    except CandidateRaised as raised:
        kit.as_above(raised, ordinary_error(candidate))
        found = f"your function raises {raised.type_name}: {first_line(raised.message)}"
        kit.fail("folders.counts-strangers", call=raised.call, found=found)
    STRANGE_FILES.fail(read, call=read.call)


# --- which come, and when


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


# --- a folder without pictures, and without changes


def nothing(candidate: Candidate) -> None:
    for zoo in pictures.NOTHING:
        typed = call_of(zoo, (6, 10), 4, False, 1)
        answer = load_images.ask(
            candidate, *arguments_of(zoo, (6, 10), 4, False, 1), options=options_for(zoo, 1), typed=typed
        )
        if answer.raised is None:
            kit.fail("folders.empty-accepted", call=typed, where=zoo.shown)
        if not answer.raised.is_a("ValueError"):
            kit.as_above(answer.raised, ordinary_error(candidate))
            kit.fail(
                "folders.wrong-error",
                call=typed,
                found=f"{answer.raised.type_name}: {first_line(answer.raised.message)}",
            )


def one_empty(candidate: Candidate) -> None:
    zoo = pictures.ONE_EMPTY
    try:
        read = ask(candidate, zoo, batch=1)
    except CandidateRaised as raised:
        kit.as_above(raised, ordinary_error(candidate))
        kit.fail(
            "folders.empty-class",
            call=raised.call,
            found=f"your function raises {raised.type_name}: {first_line(raised.message)}",
        )
    EMPTY_CLASS.fail(read, call=read.call)


def untouched(candidate: Candidate) -> None:
    for zoo, training in ((pictures.ORDINARY, False), (pictures.STRANGERS, True)):
        typed = call_of(zoo, (6, 10), 2, training, 1)
        try:
            changed = candidate.mutated(
                load_images.name, *arguments_of(zoo, (6, 10), 2, training, 1), options=options_for(zoo, 1)
            )
        except CandidateRaised:
            if zoo is pictures.ORDINARY:
                raise
            continue  # whether it takes these is asked by other checks
        if changed:
            kit.fail("folders.changes-folder", call=typed)


# fmt: off
GREY_OR_ALPHA = Mistakes(
    Mistake("folders.grey-channels", lambda r: channels(r) == 1, shape=lambda r: str(next(batches(r)).x.shape)),
    Mistake("folders.alpha-kept", lambda r: channels(r) == 4, shape=lambda r: str(next(batches(r)).x.shape)),
    Mistake("folders.grey-channels", channels, shape=lambda r: str(next(batches(r)).x.shape)),
)
COLOURS = Mistakes(Mistake("folders.wrong-colours", off_colour, "found path wanted"))
GREY = GREY_OR_ALPHA | Mistakes(Mistake("folders.grey-coloured", one_sided, "found")) | COLOURS
RGBA = GREY_OR_ALPHA | Mistakes(Mistake("folders.alpha-blended", off_colour, "found path wanted"))
RANGE = Mistakes(Mistake("folders.not-scaled", out_of_scale, "ends"))
DTYPE = Mistakes(
    Mistake("folders.wrong-dtype", lambda r: next((b.x.dtype.name for b in batches(r) if b.x.dtype != np.float32), None),
            got_dtype=lambda r: next(batches(r)).x.dtype.name),
)
OVERSHOOT = Mistakes(Mistake("folders.leaves-range", overshoots, "ends"))
SHAPE = Mistakes(
    Mistake("folders.swapped-size", lambda r: any(b.x.shape[1:3] == r.size[::-1] != r.size for b in batches(r)), found=shape_of, wanted=lambda r: str(r.size)),
    Mistake("folders.wrong-size", wrong_size, found=shape_of, wanted=lambda r: str(r.size)),
)
STRETCHED = Mistakes(
    Mistake(None, whole),
    Mistake("folders.pads", bars),
    Mistake("folders.crops", lost_part, "part"),
    Mistake("folders.turned", turned),
    Mistake("folders.crops", lambda r: True, part="outer"),
)
FORM_OF_LABELS = Mistakes(
    Mistake("folders.one-hot", one_hot, shape=lambda b: str(b.y.shape)),
    Mistake("folders.label-dtype", lambda b: b.y.dtype.kind not in "iu", got_dtype=lambda b: b.y.dtype.name),
)
LABELS = Mistakes(
    Mistake("folders.pairs-broken", torn_pair, "name labels"),
    Mistake("folders.order-of-labels", strange_labels, "name label place names"),
)
NAMES = Mistakes(Mistake("folders.wrong-names", other_names, "found wanted"))
ENDINGS = Mistakes(Mistake("folders.misses-pictures", missing_endings, "lost"))
STRANGE_FILES = Mistakes(
    Mistake("folders.counts-strangers", lambda r: not r.endless and sum(r.sizes) > r.count, found=lambda r: f"{sum(r.sizes)} pictures come instead of {r.count}"),
    Mistake("folders.counts-strangers", strange_names, found=lambda r: f"the names of the classes become {kit.show(r.names)}"),
    Mistake("folders.misses-pictures", missing_endings, "lost"),
)
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
EMPTY_CLASS = Mistakes(
    Mistake("folders.empty-class", strange_names, found=lambda r: f"the names of the classes are {kit.show(r.names)} instead of {kit.show(r.zoo.classes)}"),
    Mistake("folders.empty-class", beside_names, found=_label_told),
)

in_training = reads(pictures.row(), training=True, epochs=3, batch=5)

kit.checks(__name__, {
    "channels": channel_problem,
    "range": ranges,
    "size": sizes,
    "labels": [
        FORM_OF_LABELS.none_in(lambda candidate: batches(ask(candidate, pictures.NAMED))),
        LABELS.none_in(reads(pictures.NAMED)),
        LABELS.none_in(reads(pictures.NAMED, training=True)),
        NAMES.none_in(reads(pictures.NAMED)),
    ],
    "files": [ENDINGS.none_in(reads(pictures.ENDINGS, batch=1)), strangers],
    "complete": COMPLETE.none_in(lambda candidate: (
        ask(candidate, pictures.row(), batch=5, training=training, epochs=epochs) for training, epochs in ((False, 2), (True, 3))
    )),
    "evaluation": SHUFFLES_EVALUATION.none_in(other_orders),
    "shuffled": shuffled,
    "epochs": (IN_ORDER | USED_UP | SAME_ORDER).none_in(in_training),
    "reproducible": reproducible,
    "empty": [nothing, one_empty],
    "untouched": untouched,
})
