"""The output head: units, activation and loss that belong together

The last layer and the loss are one decision. `units` says how many numbers come out for a sample,
`activation` says what they mean, and the loss has to read them, and the labels, in exactly that sense. Where
the three disagree, Keras often trains without complaint and even reaches a good accuracy, while the
probabilities you report are nonsense.

| activation | what comes out of the layer |
|---|---|
| softmax | numbers that compete: they add up to 1, so more for one class is less for the others |
| sigmoid | separate numbers: each is a yes or no between 0 and 1, whatever the others say |
| linear (none) | logits: any real numbers, not probabilities yet |

| loss | what it reads as the label of one sample |
|---|---|
| `binary_crossentropy` | a 0 or 1 for every number that comes out |
| `categorical_crossentropy` | a row with a single 1, at the true class |
| `sparse_categorical_crossentropy` | a class id |

By default a loss expects probabilities. A loss *object* can be told `from_logits=True`: then it applies the
softmax or the sigmoid itself, and the layer must not. It has to happen exactly once.

Write `output_head(num_classes, labels)`. It says which head and loss fit labels of one of these forms:

| `labels` | shape, n samples and k classes | a sample of class 2 | in words |
|---|---|---|---|
| `"integer"` | (n,) | `2` | class ids, 0 to k-1 |
| `"one_hot"` | (n, k) | `[0, 0, 1]` | exactly one 1 |
| `"multi_hot"` | (n, k) | `[1, 0, 1]` | any number of ones: the tags of a photo |

The values of the dict are what you would hand to `Dense(units, activation=...)` and `compile(loss=...)`. Use
plain cross-entropy. Two integer classes have two classic answers, and either will do. What are they?

Then write `decide(probabilities)`: it turns what the head says into one class id per sample, a NumPy array of
int64. A single column holds the probability of class 1: above 0.5 the answer is 1, below it 0. Among several
columns the largest wins, even if it is only 0.4. Leave the array that you are given as it is.

    >>> sorted(output_head(5, "integer"))
    ['activation', 'loss', 'units']
    >>> decide(np.array([[0.2], [0.9]]))
    array([0, 1])
    >>> decide(np.array([[0.3, 0.3, 0.4]]))
    array([2])
"""

import numpy as np


def output_head(num_classes, labels):
    """Number of classes >= 2, "integer" | "one_hot" | "multi_hot" -> {"units", "activation", "loss"}."""
    # YOUR CODE HERE
    raise NotImplementedError


def decide(probabilities):
    """Probabilities, float (n, 1) or (n, k) -> class ids, int64 (n,)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
