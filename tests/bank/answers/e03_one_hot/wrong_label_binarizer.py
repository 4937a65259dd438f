# expect: fail one-hot.classes-from-data
# The LabelBinarizer learns the classes from the batch, and makes one column of two.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    from sklearn.preprocessing import LabelBinarizer

    return LabelBinarizer().fit_transform(labels).astype(np.float32)


def decode(encoded):
    return np.argmax(encoded, axis=1)
