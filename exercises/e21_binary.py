"""Two classes from a table: standardize, one sigmoid unit

Not all data are images. The breast-cancer data of scikit-learn hold 30 measurements of cell nuclei, taken from
microscope images: radius, texture, smoothness … One column runs from 150 to 2,500, another from 0.05 to 0.16.
A network that starts with small random weights hears only the loud columns, and gradients run in narrow
valleys. So each column is **standardized**: minus its mean, divided by its standard deviation (NumPy's `std`,
ddof 0).

Mean and deviation are part of the model: they are *learned* from the training set, and any other data, today's
validation set or next year's patient, are scaled by the very same numbers. If they were computed from the
other data as well, they would carry knowledge of those data into training, and the score on them would be too
good to be true. A column that is constant in the training set tells you nothing: it stays in its place and
becomes 0. (Its deviation is 0, so do not divide by that. Where other data differ in such a column, any finite
number will do.)

`standardize` does this for two tables. It returns two new tables and leaves its arguments as they are; `other`
may be a single row.

For two classes one output is enough, the probability of class 1:

| output | loss | outputs |
|---|---|---|
| 1 unit, sigmoid | binary cross-entropy | p for class 1, so 1 − p for class 0 |
| 1 unit, softmax | | e^z / e^z = 1, whatever the input: it cannot learn |

`train_binary` gets tables that are already standardized, with labels 0 and 1 of shape (n,). Which column is
which measurement, and in which direction it counts, differs from run to run. Choose layers, epochs and
optimizer as you like, and minimise binary cross-entropy. Of the patients it never saw, your model has to be
right for at least 70.5 %; with some thirty epochs even a small network usually gets past nine in ten.

    >>> train, other = standardize(np.array([[1.0, 7.0], [3.0, 7.0]]), np.array([[4.0, 7.0]]))
    >>> train
    array([[-1.,  0.],
           [ 1.,  0.]])
    >>> other
    array([[2., 0.]])
"""

import keras
import numpy as np


def standardize(train, other):
    """train: float (n, d); other: float (m, d) -> (train scaled, other scaled), same shapes."""
    # YOUR CODE HERE
    raise NotImplementedError


def train_binary(x_train, y_train, x_valid, y_valid):
    """x: float (n, d), standardized; y: int (n,) of 0 and 1 -> a trained model, (n, d) to (n, 1)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
