# expect: fail one-hot.silent-wraparound
# Refuses only when all labels are wrong.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).all() and labels.size:
        raise ValueError('x')
    return np.eye(num_classes, dtype=np.float32)[np.clip(labels, 0, num_classes - 1)]


def decode(encoded):
    return np.argmax(encoded, axis=1)
