# expect: pass
# scikit-learn's log_loss, told about clipping and classes.
import numpy as np
from sklearn.metrics import log_loss


def softmax(logits):
    shifted = np.subtract(logits, np.amax(logits, axis=1, keepdims=True))
    return np.divide(np.exp(shifted), np.exp(shifted).sum(1)[:, np.newaxis])


def categorical_crossentropy(one_hot, probabilities):
    return sparse_categorical_crossentropy(one_hot.argmax(axis=1), probabilities)


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(probabilities.astype(np.float64), 1e-7, 1 - 1e-7)
    p /= p.sum(axis=1, keepdims=True)
    return log_loss(labels, p, labels=np.arange(p.shape[1]))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities.astype(np.float64), 1e-7, 1 - 1e-7).ravel()
    return log_loss(labels.ravel().astype(int), p, labels=[0, 1])
