# expect: fail head.wrong-units
# A head of a hundred units at most.
import numpy as np


def output_head(num_classes, labels):
    units = min(num_classes, 100)
    if labels == "multi_hot":
        return {"units": units, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": units, "activation": "softmax", "loss": "categorical_crossentropy"}
    return {"units": units, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
