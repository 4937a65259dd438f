# expect: pass
# flatten makes a copy where ravel makes a view.
import numpy as np


def softmax(logits):
    """Logits, float (n, k) -> probabilities, float (n, k): each row sums to 1."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def categorical_crossentropy(one_hot, probabilities):
    """Labels as one-hot rows (n, k), probabilities (n, k) -> mean cost, one number."""
    clipped = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(clipped), axis=1))


def sparse_categorical_crossentropy(labels, probabilities):
    """Labels as class ids, int (n,), probabilities (n, k) -> mean cost, one number."""
    of_truth = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.clip(of_truth, 1e-7, 1 - 1e-7)))


def binary_crossentropy(labels, probabilities):
    """Labels 0 or 1, probabilities of class 1, both (n,) or both (n, 1) -> mean cost, one number."""
    p = probabilities.flatten()
    np.clip(p, 1e-7, 1 - 1e-7, out=p)
    labels = labels.ravel()
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))
