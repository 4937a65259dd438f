# expect: fail cross-entropy.only-flat
# A dot product: only (n,) works.
import numpy as np


def softmax(logits):
    z = logits - logits.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(p), axis=1))


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -(np.dot(labels, np.log(p)) + np.dot(1 - labels, np.log(1 - p))) / len(labels)
