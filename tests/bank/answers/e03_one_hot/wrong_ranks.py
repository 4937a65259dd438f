# expect: fail one-hot.classes-from-data
# The right number of columns, but a label gets the column of its rank among the labels present.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    _, ranks = np.unique(labels, return_inverse=True)
    return np.eye(num_classes, dtype=np.float32)[ranks]


def decode(encoded):
    return np.argmax(encoded, axis=1)
