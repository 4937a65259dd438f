# expect: pass
# np.array of no classes is a float array of shape (0,): there is no value in it that could be wrong.
import numpy as np


def one_hot(labels, num_classes):
    if any(label not in range(num_classes) for label in labels.tolist()):
        raise ValueError("label out of range")
    rows = [[float(column == label) for column in range(num_classes)] for label in labels]
    return np.array(rows, dtype=np.float32).reshape(-1, num_classes)


def decode(encoded):
    return np.array([np.argmax(row) for row in encoded])
