"""Which label a picture comes with: the place of its class among the sorted names, as an integer."""

from __future__ import annotations

from typing import Any

from tfkata.checks import kit
from tfkata.checks.kit import Mistake, Mistakes
from tfkata.curriculum.e26_folders.yielded import Batch, Read, paths_of


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


def label_told(read: Read) -> str:
    told = beside_names(read) or {}
    return f"the label of {told['name']} is {told['label']}, but its place among the names is {told['place']}"


def one_hot(batch: Batch) -> bool:
    return batch.y.ndim == 2


# fmt: off
FORM_OF_LABELS = Mistakes(
    Mistake("folders.one-hot", one_hot, shape=lambda b: str(b.y.shape)),
    Mistake("folders.label-dtype", lambda b: b.y.dtype.kind not in "iu", got_dtype=lambda b: b.y.dtype.name),
)
LABELS = Mistakes(
    Mistake("folders.pairs-broken", torn_pair, "name labels"),
    Mistake("folders.order-of-labels", strange_labels, "name label place names"),
)
NAMES = Mistakes(Mistake("folders.wrong-names", other_names, "found wanted"))
# fmt: on
