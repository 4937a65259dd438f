# expect: fail one-hot.transposed
# tf.one_hot with the classes on the first axis.
import numpy as np


def one_hot(labels, num_classes):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    import tensorflow as tf

    return tf.one_hot(labels, num_classes, axis=0)


def decode(encoded):
    return np.argmax(encoded, axis=1)
