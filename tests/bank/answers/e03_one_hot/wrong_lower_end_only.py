# expect: fail one-hot.silent-wraparound
# Checks only the lower end; larger labels get an empty row.
import numpy as np


def one_hot(labels, num_classes):
    if (labels < 0).any():
        raise ValueError("negative label")
    return (labels[:, None] == np.arange(num_classes)).astype(np.float32)


def decode(encoded):
    return np.argmax(encoded, axis=1)
