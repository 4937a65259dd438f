# expect: pass
# Ids become rows, one column becomes two, and one formula does the rest.
import numpy as np


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    picked = np.einsum("nk,nk->n", one_hot, np.log(np.clip(probabilities, 1e-7, 1 - 1e-7)))
    return -picked.mean()


def sparse_categorical_crossentropy(labels, probabilities):
    return categorical_crossentropy(np.eye(probabilities.shape[1])[labels], probabilities)


def binary_crossentropy(labels, probabilities):
    y, p = labels.reshape(-1, 1), probabilities.reshape(-1, 1)
    return categorical_crossentropy(np.hstack([1 - y, y]), np.hstack([1 - p, p]))
