# expect: fail one-hot.double-encoded
# The same by hand.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    hot = np.eye(num_classes, dtype=np.int64)[labels]
    return np.eye(num_classes, dtype=np.float32)[hot].reshape(len(labels), -1)


def decode(encoded):
    return np.argmax(encoded, axis=1)
