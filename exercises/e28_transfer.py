"""A base that has learned elsewhere: transfer learning

Two hundred pictures are few. A network that starts from random weights and sees two hundred small drawings of faces, food and
vehicles learns them by heart and recognises barely two thirds of new ones. But edges, corners and patches of colour look the same
everywhere, so a network that has learned to tell *other* things apart already knows most of what it needs. You
take its convolutions (the **base**), put a new **head** on top, and train only that: this is *transfer learning*.

The base that you are given has learned to tell 396 drawings of animals, clothes, hands, places and tools apart. It takes
pictures (n, 32, 32, 3) from 0 to 1 and makes feature maps (n, 8, 8, 96) of them: three convolutions, each followed by
`BatchNormalization` and relu. Write three functions, for this base and for any other:

| | what it returns |
|---|---|
| `extend(base, num_classes)` | a model: the base, frozen, then the average of each feature map (global average pooling), exactly one Dense layer with `num_classes` units, softmax. In a `fit`, only the Dense layer learns. |
| `fine_tune(model, base, layers, learning_rate)` | the same `model` object, compiled with `learning_rate`, any optimizer and sparse categorical cross-entropy. Of `base.layers` only the last `layers` entries learn (0: none), and the head as before. |
| `train_transfer(base, train, valid)` | a trained model for the kinds of things in `train` |

**Frozen** means that a `fit` leaves it as it was: `layer.trainable = False`. BatchNormalization needs care. It has four arrays
for each channel: two learn by gradient descent, and two, a moving mean and variance, are updated by every
batch it sees in training. A frozen BatchNormalization does neither, and uses its moving statistics in training too. When you
unfreeze a base, **keep every BatchNormalization frozen**: a few dozen batches of new pictures would replace statistics that come from tens of
thousands.

**Fine-tuning** follows when the head has been trained: some of the last layers of the base learn too, slowly. Each entry of `base.layers`
counts, whether it has weights or not: `print([layer.name for layer in base.layers])`. `model` is one that `extend` made of `base`, and it has
been compiled before, with another rate. What learns is decided when a model is compiled and first trained, so compile it again
after you have changed what may learn.

`train_transfer` gets `train = (x, y)` and `valid = (x, y)`: 200 pictures to train on and 100 others, float32 (n, 32, 32, 3) from 0 to 1,
and labels from 0 to k − 1 (in a judged run, the kinds are numbered differently each time). Epochs, rate, fine-tuning,
augmentation: as you like. It has two minutes.

How good? Of 480 pictures of drawings that your code never sees, always saying the most frequent kind gets 38 % right, a linear model
of the pixels 57 to 61 %, the same network from random weights 67 to 69 % after 80 epochs, and a Dense layer on the frozen base, trained for 30 epochs with
Adam at a rate of 0.01, 77 to 79 %. At least 71.5 % have to be right.

    >>> model = extend(base, 3)
    >>> model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    >>> history = model.fit(x, y, epochs=10)          # the head learns, the base stays
    >>> model = fine_tune(model, base, 3, 1e-4)       # now the last convolution may learn too
    >>> history = model.fit(x, y, epochs=5)
"""

import keras


def extend(base, num_classes):
    """base: a Keras model, (n, h, w, c) to feature maps -> a model of the frozen base and a softmax head."""
    # YOUR CODE HERE
    raise NotImplementedError


def fine_tune(model, base, layers, learning_rate):
    """model: made of base by `extend`; layers: how many entries at the end of base.layers may learn -> model, compiled again."""
    # YOUR CODE HERE
    raise NotImplementedError


def train_transfer(base, train, valid):
    """train, valid: (float32 (n, 32, 32, 3) from 0 to 1, int (n,)) -> a trained model with an output per kind."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
