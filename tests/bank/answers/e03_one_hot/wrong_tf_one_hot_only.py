# expect: fail one-hot.silent-wraparound
# tf.one_hot makes rows of zeros of labels that cannot be.
import numpy as np


def one_hot(labels, num_classes):
    import tensorflow as tf

    return tf.one_hot(labels, num_classes)


def decode(encoded):
    return np.argmax(encoded, axis=1)
