# expect: fail one-hot.classes-from-data
# Counts from the smallest label in the batch.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError('out of range')
    return np.eye(num_classes, dtype=np.float32)[labels - labels.min()]


def decode(encoded):
    return np.argmax(encoded, axis=1)
