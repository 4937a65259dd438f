# expect: pass
# Rows of the identity, after a look at the smallest and the largest label.
import numpy as np


def one_hot(labels, num_classes):
    if labels.size and (labels.min() < 0 or labels.max() > num_classes - 1):
        raise ValueError("label out of range")
    return np.eye(num_classes)[labels].astype("float32")


def decode(encoded):
    return encoded.argmax(axis=-1)
