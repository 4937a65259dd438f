# expect: fail one-hot.ignores-num-classes
# Ten classes, as in MNIST.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(10, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
