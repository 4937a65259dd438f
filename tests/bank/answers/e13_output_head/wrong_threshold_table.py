# expect: fail decide.wrong-threshold
# A yes or no for every class instead of one class.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": num_classes, "activation": "softmax", "loss": "categorical_crossentropy"}
    return {"units": num_classes, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    return (probabilities > 0.5).astype(np.int64).squeeze()
