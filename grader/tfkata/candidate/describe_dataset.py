"""The untrusted side: a `tf.data.Dataset` by what it yields, epoch after epoch.

Imports no TensorFlow: a dataset exists only where the learner's code brought it in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

MAX_ELEMENTS = 2000
MAX_BYTES = 48 * 2**20
MAX_ROWS = 1_000_000
"""Numbers or samples along the first axis of all arrays: an array without columns has no bytes."""


def describe_dataset(dataset: Any, options: dict[str, Any], to_plain: Callable[[Any], Any]) -> dict[str, Any]:
    """What a dataset yields in its first `options["dataset_epochs"]` epochs (none, if nobody asks).

    Returns:
        {"element_spec": text, "cardinality": int, "epochs": [[element, ...], ...], "truncated": bool}, with every
        element made plain. "truncated": an epoch has more than `options["dataset_elements"]` elements, or more
        bytes or rows than fit; what follows was not read.
    """
    described: dict[str, Any] = {
        "element_spec": str(dataset.element_spec)[:500],
        "cardinality": int(dataset.cardinality()),
        "epochs": [],
        "truncated": False,
    }
    limit, room, rows = options.get("dataset_elements", MAX_ELEMENTS), MAX_BYTES, MAX_ROWS
    for _ in range(options.get("dataset_epochs", 0)):
        epoch: list[Any] = []
        described["epochs"].append(epoch)
        for element in dataset:
            plain = to_plain(element)
            room, rows = room - _bytes(plain), rows - _rows(plain)
            if room < 0 or rows < 0 or len(epoch) >= limit:
                return {**described, "truncated": True}
            epoch.append(plain)
    return described


def _rows(plain: Any) -> int:
    if isinstance(plain, dict):
        plain = list(plain.values())
    if isinstance(plain, tuple | list):
        return sum(_rows(part) for part in plain)
    return len(plain) if isinstance(plain, np.ndarray) and plain.ndim else 0


def _bytes(plain: Any) -> int:
    if isinstance(plain, dict):
        plain = list(plain.values())
    if isinstance(plain, tuple | list):
        return sum(_bytes(part) for part in plain)
    return plain.nbytes if isinstance(plain, np.ndarray) else 64
