"""See it learn: training curves and one prediction

A number tells you where training ended; a curve tells you how it got there. Two lines over the epochs, the
loss on the training data and on validation data, show at a glance what to do next:

| what you see | what it means | what helps |
|---|---|---|
| both fall, close together | still learning | more epochs |
| train falls, val turns upwards | overfitting | stop earlier, Dropout, more data |
| both flat and high | underfitting | a larger model, another learning rate |
| both jump up and down | steps too long | a smaller learning rate |

That works only if a stranger can read the plot. Each axis says what it shows, a legend says which line is
which, and both lines are in **one** plot: two plots side by side have two scales, and the gap, which is the
message, is gone.

`plot_history` gets the dict that `fit(...).history` holds: a list with one number per epoch for each of
`loss`, `val_loss` and perhaps others. Draw the two losses as lines in one plot, and no other series on their
scale. (If you also want to show the accuracy, give it a plot of its own.) Call them `train` and `val` in the
legend, and count epochs from 0 or from 1, both lines alike.

`plot_prediction` puts one image and the model's answer side by side: the image in shades of grey, its first
row at the top, and one bar for each class id, 0 to k − 1, as high as its probability. (matplotlib colours an
image from blue to yellow unless it is told otherwise; whether 0 is black or white is up to you.) A model that
is wrong but nearly split between two classes is a different case from one that is wrong and sure.

Both return the Figure, so that the caller can save or show it, and leave their arguments as they are.

    >>> figure = plot_history({"loss": [0.9, 0.5, 0.4], "val_loss": [0.8, 0.6, 0.7]})
    >>> figure.savefig("curves.png")
"""

import matplotlib.pyplot as plt


def plot_history(history):
    """history: dict of lists, one number per epoch, with "loss" and "val_loss" -> matplotlib Figure."""
    # YOUR CODE HERE
    raise NotImplementedError


def plot_prediction(image, probabilities):
    """image: (h, w); probabilities: (k,), one per class -> matplotlib Figure."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
