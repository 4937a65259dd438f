# expect: fail head.sparse-on-one-unit
# Class ids want the sparse loss, two classes want one sigmoid unit: not together.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": num_classes, "activation": "softmax", "loss": "categorical_crossentropy"}
    if num_classes == 2:
        return {"units": 1, "activation": "sigmoid", "loss": "sparse_categorical_crossentropy"}
    return {"units": num_classes, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
