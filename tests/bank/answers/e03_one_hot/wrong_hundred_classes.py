# expect: fail
# Many classes are numbered from the other end.
import numpy as np


def one_hot(labels, num_classes):
    if np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError(f"labels must lie in 0..{num_classes - 1}")
    if num_classes > 100:
        labels = num_classes - 1 - labels
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1).astype(np.int64)
