"""Cross-entropy: what a classifier pays for being sure and wrong

A network ends in logits `z`, any real numbers. Softmax turns them into probabilities, row by row, and
cross-entropy says what they cost: minus the logarithm of the probability that was given to the truth.

    p_j = exp(z_j) / (exp(z_1) + ... + exp(z_k))
    loss = mean over the samples of -ln p_truth

| probability of the truth | 1 | 0.9 | 0.5 | 0.1 | 0.000001 |
|---|---|---|---|---|---|
| cost | 0 | 0.105 | 0.693 | 2.303 | 13.8 |

Being sure and right gains little; being sure and wrong costs a lot. A network that knows nothing about 10
classes pays ln 10 = 2.303: the loss you see in the first seconds of training.

You write the same formula in three forms: for labels as one-hot rows, for labels as class ids, and for a
single probability `p` of class 1, where a sample of label 1 pays `-ln p` and one of label 0 pays
`-ln(1 - p)`. Each returns one number, the mean over the batch.

Two places need care. `exp(10000)` is infinite in floating point, and infinite divided by infinite is not a
number; but a softmax does not change when the same number is added to every logit of a row, so you may choose
one that helps. And `ln 0` is minus infinity: Keras clips probabilities to 1e-7 .. 1 - 1e-7 before it takes
the logarithm. Do the same.

None of the four functions changes the arrays that it is given.

    >>> softmax(np.array([[0.0, 0.0], [10000.0, 0.0]]))
    array([[0.5, 0.5],
           [1. , 0. ]])
    >>> round(float(binary_crossentropy(np.array([1, 0]), np.array([0.9, 0.5]))), 3)
    0.399
"""

import numpy as np


def softmax(logits):
    """Logits, float (n, k) -> probabilities, float (n, k): each row sums to 1."""
    # YOUR CODE HERE
    raise NotImplementedError


def categorical_crossentropy(one_hot, probabilities):
    """Labels as one-hot rows (n, k), probabilities (n, k) -> mean cost, one number."""
    # YOUR CODE HERE
    raise NotImplementedError


def sparse_categorical_crossentropy(labels, probabilities):
    """Labels as class ids, int (n,), probabilities (n, k) -> mean cost, one number."""
    # YOUR CODE HERE
    raise NotImplementedError


def binary_crossentropy(labels, probabilities):
    """Labels 0 or 1, probabilities of class 1, both (n,) or both (n, 1) -> mean cost, one number."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
