# expect: fail head.sigmoid-for-multiclass
# What worked for cats and dogs, with more units.
import numpy as np


def output_head(num_classes, labels):
    return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
