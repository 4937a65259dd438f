# expect: pass
# Compares every label with every class id; a label outside shows as a row without a 1.
import numpy as np


def one_hot(labels, num_classes):
    hot = (labels[:, np.newaxis] == np.arange(num_classes)[np.newaxis, :]).astype(np.float32)
    if not np.all(hot.sum(axis=1) == 1):
        raise ValueError("a label outside of the classes")
    return hot


def decode(encoded):
    largest = encoded.max(axis=1, keepdims=True)
    return (encoded == largest).argmax(axis=1).astype(np.int64)
