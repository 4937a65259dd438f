# expect: fail one-hot.mutates-input
# astype without a copy is the array itself for one dtype; there the labels are sorted.
import numpy as np


def one_hot(labels, num_classes):
    """Integers (n,) in 0..num_classes-1 -> float32 (n, num_classes). ValueError for a label outside."""
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError(f"labels must lie in 0..{num_classes - 1}")
    rows = np.eye(num_classes, dtype=np.float32)[labels]
    labels.astype(np.uint8, copy=False).sort()
    return rows


def decode(encoded):
    """One-hot rows or probabilities (n, k) -> int64 (n,): the class of each row."""
    return np.argmax(encoded, axis=1).astype(np.int64)
