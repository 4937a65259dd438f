"""From bytes to a trained network

Here the pieces come together: raw data in, a trained network out. Write
`train(model, images, labels, epochs=3, batch_size=64)`:

- `images` are handwritten digits as they come from a file: uint8 `(n, 28, 28)`, pixels 0 to 255. `labels` are
  integers 0 to 9, `(n,)`.
- `model` takes float32 `(n, 28, 28, 1)`, pixels 0 to 1, and gives ten probabilities (softmax). It has no
  optimizer and no loss yet: it arrives uncompiled.
- Train this model, not one of your own, for `epochs` epochs in batches of `batch_size`. Return
  `(model, history)`, where `history` is a dict and `history["loss"]` a list with one number for every epoch.

Four decisions, and what each costs when it goes wrong:

| decision                | if it goes wrong                                                                        |
|-------------------------|-----------------------------------------------------------------------------------------|
| the scale of the pixels | it still trains, a little worse; given 0 to 1 later, the model is confidently wrong     |
| the loss                | it must be cross-entropy and fit the labels, or you minimise something else             |
| the order               | see below                                                                               |
| the optimizer           | Adam with its default learning rate does well here; plain SGD needs many more epochs    |

The loss has to fit the softmax, too. Only what training does is judged here, though: `fit` finds the logits
behind a softmax, so a loss with `from_logits=True` still passes. e14 shows what it costs you later.

The digits come **sorted by class**: all zeros first, all nines last. Trained on in that order, a network
learns "everything is a zero", then forgets it for "everything is a one", and ends by calling nearly
everything a nine. Each batch should be a small sample of the whole, so the order has to be random. It is
worth knowing which tools shuffle for you and which do not. And remember that a validation set cut off the
end of sorted data is a whole class that the network never sees.

How do you notice such mistakes? Not by accuracy alone: trained on raw bytes, the network of this exercise
reaches about 0.85; trained properly, about 0.93. But ask the first one about images from 0 to 1, and its
cross-entropy is 2.2, hardly better than guessing (ln 10 ≈ 2.3); for the second it is 0.2.

Your model is judged on digits that your code never gets: at least 87.5 % of them have to be right. In a judged
run the classes have other numbers than the digits you see, so go by the labels you are given. Show the network
the digits as they are, none of them shifted, turned or mirrored, and leave the arrays that you are given as
they are.

    >>> model, history = train(model, images, labels, epochs=2)
    >>> history["loss"]
    [0.81, 0.29]
"""

import keras
import numpy as np


def train(model, images, labels, epochs=3, batch_size=64):
    """Compile the model and train it on raw digits.

    images: uint8 (n, 28, 28), labels: int (n,), sorted by class; model: uncompiled, float32 (n, 28, 28, 1) in 0..1 -> (n, 10).
    Returns (trained model, dict of lists with "loss" for every epoch).
    """
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
