"""Keep the best epoch: checkpoints

A network that trains long enough begins to learn its training data by heart, mistakes included. The loss on
the training data keeps falling; the loss on data that it does not train on, `val_loss`, falls, turns and
rises. Here is a real run on 240 digits, many of which carry a wrong label:

| epoch | loss | val_loss |                                      |
|-------|------|----------|--------------------------------------|
| 1     | 2.36 | 1.60     |                                      |
| 2     | 1.57 | 1.27     |                                      |
| 3     | 1.21 | 1.19     | the best weights this run ever had   |
| 4     | 0.96 | 1.38     |                                      |
| …     |      |          |                                      |
| 8     | 0.38 | 1.88     | the weights that `fit` leaves behind |

At epoch 3 nobody knows that it will not get any better. So whenever an epoch beats all before it, its weights
go into a file, a *checkpoint*, and replace the ones that were there. When the run is over, the file holds the
best weights, and they also survive a crash or a closed laptop.

Write `train_with_checkpoint(model, train, valid, epochs, path)`:

- `train` and `valid` are pairs `(x, y)`, ready for the model. The model arrives compiled, with optimizer,
  loss and the metric `accuracy`. Train it as it comes, on all of `train`, for exactly `epochs` epochs, and
  measure its loss on `valid` after each one.
- `path` ends in `.weights.h5`. In the end it holds the weights (not a whole model) of the epoch with the
  smallest `val_loss` of this run. A file that an earlier run left there is overwritten. (In this format Keras
  stores the optimizer's state next to the weights of the model. That is fine.)
- Return `(model, history)`: the model with those best weights loaded back, and a dict of lists in which
  `history["val_loss"]` has one number for every epoch.

Keras has callbacks for this; a loop of your own, epoch by epoch, is just as right.

    >>> model, history = train_with_checkpoint(model, (x_train, y_train), (x_valid, y_valid), 8, "best.weights.h5")
    >>> history["val_loss"]
    [1.60, 1.27, 1.19, 1.38, 1.41, 1.73, 1.75, 1.88]
    >>> model.evaluate(x_valid, y_valid, verbose=0)[0]
    1.19
"""

import keras


def train_with_checkpoint(model, train, valid, epochs, path):
    """Train the compiled model on `train`, and keep the weights with the smallest `val_loss`.

    train, valid: pairs (x, y); epochs: int; path: str that ends in ".weights.h5".
    Returns (model with the best weights, dict of lists with "val_loss" for every epoch).
    """
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
