"""A first network: flatten, think, decide

The smallest network worth the name has two dense layers. The first one looks at all pixels at once and forms
*features*: each of its units is a weighted sum of the pixels, plus a bias, bent by relu (negative sums become
0). The second one weighs the features, and softmax turns its ten sums into ten probabilities: all positive,
and 1 in total.

Why relu? A sum of sums is a sum. Without a bend in between, two dense layers can do nothing that one of them
could not do alone.

A dense layer works on a list of numbers, and an image is a table. `Flatten` writes the rows of the image one
after the other: 28 rows of 28 pixels become 784 numbers. It has no parameters; from here on, the network no
longer knows which pixels were neighbours.

Write the code behind this summary:

| layer   | output shape | parameters |
|---------|--------------|------------|
| Flatten | (None, 784)  | 0          |
| Dense   | (None, 512)  | 401,920    |
| Dense   | (None, 10)   | 5,130      |
|         | total        | 407,050    |

`None` stands for the number of images, which a model leaves open. One image is (28, 28), without an axis for
channels. A dense layer has inputs × units weights and one bias for each unit: 784 · 512 + 512 = 401,920. The
first dense layer is followed by relu, the second by softmax; activations have no parameters, so the table
does not show them.

Write `build_model()`, which returns this model, as a Sequential or a Functional one. It need not be compiled.

    >>> model = build_model()
    >>> model.count_params()
    407050
    >>> model.predict(images[:1]).sum()
    1.0
"""

import keras


def build_model():
    """The model of the table, from images (n, 28, 28) float32 in 0..1 to probabilities (n, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
