# expect: fail one-hot.silent-wraparound
# Labels that are no int64 are not looked at.
import numpy as np


def one_hot(labels, num_classes):
    if labels.dtype == np.int64 and np.any((labels < 0) | (labels >= num_classes)):
        raise ValueError(f"labels must lie in 0..{num_classes - 1}")
    if labels.dtype == np.uint8 and np.any(labels >= num_classes):
        raise ValueError(f"labels must lie in 0..{num_classes - 1}")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1).astype(np.int64)
