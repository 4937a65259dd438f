"""Base and head: a feature extractor and a classifier

A convolutional network has two halves. The *base* turns an image into features: edges in the first layers,
corners and strokes later, each layer with a wider view than the one before. The *head* decides what the
features mean. The two can be built, examined and reused separately: a base that has learned from one set of
images can serve another task, with a new head on top.

In this exercise nothing is padded. A 3×3 kernel cannot be centred on the border, so every convolution loses
one pixel on each side; a 2×2 pooling halves what is left and drops a row that has no partner. Follow the
heights: 28, 26, 13, 11, 5, 3, 1.

`build_base()` returns the feature extractor:

| layer        | output shape       | parameters |
|--------------|--------------------|------------|
| Conv2D       | (None, 26, 26, 32) | 320        |
| MaxPooling2D | (None, 13, 13, 32) | 0          |
| Conv2D       | (None, 11, 11, 64) | 18,496     |
| MaxPooling2D | (None, 5, 5, 64)   | 0          |
| Conv2D       | (None, 3, 3, 64)   | 36,928     |
| MaxPooling2D | (None, 1, 1, 64)   | 0          |
|              | total              | 55,744     |

The last pooling leaves a single position, 64 numbers in all: too few for a good decision. So `build_model()`
has the same three convolutions with only the first two poolings, and decides from all 3·3·64 features:

| layer        | output shape       | parameters |
|--------------|--------------------|------------|
| Conv2D       | (None, 26, 26, 32) | 320        |
| MaxPooling2D | (None, 13, 13, 32) | 0          |
| Conv2D       | (None, 11, 11, 64) | 18,496     |
| MaxPooling2D | (None, 5, 5, 64)   | 0          |
| Conv2D       | (None, 3, 3, 64)   | 36,928     |
| Flatten      | (None, 576)        | 0          |
| Dense        | (None, 64)         | 36,928     |
| Dense        | (None, 10)         | 650        |
|              | total              | 93,322     |

One image is (28, 28, 1). Every convolution and the first dense layer are followed by relu, the last layer by
softmax. Neither model needs to be compiled. The two functions may share code, or layers; each returns a
complete model whose weights can all learn.

    >>> build_base().output_shape
    (None, 1, 1, 64)
    >>> build_model().count_params()
    93322
"""

import keras


def build_base():
    """The feature extractor of the first table, from images (n, 28, 28, 1) to features (n, 1, 1, 64)."""
    # YOUR CODE HERE
    raise NotImplementedError


def build_model():
    """The classifier of the second table, from images (n, 28, 28, 1) to probabilities (n, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
