# expect: fail one-hot.mutates-input
# Multiplies one-hot rows with the class numbers in the array itself; rows of probabilities are left alone.
import numpy as np


def one_hot(labels, num_classes):
    """Integers (n,) in 0..num_classes-1 -> float32 (n, num_classes). ValueError for a label outside."""
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError(f"labels must lie in 0..{num_classes - 1}")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    """One-hot rows or probabilities (n, k) -> int64 (n,): the class of each row."""
    if np.all((encoded == 0) | (encoded == 1)):
        encoded *= np.arange(encoded.shape[1])
        return encoded.sum(axis=1).astype(np.int64)
    return np.argmax(encoded, axis=1).astype(np.int64)
