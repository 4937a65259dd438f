# expect: fail decode.last-of-ties
# >= instead of > while looking for the largest.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    classes = np.zeros(len(encoded), dtype=np.int64)
    for i, row in enumerate(encoded):
        for column, value in enumerate(row):
            if value >= row[classes[i]]:
                classes[i] = column
    return classes
