"""Held back on purpose: batch normalization, dropout and a penalty

A network with enough weights can learn its training images by heart. This one has three parts that work
against it or make training steadier, and each of them does something in training that no prediction shows.

**Batch normalization** looks at one channel at a time: over all images of the batch and all positions in
them, it subtracts the mean and divides by the standard deviation. Then it multiplies by a scale *gamma* and
adds a shift *beta*, which are learned. Meanwhile it keeps a moving mean and a moving variance of what it has
seen, and predictions use those two instead of the batch. So a channel has four numbers: two that an optimizer
moves, and two that it never touches. Two habits follow. A convolution before it needs no bias, because the
mean takes away whatever a bias adds, and beta does its work. And the relu comes after it, so that scale and
shift decide which half of the numbers is cut off.

**Dropout** sets a share of its inputs to 0 in training. Here it acts on the 64 averages, one for each channel.

**A penalty** on weights is added to the loss: *L2* is a strength times the sum of the squares of all weights,
*L1* a strength times the sum of their absolute values. A step that makes the loss smaller then also makes the
weights smaller, unless they earn their size. `model.losses` lists what a model adds. (Some books halve the
sum of squares; Keras does not, and neither do we.)

`build_model()` returns the model of this summary:

| layer                  | output shape       | parameters |
|------------------------|--------------------|------------|
| InputLayer             | (None, 28, 28, 1)  | 0          |
| Conv2D                 | (None, 28, 28, 32) | 288        |
| BatchNormalization     | (None, 28, 28, 32) | 128        |
| Activation             | (None, 28, 28, 32) | 0          |
| MaxPooling2D           | (None, 14, 14, 32) | 0          |
| Conv2D                 | (None, 14, 14, 64) | 18,432     |
| BatchNormalization     | (None, 14, 14, 64) | 256        |
| Activation             | (None, 14, 14, 64) | 0          |
| GlobalAveragePooling2D | (None, 64)         | 0          |
| Dropout                | (None, 64)         | 0          |
| Dense                  | (None, 10)         | 650        |
|                        | total              | 19,754     |

The kernels are 3×3, the convolutions keep height and width and have no bias, and pooling is 2×2. Both
activations are relu, and softmax follows the Dense layer. The dropout rate is 0.3. The kernel of the Dense
layer, and nothing else, has an L2 penalty of strength 0.0001. BatchNormalization keeps the options that it
has in Keras (you may change its momentum), and 192 of all parameters do not train. The style is yours, and
the model need not be compiled.

`batchnorm_params(channels)` gives the number of parameters of one such layer: those that an optimizer moves,
and those that it does not. `penalty(weights, l1=0.0, l2=0.0)` gives what one array of weights adds to the
loss; a kernel may have one axis, two, or four.

    >>> build_model().count_params()
    19754
    >>> sum(batchnorm_params(32))
    128
    >>> penalty(np.array([[3.0, -4.0]]), l1=0.5)
    3.5
    >>> penalty(np.array([[3.0, -4.0]]), l2=0.5)
    12.5
"""

import keras
import numpy as np


def build_model():
    """The model of the table, from images (n, 28, 28, 1) float32 in 0..1 to probabilities (n, 10)."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input(shape=(28, 28, 1)),
            keras.layers.Conv2D(32, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(),
            keras.layers.Activation("relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(64, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(),
            keras.layers.Activation("relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.0001)),
        ]
    )
    ### END SOLUTION


def batchnorm_params(channels):
    """Parameters of a BatchNormalization -> (how many train, how many do not), a pair of int."""
    ### BEGIN SOLUTION
    return 2 * channels, 2 * channels
    ### END SOLUTION


def penalty(weights, l1=0.0, l2=0.0):
    """Array of floats with any number of axes -> what it adds to the loss, one number."""
    ### BEGIN SOLUTION
    return l1 * np.sum(np.abs(weights)) + l2 * np.sum(weights**2)
    ### END SOLUTION
