"""e26_folders: pictures from folders, told apart by their colours, and the order in which they come, read from their labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfkata.checks import kit
from tfkata.checks.kit import Candidate
from tfkata.curriculum.e26_folders import files, labels, orders, pictures, pixels
from tfkata.curriculum.e26_folders.pictures import Zoo
from tfkata.curriculum.e26_folders.yielded import Read, ask, batches

Seen = Callable[[Candidate], Iterator[Read]]


def reads(*zoos: Zoo, training: bool = False, epochs: int = 1, batch: int = 4) -> Seen:
    return lambda candidate: (
        ask(candidate, zoo, training=training, epochs=epochs, batch=batch) for zoo in zoos
    )


def in_both_ways(candidate: Candidate) -> Iterator[Read]:
    """Two epochs for evaluation and three of a training."""
    for training, epochs in ((False, 2), (True, 3)):
        yield ask(candidate, pictures.row(), batch=5, training=training, epochs=epochs)


in_training = reads(pictures.row(), training=True, epochs=3, batch=5)

kit.checks(
    __name__,
    {
        "channels": pixels.channel_problem,
        "range": pixels.ranges,
        "size": pixels.sizes,
        "labels": [
            labels.FORM_OF_LABELS.none_in(lambda candidate: batches(ask(candidate, pictures.NAMED))),
            labels.LABELS.none_in(reads(pictures.NAMED)),
            labels.LABELS.none_in(reads(pictures.NAMED, training=True)),
            labels.NAMES.none_in(reads(pictures.NAMED)),
        ],
        "files": [files.ENDINGS.none_in(reads(pictures.ENDINGS, batch=1)), files.strangers],
        "complete": orders.COMPLETE.none_in(in_both_ways),
        "evaluation": orders.SHUFFLES_EVALUATION.none_in(orders.other_orders),
        "shuffled": orders.shuffled,
        "epochs": (orders.IN_ORDER | orders.USED_UP | orders.SAME_ORDER).none_in(in_training),
        "reproducible": orders.reproducible,
        "empty": [files.nothing, files.one_empty],
        "untouched": files.untouched,
    },
)
