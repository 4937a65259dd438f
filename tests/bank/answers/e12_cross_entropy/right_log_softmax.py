# expect: pass
# The softmax by way of its logarithm; clipping only where the logarithm needs it.
import numpy as np


def softmax(logits):
    z = np.asarray(logits, dtype=np.float64)
    z = z - z.max(axis=-1, keepdims=True)
    return np.exp(z - np.log(np.exp(z).sum(axis=-1, keepdims=True)))


def categorical_crossentropy(one_hot, probabilities):
    truth = (one_hot * probabilities).sum(axis=1)
    return np.log(np.maximum(truth, 1e-7)).mean() * -1


def sparse_categorical_crossentropy(labels, probabilities):
    truth = np.array([probabilities[i, label] for i, label in enumerate(labels)])
    return np.average(-np.log(np.maximum(truth, 1e-7)))


def binary_crossentropy(labels, probabilities):
    truth = np.where(labels == 1, probabilities, 1 - probabilities)
    return -np.log(np.fmax(truth, 1e-7)).mean()
