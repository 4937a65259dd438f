# expect: fail decode.only-one-hot
# Looks for the 1.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.where(encoded == 1)[1]
