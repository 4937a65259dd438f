"""One-hot and back: labels as rows, rows as labels

A label is a name that happens to be a number: in MNIST 7 is the digit seven, in Fashion-MNIST it is a
sneaker, and neither is "more" than 3. If a network had to answer with that one number, then for a picture of
a 1 the answer 2 would be a smaller mistake than the answer 9. So a classifier has one output per class, and
the truth is written in the same form: a row of zeros with a single 1 in the column of its class. That row is
also a probability: all of it on one class.

| label | with 4 classes          |
|-------|-------------------------|
| 0     | `[1.0, 0.0, 0.0, 0.0]`  |
| 2     | `[0.0, 0.0, 1.0, 0.0]`  |
| 4     | there is no such class  |

The number of columns is a fact about the task, so it is an argument: the labels at hand may not contain every
class. They come in any integer dtype. A label outside 0..k−1 is a mistake in somebody's data. NumPy would
quietly count −1 from the end; raise a `ValueError`, so that it is found today and not after an hour of
training.

The way back takes the place of the largest number in each row. It works for one-hot rows and for the
probabilities that `predict` returns; of equally large numbers, the first counts. No labels at all (n = 0) are
fine in both directions. Neither function changes the arrays that it is given.

    >>> one_hot(np.array([2, 0]), 4)
    array([[0., 0., 1., 0.],
           [1., 0., 0., 0.]], dtype=float32)
    >>> decode(np.array([[0.1, 0.7, 0.2], [0.5, 0.0, 0.5]]))
    array([1, 0])
"""

import numpy as np


def one_hot(labels, num_classes):
    """Integers (n,) in 0..num_classes-1 -> float32 (n, num_classes). ValueError for a label outside."""
    # YOUR CODE HERE
    raise NotImplementedError


def decode(encoded):
    """One-hot rows or probabilities (n, k) -> int64 (n,): the class of each row."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
