"""The arithmetic behind the summary: shapes and parameters by hand

`model.summary()` prints two things for each layer, its output shape and its parameters, and both can be
worked out on paper. If you can do that, you see at once that a padding is wrong, why the first Dense layer
holds most of the weights, and what another stride will cost.

**Shapes.** A window (the kernel of a convolution or the window of a pooling) starts at 0, s, 2s, ... where s
is the stride; the output has as many rows as there are starts. With `"valid"`, a start counts as long as the
window still fits into the image. With `"same"`, the edges of the image are padded with zeros, so every such
start inside the image counts. Columns work like rows. A pooling without `strides` moves on by its own size.
No window here is larger than its image.

**Parameters.** Every filter has one weight for each number that it sees, in all channels, and one bias. Every
unit of a Dense layer has one weight for each input, and one bias. Pooling and Flatten have none.

Here are somebody's notes on a small network for 28×28 grey images. They contain two slips: can you find them?

| layer | output | parameters |
|---|---|---|
| Conv2D, 32 filters, 3×3, same | 28×28×32 | 320 |
| MaxPooling2D, 2×2 | 14×14×32 | 0 |
| Conv2D, 64 filters, 3×3, same | 14×14×64 | 18,496 |
| MaxPooling2D, 2×2 | 7×7×64 | 0 |
| Flatten | 7×7×62 = 3136 | 0 |
| Dense, 100 units | 100 | 3136 × 10 + 100 = 313,700 |
| Dense, 10 units | 10 | 1,010 |

Write four functions that work these numbers out, without Keras. `kernel_size`, `strides` and `pool_size` are
either one whole number for both directions or a pair (for the height, for the width). Results are whole
numbers of type `int`: 3, not 3.0.

    >>> conv2d_shape(7, 7, kernel_size=3, strides=2)
    (3, 3)
    >>> pool_shape(7, 9)
    (3, 4)
    >>> conv2d_params(in_channels=1, filters=32, kernel_size=3)
    320
"""


def conv2d_shape(height, width, kernel_size, strides=1, padding="valid"):
    """Image of height x width, padding "valid" | "same" -> (height, width) of the output, a pair of int."""
    # YOUR CODE HERE
    raise NotImplementedError


def pool_shape(height, width, pool_size=2, strides=None, padding="valid"):
    """The same for a pooling -> (height, width), a pair of int. `strides=None`: by the window's own size."""
    # YOUR CODE HERE
    raise NotImplementedError


def conv2d_params(in_channels, filters, kernel_size, use_bias=True):
    """Number of weights and biases of a convolution, int."""
    # YOUR CODE HERE
    raise NotImplementedError


def dense_params(inputs, units, use_bias=True):
    """Number of weights and biases of a Dense layer, int."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
