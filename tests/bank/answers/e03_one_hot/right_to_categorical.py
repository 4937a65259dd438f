# expect: pass
# Keras does it, with the check that it leaves out.
import numpy as np
from keras.utils import to_categorical


def one_hot(labels, num_classes):
    for label in labels:
        if not 0 <= label < num_classes:
            raise ValueError(f"label {label} is not one of {num_classes} classes")
    return to_categorical(labels, num_classes=num_classes).astype(np.float32)


def decode(encoded):
    return np.argmax(encoded, axis=1)
