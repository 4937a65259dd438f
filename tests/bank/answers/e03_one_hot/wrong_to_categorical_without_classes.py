# expect: fail one-hot.classes-from-data
# Forgets to hand num_classes on.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    from keras.utils import to_categorical

    return to_categorical(labels).astype(np.float32)


def decode(encoded):
    return np.argmax(encoded, axis=1)
