"""More pictures than there are: augmentation in training alone

A network that sees the same thousand pictures in every epoch learns them by heart. A mirrored cat is still a cat,
and so is one that sits a little further to the left. *Augmentation* shows each picture a little differently
every time, for the price of a few random layers:

| change | how much at most | in Keras's words |
|---|---|---|
| mirrored left to right | one in two, or as you like | never upside down |
| shifted | by 0.1 of the height and of the width | a factor of 0.1 |
| turned | by 0.1 of a full turn to either side, 36° | a factor of 0.1 |
| zoomed | to between 1/1.1 and 1/0.9 of its size | a factor of 0.1 |

Every change has to leave the label true: an upside-down 6 is a 9, and a turn by half a circle makes a car crash
of a car. So look at what the default of a layer allows.

`augmenter(seed=0)` returns a Keras layer or model that makes all four changes to float32 batches
`(n, height, width, channels)` with values in 0..1 and one, three or four channels:

- in training, each picture of each call is changed differently, also when two pictures are the same;
- in inference (`predict`, `evaluate`, `training=False`), nothing happens at all: a prediction must not depend on
  luck;
- shape and dtype stay, and values stay in 0..1;
- two augmenters with the same seed make the same sequence of changes, those with other seeds another one. All your
  layers may have the seed itself, or each its own. What fills the edges is up to you, as long as it stays in 0..1.

`with_augmentation(model, augment)` returns a model that augments in `fit` and only there. It trains the very
weights of the `model` that it is given: after `fit` you can save that model, without any augmentation in it. The
new model may be compiled or not. A warning when you try it: calling a model as a function, `model(x)`, leaves
`training` open, and random layers of Keras are then active. Use `predict`, or say `training=False`.

A `Lambda` layer cannot be saved and loaded safely, so it is refused here as everywhere.

    >>> augment = augmenter(seed=3)
    >>> augment(pictures, training=True).shape == pictures.shape
    True
    >>> trained = with_augmentation(model, augment)
    >>> trained.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    >>> history = trained.fit(pictures, labels, epochs=5)
    >>> model.predict(pictures)        # the same as trained.predict(pictures)
"""

import keras


def augmenter(seed=0):
    """A layer or model that flips, shifts, turns and zooms each picture at random, in training alone."""
    # YOUR CODE HERE
    raise NotImplementedError


def with_augmentation(model, augment):
    """A model that shows `model` augmented pictures in `fit` only, and trains the weights of `model` itself."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
