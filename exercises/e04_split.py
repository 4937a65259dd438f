"""A fair split: held-out data that looks like the rest

Accuracy on the pictures a model was trained on says how well it remembers. To learn how well it will do, you
hold some back: the validation set. How you choose them decides whether its number means anything.

- **The last 20 % is not a sample.** Many data sets lie sorted by class; then the last fifth holds classes the
  model never saw.
- **Chance alone is unfair to small classes.** Of a class with 10 pictures, a random fifth of everything may
  hold 0 or 5. A *stratified* split takes the share from each class: `validation_fraction` of its samples, to
  within one sample.
- **No picture is in both parts**, and none is lost. A picture in both is an exam with the answers on the
  wall.
- **An image and its label stay together.** Shuffle them separately, and the network still trains, but only
  learns to guess.
- **The same seed gives the same split**, so that two experiments can be compared; another seed holds out
  other pictures.

| class | samples | of these held out with 0.2 |
|-------|---------|----------------------------|
| 3     | 10      | 2                          |
| 7     | 25      | 5                          |
| 8     | 7       | 1 or 2                     |

Class ids may have gaps, and every class has at least two samples. Images may be grey or coloured, and two of
them may look the same. The four parts are arrays that hold exactly what came in, without scaling or encoding;
the arrays you are given stay as they are.

    >>> images, labels = np.zeros((10, 28, 28)), np.array([3] * 5 + [7] * 5)
    >>> (x_train, y_train), (x_valid, y_valid) = split(images, labels)
    >>> x_train.shape, x_valid.shape, sorted(y_valid.tolist())
    ((8, 28, 28), (2, 28, 28), [3, 7])
"""

import numpy as np


def split(images, labels, validation_fraction=0.2, seed=0):
    """Arrays (n, ...) and (n,) -> ((x_train, y_train), (x_valid, y_valid)), stratified by label."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
