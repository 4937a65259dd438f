"""The code behind a summary: a small convolutional network

A dense layer sees an image as a list of 784 numbers and has to learn the same pattern separately for every
place where it can appear. A convolution learns one small pattern and looks for it everywhere: few weights,
many multiplications. After each convolution a pooling layer keeps the strongest answer of every 2×2 window,
so the next convolution sees twice as far. At the end, two dense layers decide from a flattened list of
features. Most networks that look at images are built on this plan.

Here is what `model.summary()` prints for the model of this exercise. Write the code that it came from.

| layer        | output shape       | parameters |
|--------------|--------------------|------------|
| Conv2D       | (None, 28, 28, 32) | 160        |
| MaxPooling2D | (None, 14, 14, 32) | 0          |
| Conv2D       | (None, 14, 14, 64) | 8,256      |
| MaxPooling2D | (None, 7, 7, 64)   | 0          |
| Flatten      | (None, 3136)       | 0          |
| Dense        | (None, 128)        | 401,536    |
| Dense        | (None, 10)         | 1,290      |
|              | total              | 411,242    |

A summary does not tell you everything, but it tells you more than it seems to:

- `None` stands for the number of images, which a model leaves open. One image is (28, 28, 1): height, width,
  channels.
- A convolution of k×k has `k · k · channels in · filters` weights and one bias for each filter. So 160 can
  only be one k.
- Its output is as high and wide as its input. Without zeros around the image it would be smaller.
- Each pooling halves height and width.
- Activations have no parameters and do not appear at all: relu after each convolution and after the first
  dense layer, softmax after the last.

Write `build_model()`, which returns this model. It need not be compiled. Whether you write it as a Sequential
or a Functional model, and each activation as an argument or as a layer, is up to you: what counts is what the
model computes.

    >>> model = build_model()
    >>> model.count_params()
    411242
    >>> model.predict(images[:2]).shape
    (2, 10)
"""

import keras


def build_model():
    """The model of the table, from images (n, 28, 28, 1) float32 in 0..1 to probabilities (n, 10)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
