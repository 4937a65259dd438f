# expect: fail cross-entropy.shape-broadcast
# Brings the two into different shapes, whatever they came in.
import numpy as np


def binary_crossentropy(labels, probabilities):
    labels = labels.reshape(-1)
    p = np.clip(probabilities, 1e-7, 1 - 1e-7).reshape(-1, 1)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))


def softmax(logits):
    z = np.exp(logits - np.max(logits, axis=1, keepdims=True))
    return z / z.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(p), axis=1))


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))
