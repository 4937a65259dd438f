# expect: fail decode.returns-values
# max, made int64 because that is what is asked for.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return encoded.max(axis=-1).astype(np.int64)
