# expect: fail one-hot.refuses-valid-label
# Refuses batches that do not contain the last class.
import numpy as np


def one_hot(labels, num_classes):
    if labels.size and labels.max() != num_classes - 1:
        raise ValueError('x')
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
