# expect: pass
# Everything in float32, as the network itself computes.
import numpy as np


def softmax(logits):
    logits = logits.astype(np.float32)
    logits = logits - np.max(logits, axis=1).reshape(-1, 1)
    powers = np.exp(logits)
    return (powers.T / powers.sum(axis=1)).T


EPSILON = np.float32(1e-7)


def categorical_crossentropy(one_hot, probabilities):
    p = np.clip(np.float32(probabilities), EPSILON, 1 - EPSILON)
    return np.mean(-np.log(p[np.asarray(one_hot, bool)]))


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(np.float32(probabilities), EPSILON, 1 - EPSILON)
    return np.mean([-np.log(row[i]) for row, i in zip(p, labels)])


def binary_crossentropy(labels, probabilities):
    p = np.clip(np.float32(probabilities), EPSILON, 1 - EPSILON)
    return -np.mean(np.log(np.abs(1 - np.float32(labels) - p)))
