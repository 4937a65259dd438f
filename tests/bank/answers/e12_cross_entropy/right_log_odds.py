# expect: pass
# Star import; the binary loss from log-odds.
from numpy import *


def softmax(logits):
    e = exp(logits.T - logits.T.max(axis=0))
    return (e / e.sum(axis=0)).T


def categorical_crossentropy(one_hot, probabilities):
    return -log(clip(probabilities[one_hot.astype(bool)], 1e-7, 1 - 1e-7)).mean()


def sparse_categorical_crossentropy(labels, probabilities):
    return mean([-log(clip(row[label], 1e-7, 1 - 1e-7)) for row, label in zip(probabilities, labels)])


def binary_crossentropy(labels, probabilities):
    p = clip(probabilities, 1e-7, 1 - 1e-7)
    log_odds = log(p) - log1p(-p)
    return mean(logaddexp(0, log_odds) - labels * log_odds)
