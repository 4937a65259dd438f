# expect: pass
# SciPy's softmax and xlogy.
import numpy as np
from scipy.special import softmax as scipy_softmax
from scipy.special import xlogy


EPS = 1e-7


def softmax(logits):
    return scipy_softmax(logits, axis=1)


def categorical_crossentropy(one_hot, probabilities):
    p = np.clip(probabilities, EPS, 1 - EPS)
    return float(xlogy(one_hot, p).sum() / -len(p))


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(probabilities, EPS, 1 - EPS)
    return float(-np.log(np.take_along_axis(p, labels[:, None], axis=1)).mean())


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, EPS, 1 - EPS)
    return float(-(xlogy(labels, p) + xlogy(1 - labels, 1 - p)).mean())
