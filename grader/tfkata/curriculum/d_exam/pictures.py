"""Category 3: pictures in colour, in folders. Which of two, of three, of many kinds of things; is it one kind or any other?"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from tfkata.curriculum.d_exam import writing
from tfkata.curriculum.d_exam.drawn import Draw, Load, dealt
from tfkata.curriculum.d_exam.task import Family, Pair, Task, always, most_common
from tfkata.data.categories import emoji
from tfkata.data.images import Part

LOADER = '''
def load():
    """The pictures in folders, one for each class: batches of float32 (n, {size}, {size}, 3) from 0 to 255, and labels."""
    return keras.utils.image_dataset_from_directory(
        DATA, image_size=({size}, {size}), label_mode="{mode}", batch_size=32, seed=1
    )
'''
ANY_OTHER = "others"
DRAWN: dict[str, tuple[str, ...]] = {
    "two/animals": ("animals", "faces"),
    "two/faces": ("faces", "food"),
    "three/faces": ("animals", "faces", "vehicles"),
    "three/food": ("faces", "food", "vehicles"),
    "many/eight": emoji.CLASSES,
    "many/six": ("animals", "faces", "food", "hands", "places", "vehicles"),
    "one/faces": ("faces", ANY_OTHER),
    "one/animals": ("animals", ANY_OTHER),
}


def make(variant: str, chance: random.Random, draw: Draw | None = None) -> Task:
    """What is in the pictures is the variant; how labels come is drawn where there is a choice."""
    names = DRAWN[variant]
    mode = "binary" if len(names) == 2 else chance.choice(("int", "categorical"))
    rows = dealt(draw, lambda part: _chosen(part, names), classes=True, fixed=True)
    labels = rows("train")[1]
    return Task(
        family=variant.partition("/")[0],
        variant=variant,
        kind="classes" if len(names) > 2 else "yes or no",
        inputs=(emoji.SIZE, emoji.SIZE, 3),
        outputs=len(names) if len(names) > 2 else 1,
        unit="pictures",
        noun="pictures",
        values={
            "classes": ", ".join(f"{number} {name}" for number, name in enumerate(names)),
            "count": len(names),
            "one": names[0],
            "rows": len(labels),
            "size": emoji.SIZE,
        },
        loader=LOADER.format(size=emoji.SIZE, mode=mode),
        files=lambda: _files(rows, names),
        held_out=lambda: _held_out(rows),
        simple={"the most common class": always(most_common(labels), len(names))},
        megabytes=chance.choice((10, 20)),
    )


def _chosen(part: Part, names: Sequence[str]) -> Pair:
    """Pictures and labels, in the alphabetical order of the names. Of others there are as many as of the one kind."""
    found = emoji.load(part)
    if ANY_OTHER not in names:
        kept = np.flatnonzero(np.isin(found.labels, [emoji.CLASSES.index(name) for name in names]))
        return found.images[kept], np.array(
            [names.index(emoji.CLASSES[label]) for label in found.labels[kept]], np.int64
        )
    one = found.labels == emoji.CLASSES.index(names[0])
    kept = np.sort(np.concatenate([np.flatnonzero(one), np.flatnonzero(~one)[: int(one.sum())]]))
    return found.images[kept], (~one[kept]).astype(np.int64)


def _held_out(rows: Load) -> Pair:
    pictures, labels = rows("held_out")
    return pictures.astype(np.float32), labels


def _files(rows: Load, names: Sequence[str]) -> dict[str, bytes]:
    pictures, labels = rows("train")
    return {
        f"{names[label]}/{number:04}.png": writing.png(picture)
        for number, (picture, label) in enumerate(zip(pictures, labels, strict=True))
    }


FAMILIES = tuple(
    Family(name, "pictures", tuple(variant for variant in DRAWN if variant.startswith(f"{name}/")), make)
    for name in ("two", "three", "many", "one")
)
