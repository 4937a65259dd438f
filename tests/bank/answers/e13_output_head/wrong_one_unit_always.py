# expect: fail head.wrong-units
# The head of the binary tutorial for everything.
import numpy as np


def output_head(num_classes, labels):
    return {"units": 1, "activation": "sigmoid", "loss": "binary_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
