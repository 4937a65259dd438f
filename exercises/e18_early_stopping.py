"""Know when to stop: early stopping

How many epochs are enough? Too few, and the network has not learned yet; too many, and it learns its training
data by heart. There is no need to guess: train, watch `val_loss`, and stop when it has not improved for a
while. How long you wait is called *patience*: the run stops after that many epochs in a row without a new best
`val_loss`.

A run with a patience of 2:

| epoch index | val_loss | without a better one |                             |
|-------------|----------|----------------------|-----------------------------|
| 0           | 0.50     | 0                    |                             |
| 1           | 0.41     | 0                    |                             |
| 2           | 0.44     | 1                    |                             |
| 3           | 0.39     | 0                    | the best: counting restarts |
| 4           | 0.39     | 1                    | equal is not better         |
| 5           | 0.40     | 2                    | stop                        |

By then the model has the weights of epoch 5, two epochs past its best. So stopping is half of the work; the
other half is to go back. A run may also end because `max_epochs` is reached, and then it has to go back as
well.

Write `train_until_best(model, train, valid, max_epochs, patience, path)`:

- `train` and `valid` are pairs `(x, y)`, ready for the model. The model arrives compiled, with optimizer,
  loss and the metric `accuracy`. Train it as it comes, on all of `train`, without compiling it again, and
  measure its loss on `valid` after each epoch (it is always a finite number).
- Stop after `patience` epochs (at least 1) without a better `val_loss`, or after `max_epochs`. Better is
  smaller than the best so far, by however little.
- `path` ends in `.keras`. In the end it holds the whole model (architecture and weights) as it was after the
  best epoch of this run (the first of several equally good ones), whatever an earlier run left there.
- Return `(model, history)`: the model with those best weights (the given one, or one loaded from `path`), and
  a dict of lists in which `history["val_loss"]` has one number for every epoch that was run.

Also write `best_epoch(history)`: it returns the index, counted from 0, of the epoch with the smallest
`val_loss`, or of the first of several that share it. It leaves the history as it is.

    >>> model, history = train_until_best(model, (x_train, y_train), (x_valid, y_valid), 100, 2, "best.keras")
    >>> history["val_loss"]
    [0.5, 0.41, 0.44, 0.39, 0.39, 0.4]
    >>> best_epoch(history)
    3
"""

import keras
import numpy as np


def train_until_best(model, train, valid, max_epochs, patience, path):
    """Train the compiled model until `val_loss` has not improved for `patience` epochs, or for `max_epochs`.

    train, valid: pairs (x, y); max_epochs, patience: int, at least 1; path: str that ends in ".keras".
    Returns (model with the best weights, dict of lists with "val_loss" for every epoch that was run).
    """
    # YOUR CODE HERE
    raise NotImplementedError


def best_epoch(history):
    """dict of lists as `fit(...).history` -> int, the index from 0 of the smallest `val_loss`."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
