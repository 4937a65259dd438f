"""Pixels the network likes: scale images to 0..1

A digital image stores every pixel as one byte: a whole number from 0 (black) to 255 (white). A network starts
with small random weights and a learning rate chosen for inputs around 1. Feed it bytes, and the first layer's
outputs and the gradients become up to 255 times too large: training stumbles, or works by luck.

So nearly every image pipeline begins by saying "how bright is this pixel, as a fraction of the brightest
possible one?"

|       | before                        | after    |
|-------|-------------------------------|----------|
| dtype | uint8                         | float32  |
| black | 0                             | 0.0      |
| white | 255                           | 1.0      |
| shape | `(n, h, w)` or `(n, h, w, c)` | the same |

It is one line of code with three traps beside it:

- **The scale belongs to the format, not to the data.** A dark photograph must stay dark: the same pixel
  becomes the same number in every batch, in training and later, when your model sees a single image.
- **float32 is what Keras computes in.** float64 takes twice the memory and is converted back anyway.
- **The input is not yours.** Your caller may still want to show the original picture: leave it as it is.

An empty batch (`n` = 0) is a batch too, and comes back empty.

    >>> normalize(np.array([[[0, 51, 255]]], dtype=np.uint8))
    array([[[0. , 0.2, 1. ]]], dtype=float32)
"""

import numpy as np


def normalize(images):
    """uint8 (n, h, w) or (n, h, w, c), values 0..255 -> a new float32 array of the same shape, values 0..1."""
    ### BEGIN SOLUTION
    return images.astype(np.float32) / np.float32(255)
    ### END SOLUTION
