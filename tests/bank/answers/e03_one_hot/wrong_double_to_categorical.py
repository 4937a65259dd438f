# expect: fail one-hot.double-encoded
# Encodes what is encoded already.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    from keras.utils import to_categorical

    encoded = to_categorical(labels, num_classes)
    return to_categorical(encoded, num_classes).astype(np.float32)


def decode(encoded):
    return np.argmax(encoded, axis=1)
