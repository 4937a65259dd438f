# expect: fail decide.wrong-threshold
# The first class above a half; where none is, class 0.
import keras
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    loss = "categorical_crossentropy" if labels == "one_hot" else "sparse_categorical_crossentropy"
    return {"units": num_classes, "activation": "softmax", "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.array([np.flatnonzero(row > 0.5)[0] if (row > 0.5).any() else 0 for row in probabilities], dtype=np.int64)
