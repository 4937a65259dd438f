# expect: fail decode.last-of-ties
# Sorts and takes the last.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argsort(encoded, axis=1, kind="stable")[:, -1]
