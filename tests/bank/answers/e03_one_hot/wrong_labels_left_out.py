# expect: fail one-hot.silent-wraparound
# Leaves labels outside of the classes out, so that rows and images no longer match.
import numpy as np


def one_hot(labels, num_classes):
    labels = labels[(labels >= 0) & (labels < num_classes)]
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1).astype(np.int64)
