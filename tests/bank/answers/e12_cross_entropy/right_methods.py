# expect: pass
# Methods of one object under the names asked for; a mask instead of indices.
from __future__ import annotations

import numpy as np


class CrossEntropy:
    """All the losses in one place."""

    def __init__(self, epsilon: float = 1e-7) -> None:
        self.epsilon = epsilon

    def log(self, p):
        return np.log(np.minimum(np.maximum(p, self.epsilon), 1 - self.epsilon))

    def categorical(self, one_hot, probabilities):
        return -np.einsum("nk,nk->", one_hot.astype(float), self.log(probabilities)) / one_hot.shape[0]

    def sparse(self, labels, probabilities):
        mask = labels[:, None] == np.arange(probabilities.shape[1])[None, :]
        return -self.log(probabilities)[mask].mean()

    def binary(self, labels, probabilities):
        y = labels.astype(bool)
        return -np.concatenate([self.log(probabilities[y]), self.log(1 - probabilities[~y])]).mean()


_losses = CrossEntropy()
categorical_crossentropy = _losses.categorical
sparse_categorical_crossentropy = _losses.sparse
binary_crossentropy = _losses.binary


def softmax(logits):
    shifted = (logits.T - logits.max(axis=1)).T
    powers = np.exp(shifted)
    return (powers.T / powers.sum(axis=1)).T


if __name__ == "__main__":
    print(softmax(np.array([[0.0, 0.0], [10000.0, 0.0]])))
