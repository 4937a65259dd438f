# expect: fail one-hot.transposed
# One column a sample.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return (np.arange(num_classes)[:, None] == labels).astype(np.float32)


def decode(encoded):
    return np.argmax(encoded, axis=1)
