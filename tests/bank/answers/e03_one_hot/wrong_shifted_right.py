# expect: fail one-hot.off-by-one
# Shifts each 1 to the next column.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, k=1, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
