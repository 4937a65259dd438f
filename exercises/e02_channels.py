"""Axes that count: the channel axis and the batch axis

Keras reads the shape of an image batch as `(n, h, w, c)`: samples, height, width, channels. A colour image
has 3 channels, a grey one has 1, and 1 is not 0: a convolution multiplies its filter with every channel, so
there must be an axis that says how many there are. MNIST comes without it, and a single image comes without
the batch axis that `predict` expects.

| call          | given             | returned             |
|---------------|-------------------|----------------------|
| `add_channel` | `(60000, 28, 28)` | `(60000, 28, 28, 1)` |
| `as_batch`    | `(28, 28)`        | `(1, 28, 28, 1)`     |
| `as_batch`    | `(32, 32, 3)`     | `(1, 32, 32, 3)`     |

An axis of length 1 moves no pixel: `images[i, row, column]` and `result[i, row, column, 0]` are the same
number, in the same dtype. `reshape` can do it too, but it only counts elements: give it the lengths in the
wrong order, and you get pictures torn to pieces without any error. Lengths written into the code as numbers
work until the next data set.

Neither function changes the array that it is given, and `add_channel` takes an empty batch (n = 0) as well.

    >>> add_channel(np.zeros((2, 28, 28))).shape
    (2, 28, 28, 1)
    >>> as_batch(np.zeros((28, 28))).shape
    (1, 28, 28, 1)
"""

import numpy as np


def add_channel(images):
    """Grey images (n, h, w) -> (n, h, w, 1), values and dtype kept."""
    # YOUR CODE HERE
    raise NotImplementedError


def as_batch(image):
    """One image, grey (h, w) or with channels (h, w, c) -> a batch of one, (1, h, w, c); c = 1 for a grey one."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
