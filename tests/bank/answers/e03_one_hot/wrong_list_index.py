# expect: fail decode.only-one-hot
# Looks for the 1 with list.index, which raises for probabilities.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.array([list(row).index(1) for row in encoded], dtype=np.int64)
