"""When 99 % is worthless: precision, recall and F1

Of 1,000 X-rays, ten show a fracture. A model that always answers "no fracture" is right 990 times: an accuracy
of 99 %, and not one patient helped. When a class is rare, accuracy mostly counts the easy negatives. Two
questions about the positives say more:

| metric | question | formula |
|---|---|---|
| accuracy | how many answers are right? | (TP + TN) / all |
| precision | when it says 1, how often is it right? | TP / (TP + FP) |
| recall | of all that are 1, how many does it find? | TP / (TP + FN) |
| F1 | are both good? | 2 · precision · recall / (precision + recall) |

TP counts the ones answered 1, FN the ones answered 0, FP the zeros answered 1, TN the zeros answered 0. F1 is
the harmonic mean: with a precision of 1.0 and a recall of 0.0 it is 0.0, where the ordinary mean would be 0.5.

A network gives probabilities, not classes. The answer is 1 where the probability is **at or above** the
threshold. Lower it, and recall rises while precision usually falls. Where to put it depends on which of the two
errors costs more; 0.5 is only a habit.

- Where a denominator is 0 (the model never says 1, or there are no ones), the metric is 0.0.
- Probabilities have shape (n,), or (n, 1) as a sigmoid unit gives them; labels have shape (n,). n may be 1.
  Compare (n, 1) with (n,) and NumPy broadcasts them to an n × n table, without a word of warning.
- Do not round the results, and leave both arrays as they are: the caller may ask again with another threshold.

    >>> binary_metrics(np.array([1, 1, 0, 0, 0]), np.array([0.9, 0.4, 0.6, 0.1, 0.2]))
    {'accuracy': 0.6, 'precision': 0.5, 'recall': 0.5, 'f1': 0.5}
    >>> binary_metrics(np.array([1, 1, 0, 0, 0]), np.array([0.9, 0.4, 0.6, 0.1, 0.2]), threshold=0.8)["precision"]
    1.0
"""

import numpy as np


def binary_metrics(labels, probabilities, threshold=0.5):
    """labels: int (n,) of 0 and 1; probabilities: float (n,) or (n, 1) -> dict of four floats.

    Keys: "accuracy", "precision", "recall", "f1".
    """
    # YOUR CODE HERE
    raise NotImplementedError


if __name__ == "__main__":  # running this file checks it, as `tfkata check` does
    import tfkata

    tfkata.check(__file__)
