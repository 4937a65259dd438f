# expect: fail one-hot.silent-wraparound
# Turns the IndexError into a ValueError; −1 raises none.
import numpy as np


def one_hot(labels, num_classes):
    try:
        return np.eye(num_classes, dtype=np.float32)[labels]
    except IndexError:
        raise ValueError('x')


def decode(encoded):
    return np.argmax(encoded, axis=1)
