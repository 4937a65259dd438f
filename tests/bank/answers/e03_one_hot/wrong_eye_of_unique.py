# expect: fail one-hot.classes-from-data
# As many columns as there are different labels in the batch.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(len(np.unique(labels)), dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
