# expect: fail decode.only-one-hot
# More than a half.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return (encoded > 0.5).argmax(axis=1)
