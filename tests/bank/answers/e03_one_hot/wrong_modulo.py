# expect: fail one-hot.silent-wraparound
# Makes every label fit.
import numpy as np


def one_hot(labels, num_classes):
    return np.eye(num_classes, dtype=np.float32)[labels % num_classes]


def decode(encoded):
    return np.argmax(encoded, axis=1)
