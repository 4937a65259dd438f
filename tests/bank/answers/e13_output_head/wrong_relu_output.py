# expect: fail head.relu-output
# The activation of all layers before, for the last one too.
import numpy as np


def output_head(num_classes, labels):
    losses = {"integer": "sparse_categorical_crossentropy", "one_hot": "categorical_crossentropy", "multi_hot": "binary_crossentropy"}
    return {"units": num_classes, "activation": "relu", "loss": losses[labels]}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
