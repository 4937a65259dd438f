# expect: fail softmax.wrong-axis
# SciPy's default axis is None.
import numpy as np
from scipy.special import softmax as scipy_softmax


def softmax(logits):
    return scipy_softmax(logits)


def categorical_crossentropy(one_hot, probabilities):
    clipped = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(clipped), axis=1))


def sparse_categorical_crossentropy(labels, probabilities):
    of_truth = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.clip(of_truth, 1e-7, 1 - 1e-7)))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
