"""A number instead of a class: miles per gallon

How far does a car of the seventies go on a gallon? Auto-MPG lists 392 of them. A row holds seven numbers:

| column | | from | to |
|---|---|---:|---:|
| 0 | cylinders | 3 | 8 |
| 1 | displacement, in cubic inches | 68 | 455 |
| 2 | horsepower | 46 | 230 |
| 3 | weight, in pounds | 1,613 | 5,140 |
| 4 | acceleration, seconds to 60 miles an hour | 8 | 24.8 |
| 5 | year, 1970 to 1982, without the 19 | 70 | 82 |
| 6 | origin: 1 USA, 2 Europe, 3 Japan | 1 | 3 |

The target is a number, from 9 to 46.6 miles per gallon, and being 1 off is better than being 10 off. That changes
the end of the network and what it learns by:

| | classes (e13, e14) | a number |
|---|---|---|
| last layer | one unit per class, softmax | one unit, **no activation**: whatever bounds it, bounds the answer |
| loss | cross-entropy | mean squared error, mean absolute error, Huber … |
| metric | accuracy: how often exactly right? | mean absolute error, "mae": how far off, in the unit of the target? |

It also wants its columns scaled, as in e21. This time the scaling goes **into the model**, as a `Normalization` layer in
front: then the model takes raw cars, and nobody who uses it can forget the scaling or use other numbers. The layer
subtracts a mean and divides by the square root of a variance, both for each column. It learns nothing by training:
`layer.adapt(x_train)` computes its numbers beforehand, or you hand them over, `Normalization(mean=…, variance=…)`. Do
that behind a `keras.Input` (without one, Keras 3.15 stops in `fit`).

Write two functions:

- `build_regressor(x_train)` returns an untrained model from cars (n, 7) to (n, 1): the Normalization layer with the means
  and variances of the columns of `x_train` (ddof 0, as `adapt` has them), at least one hidden layer, one linear unit.
- `train_regressor(x_train, y_train, x_valid, y_valid)` returns `(model, history)`. The model begins with such a layer too,
  made from the training cars alone: the validation cars stand for those of tomorrow. `history` is a dict, and
  `history["mae"]` a list with the mean absolute error of each epoch on the training cars, in miles per gallon. `y` has the
  shape (n,); layers, epochs, optimizer and which loss for numbers are up to you.

If you write the loss or the loop yourself, mind the shapes: labels (n,) minus outputs (n, 1) is an (n, n) table of every
car's error with every other car's output, and what makes that small is the same answer for all. (`fit` and the losses of
Keras look after it.)

How good? Of cars that your code never gets, saying the average of the training cars is wrong by 6.7 miles a gallon. A
straight line through all seven columns (no hidden layer) errs by 2.4, and two hidden layers of 32 units, with some forty
epochs of Adam at a rate of 0.01, by 1.9. At least 47.5 % of the average's error has to be gone: your model may err by 3.5.
It is trained once more with 40 less for every car: most targets are below zero then, and it should follow.

    >>> model, history = train_regressor(x_train, y_train, x_valid, y_valid)
    >>> model.predict(x_valid[:1]), y_valid[:1]
    (array([[25.3]]), array([24.]))
    >>> history["mae"][-1]
    1.9
"""

import keras


def build_regressor(x_train):
    """x_train: float32 (n, 7), raw columns -> an untrained model, (n, 7) to (n, 1), that begins with a Normalization layer."""
    # YOUR CODE HERE
    raise NotImplementedError


def train_regressor(x_train, y_train, x_valid, y_valid):
    """x: float32 (n, 7); y: float32 (n,), miles per gallon -> (trained model, history), history["mae"] has one number per epoch."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
