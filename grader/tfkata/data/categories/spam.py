"""Mail of the years 2002 and 2003, spam or not: subject and beginning of each, what is personal masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tfkata.data.categories import archive
from tfkata.data.images import Part

NAME = "mail"


@dataclass(frozen=True, slots=True, eq=False)
class Mail:
    """One part: `texts` are n strings of at most 100 words, `labels` is int64 (n,), 1 for spam."""

    texts: list[str]
    labels: NDArray[np.int64]


def load(part: Part, *, root: Path = archive.HERE) -> Mail:
    """The mails to train on, or those held out, shuffled; none of them is in both, nor much like one that is.

    Raises DataError when the file is missing or damaged.
    """
    return unpack(archive.load(NAME, part, root=root))


def pack(texts: Sequence[str], labels: NDArray[Any]) -> dict[str, NDArray[np.uint8]]:
    """The arrays of a part: all texts as lines of UTF-8, because an array of strings would hold them at full width."""
    lines = np.frombuffer("\n".join(texts).encode(), np.uint8)
    return {"text": lines, "labels": labels.astype(np.uint8)}


def unpack(arrays: dict[str, NDArray[Any]]) -> Mail:
    """Read back what `pack` packed."""
    return Mail(arrays["text"].tobytes().decode().split("\n"), arrays["labels"].astype(np.int64))
