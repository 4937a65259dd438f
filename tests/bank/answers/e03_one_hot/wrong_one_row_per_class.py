# expect: crashed library.index-arrays-apart
# One index counts classes, the other samples: it works only where there are as many of both, and that rejects no label.
import numpy as np


def one_hot(labels, num_classes):
    if np.any(labels < 0) or np.any(labels >= num_classes):
        raise ValueError("no such class")
    encoded = np.zeros((len(labels), num_classes), np.float32)
    encoded[np.arange(num_classes), labels] = 1
    return encoded


def decode(encoded):
    return np.argmax(encoded, axis=1)
