# expect: fail value.list-not-array
# A list where an array is wanted.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": num_classes, "activation": "softmax", "loss": "categorical_crossentropy"}
    return {"units": num_classes, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return [int(p > 0.5) for (p,) in probabilities]
    return [int(np.argmax(p)) for p in probabilities]
