"""Layers are functions: a deeper network, with dropout

In the functional style a layer is called like a function: `Input` gives a symbolic tensor, every call gives
the next one, and `Model` keeps everything between the first and the last. That is more to write than a list
of layers, but networks whose parts repeat, branch or join are written like this.

This network has two blocks of the same form. Two 3×3 convolutions in a row see as far as one of 5×5, with
fewer weights and one more bend between them. Each block ends with pooling and with **dropout**: in training
it sets a random quarter of its inputs to 0 (and scales the rest up, so that their sum stays the same on
average), so no unit can rely on any other single unit. In inference it does nothing at all, and it has no
parameters: no prediction shows whether it is there.

Write the code behind this summary. The model is named `Basic_CNN`; the names of its layers are yours to
choose, and so is the style: what counts is the model.

| layer            | output shape       | parameters |
|------------------|--------------------|------------|
| InputLayer       | (None, 28, 28, 1)  | 0          |
| Conv2D           | (None, 28, 28, 32) | 320        |
| Activation       | (None, 28, 28, 32) | 0          |
| Conv2D           | (None, 28, 28, 32) | 9,248      |
| Activation       | (None, 28, 28, 32) | 0          |
| MaxPooling2D     | (None, 14, 14, 32) | 0          |
| Dropout          | (None, 14, 14, 32) | 0          |
| Conv2D           | (None, 14, 14, 64) | 18,496     |
| Activation       | (None, 14, 14, 64) | 0          |
| Conv2D           | (None, 14, 14, 64) | 36,928     |
| Activation       | (None, 14, 14, 64) | 0          |
| MaxPooling2D     | (None, 7, 7, 64)   | 0          |
| Dropout          | (None, 7, 7, 64)   | 0          |
| Flatten          | (None, 3136)       | 0          |
| Dense            | (None, 512)        | 1,606,144  |
| Activation       | (None, 512)        | 0          |
| Dropout          | (None, 512)        | 0          |
| Dense            | (None, 10)         | 5,130      |
| Activation       | (None, 10)         | 0          |
|                  | total              | 1,676,266  |

The kernels are 3×3 and the convolutions keep height and width. Pooling is 2×2. The activations are relu, the
last one is softmax. The dropout rates are 0.25 at the end of each block and 0.5 between the two dense layers.
Write `build_model()`, which returns this model; it need not be compiled. You may give an activation as an
argument of its layer or write it as a separate layer.

    >>> model = build_model()
    >>> model.name
    'Basic_CNN'
    >>> model.count_params()
    1676266
"""

import keras


def build_model():
    """The model of the table, from images (n, 28, 28, 1) float32 in 0..1 to probabilities (n, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
