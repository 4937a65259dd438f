"""A network for clothes: convolutions and one dropout

Fashion-MNIST has the same format as the digits, 28×28 grey pixels and ten classes, but shirts, pullovers and
coats resemble each other far more than digits do. This network uses 3×3 kernels, keeps height and width in
the convolutions, and lets 2×2 max pooling do the shrinking.

Look where its parameters are. The two convolutions, which find everything there is to see, have 18,816. The
dense layer after them has 313,700, most of the model: one weight for each of the 3,136 features and each of
its 100 units. So many weights can learn the training images by heart, and that is where the **dropout**
comes in: in training, it sets a random 40 % of the hundred units to 0, different ones each time. It has no
parameters and does nothing in inference.

| layer        | output shape       | parameters |
|--------------|--------------------|------------|
| Conv2D       | (None, 28, 28, 32) | 320        |
| MaxPooling2D | (None, 14, 14, 32) | 0          |
| Conv2D       | (None, 14, 14, 64) | 18,496     |
| MaxPooling2D | (None, 7, 7, 64)   | 0          |
| Flatten      | (None, 3136)       | 0          |
| Dense        | (None, 100)        | 313,700    |
| Dropout      | (None, 100)        | 0          |
| Dense        | (None, 10)         | 1,010      |
|              | total              | 333,526    |

One image is (28, 28, 1). The convolutions and the first dense layer are followed by relu, the last layer by
softmax; the dropout rate is 0.4. None of that is in the table, because none of it has parameters.

Write `build_model()`, which returns this model. It need not be compiled.

    >>> model = build_model()
    >>> model.count_params()
    333526
    >>> model.predict(images[:3]).shape
    (3, 10)
"""

import keras


def build_model():
    """The model of the table, from images (n, 28, 28, 1) float32 in 0..1 to probabilities (n, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
