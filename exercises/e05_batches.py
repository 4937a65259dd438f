"""A pipeline that feeds: batches from tf.data

A network learns from a few dozen pictures at a time. `tf.data.Dataset` describes how they get to it: a chain
of steps that prepares the next batch while the model still works on the last one. The order of the steps is
the whole art.

| step      | for training                                 | for evaluation       |
|-----------|----------------------------------------------|----------------------|
| images    | float32, 0..1, shape `(batch, h, w, 1)`      | the same             |
| labels    | the same values, in any integer dtype        | the same             |
| order     | the whole set shuffled, again in every epoch | kept                 |
| last batch| kept, though it may be smaller               | kept                 |

Why shuffle at all? Data is often sorted by class; a batch of nothing but sevens teaches "always say seven",
until the batch of eights comes. A shuffle with a small buffer mixes neighbours only: with a buffer of 100, no
picture comes more than 99 places too early. And shuffling batches instead of pictures leaves every batch as
it was.

Why not for evaluation? The order does not change a mean, but you will want to put predictions beside the true
labels.

The dataset ends after one pass (Keras starts it again for each epoch). Two datasets made with the same `seed`
give the same first epoch, the same second one, and so on, though no two epochs of one dataset are alike.
Nothing else happens to the pictures, and the arrays that you are given stay as they are.

    >>> dataset = make_dataset(images, labels, batch_size=32, training=True)
    >>> x, y = next(iter(dataset))
    >>> x.shape, x.dtype
    (TensorShape([32, 28, 28, 1]), tf.float32)
"""

import numpy as np
import tensorflow as tf


def make_dataset(images, labels, batch_size, training, seed=0):
    """uint8 images (n, h, w) and integer labels (n,) -> tf.data.Dataset of batches (images, labels), finite."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
