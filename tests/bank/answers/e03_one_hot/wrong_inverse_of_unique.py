# expect: fail one-hot.classes-from-data
# As many columns as asked for, filled from the left.
import numpy as np


def one_hot(labels, num_classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= num_classes):
        raise ValueError("label")
    _, inverse = np.unique(labels, return_inverse=True)
    out = np.zeros((len(labels), num_classes), np.float32)
    out[np.arange(len(labels)), inverse] = 1
    return out


def decode(encoded):
    return np.argmax(encoded, axis=1).astype(np.int64)
