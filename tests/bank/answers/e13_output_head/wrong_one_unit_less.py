# expect: fail head.wrong-units
# Statistics says k-1 numbers are enough for k classes.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if num_classes == 2 and labels == "integer":
        return {"units": 1, "activation": "sigmoid", "loss": "binary_crossentropy"}
    loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    return {"units": num_classes - 1, "activation": "softmax", "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
