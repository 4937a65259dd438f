# expect: fail one-hot.wrong-exception
# assert raises AssertionError, and python -O drops it.
import numpy as np


def one_hot(labels, num_classes):
    assert labels.size == 0 or (labels.min() >= 0 and labels.max() < num_classes), "label out of range"
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
