# expect: fail head.mean-squared-error
# Class ids as quantities: a regression on one linear unit.
import numpy as np


def output_head(num_classes, labels):
    return {"units": 1, "activation": None, "loss": "mean_absolute_error"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
