# expect: fail one-hot.mutates-input
# Uses the labels as scratch paper.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    result = np.zeros((len(labels), num_classes), np.float32)
    if labels.dtype != np.int64:  # too small for places in the whole table
        labels = labels.astype(np.int64)
    labels += num_classes * np.arange(len(labels))
    result.ravel()[labels] = 1
    return result


def decode(encoded):
    return np.argmax(encoded, axis=1)
