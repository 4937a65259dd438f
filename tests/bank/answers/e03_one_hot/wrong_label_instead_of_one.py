# expect: fail one-hot.not-ones
# Puts the label into its column instead of a 1.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    result = np.zeros((len(labels), num_classes), np.float32)
    result[np.arange(len(labels)), labels] = labels
    return result


def decode(encoded):
    return np.argmax(encoded, axis=1)
