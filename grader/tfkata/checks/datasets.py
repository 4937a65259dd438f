"""A data set that a function answered, as its process described it: the elements of each epoch that was read."""

from __future__ import annotations

from typing import Any

from tfkata.checks.failure import fail
from tfkata.wire.codec import Described


def is_dataset(value: Any) -> bool:
    """Whether a value that came back is the description of a data set."""
    return isinstance(value, Described) and value.kind == "dataset"


def epochs_in(described: Described, call: str) -> tuple[list[list[Any]], bool]:
    """The elements of each epoch, at least one, and whether there were more of them than were read.

    Raises:
        Failure: the description has no epochs, as none of ours would.
    """
    epochs = described.data.get("epochs")
    if not isinstance(epochs, list) or not epochs or not all(isinstance(epoch, list) for epoch in epochs):
        fail(None, message="the dataset could not be read", call=call)
    return epochs, described.data.get("truncated") is not False
