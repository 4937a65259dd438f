# expect: fail one-hot.silent-wraparound
# Short and well known; −1 becomes the last class.
import numpy as np


def one_hot(labels, num_classes):
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
