# expect: pass
# Softmax as 1 / sum exp(differences), trace and choose to pick, one formula for both binary terms.
import numpy as np


def softmax(logits):
    # 1 / sum_j exp(z_j - z_i): no shift, every term is clipped where it cannot matter
    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[:, None, :] - logits[:, :, None]).sum(axis=2)


def categorical_crossentropy(one_hot, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return np.trace(one_hot @ -np.log(p).T) / len(p)


def sparse_categorical_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return np.mean(-np.log(np.choose(labels, p.T)))


def binary_crossentropy(labels, probabilities):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return np.abs(np.log(np.abs(labels + p - 1))).mean()
