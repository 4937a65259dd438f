# expect: fail decide.reversed
# The column taken for the probability of class 0.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": num_classes, "activation": "softmax", "loss": "categorical_crossentropy"}
    return {"units": num_classes, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] < 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
