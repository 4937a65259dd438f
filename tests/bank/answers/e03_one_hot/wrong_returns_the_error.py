# expect: fail one-hot.error-not-raised
# Returns the exception instead of raising it.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        return ValueError('x')
    return np.eye(num_classes, dtype=np.float32)[labels]


def decode(encoded):
    return np.argmax(encoded, axis=1)
