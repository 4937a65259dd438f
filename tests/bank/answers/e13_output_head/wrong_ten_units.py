# expect: fail head.wrong-units
# Ten, as in every exercise so far.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": 10, "activation": "sigmoid", "loss": "binary_crossentropy"}
    loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    return {"units": 10, "activation": "softmax", "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
