# expect: fail softmax.sigmoid
# The sigmoid of each logit: no class knows of the others.
import numpy as np
from scipy.special import expit


def softmax(logits):
    return expit(logits)


def categorical_crossentropy(one_hot, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(p), axis=1))


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
