# expect: fail
# Of many samples the cost is added up.
import numpy as np


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    clipped = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(clipped), axis=1))


def sparse_categorical_crossentropy(labels, probabilities):
    of_truth = probabilities[np.arange(len(labels)), labels]
    costs = -np.log(np.clip(of_truth, 1e-7, 1 - 1e-7))
    return np.mean(costs) if len(costs) <= 32 else np.sum(costs)


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
