# expect: fail cross-entropy.sum
# The sum over the batch, everywhere.
import numpy as np


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    return -np.sum(one_hot * np.log(np.clip(probabilities, 1e-7, 1 - 1e-7)))


def sparse_categorical_crossentropy(labels, probabilities):
    return -np.sum(np.log(np.clip(probabilities[np.arange(len(labels)), labels], 1e-7, 1)))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.sum(labels * np.log(p) + (1 - labels) * np.log(1 - p))
