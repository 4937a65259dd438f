# expect: fail cross-entropy.mean-over-classes
# The mean of all n times k numbers, most of them 0.
import numpy as np


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    return -np.mean(one_hot * np.log(np.clip(probabilities, 1e-7, 1 - 1e-7)))


def sparse_categorical_crossentropy(labels, probabilities):
    of_truth = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.clip(of_truth, 1e-7, 1 - 1e-7)))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
