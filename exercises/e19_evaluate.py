"""Look closer than accuracy: confusion matrix, micro and macro F1, one prediction

One number hides which classes a model confuses. The **confusion matrix** shows it: row = true class, column =
predicted class, so entry [i, j] counts the samples of class i that were taken for class j. The diagonal is
what went right. The matrix has a row and a column for **every** class the model knows, also for those that
happen not to occur in this batch: otherwise you could not compare or add two matrices.

The F1 of a class comes from its counts: found, missed, false alarms. There are two ways to turn k of them into
one number:

| average | how | tells |
|---|---|---|
| micro | add the counts of all classes, then one F1 | every sample counts the same; with one label per sample it equals the accuracy |
| macro | F1 of each class, then the plain mean | every class counts the same, the rare ones too |

A macro F1 well below the micro F1 says that the model is poor at the small classes. A class that occurs but is
never predicted has an F1 of 0. For a class that neither occurs nor is predicted F1 is 0 / 0: count it as you
like, but return the rest.

Write both functions for any Keras classifier with k outputs. It need not be compiled, and the images are
already as it takes them. Leave images and labels as they are.

- Labels come as integers (n,) or as one-hot rows (n, k): the result is the same. n may be 1.
- `predict` takes a batch and gives a row for each image. For one image, make a batch of one.
- The head may be a softmax, which gives probabilities, or linear, which gives logits. The largest is at the
  same place, but a logit of 7.3 is not a probability: a softmax turns it into one. The `activation` of the
  last layer says which head it is (a function, not a text).

    >>> evaluate(model, images, labels)
    {'accuracy': 0.75, 'confusion': array([[2, 1], [0, 1]]), 'f1_micro': 0.75, 'f1_macro': 0.7333333333333334}
    >>> predict_one(model, images[0])
    (0, 0.93)
"""

import keras
import numpy as np


def evaluate(model, images, labels):
    """images: a batch the model takes; labels: int (n,) or one-hot (n, k).

    Returns a dict: "accuracy", "f1_micro", "f1_macro" (numbers) and "confusion" (int (k, k), rows = truth).
    """
    # YOUR CODE HERE
    raise NotImplementedError


def predict_one(model, image):
    """image: one image, (h, w, c), without a batch axis -> (class id, its probability)."""
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
