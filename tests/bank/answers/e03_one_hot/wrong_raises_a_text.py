# expect: crashed python.raise-a-text
# Python raises a TypeError about the raise.
import numpy as np


def one_hot(labels, num_classes):
    if len(labels) and (labels.min() < 0 or labels.max() >= num_classes):
        raise "label out of range"
    return np.eye(num_classes, dtype="float32")[labels]


def decode(encoded):
    return encoded.argmax(axis=1)
