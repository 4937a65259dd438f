# expect: fail one-hot.off-by-one
# Counts classes from 1, and refuses label 0 for that.
import numpy as np


def one_hot(labels, num_classes):
    if labels.size and (labels.min() < 1 or labels.max() > num_classes):
        raise ValueError("labels must lie in 1..num_classes")
    return np.eye(num_classes, dtype=np.float32)[labels - 1]


def decode(encoded):
    return np.argmax(encoded, axis=1)
