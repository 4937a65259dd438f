# expect: fail one-hot.wrong-exception
# > instead of >=: label k gets through the check and stumbles in NumPy.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels > num_classes)).any():
        raise ValueError('x')
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
