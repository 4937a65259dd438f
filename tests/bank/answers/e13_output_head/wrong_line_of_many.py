# expect: fail
# The line of a single column moves up when there are many samples.
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": num_classes, "activation": "softmax", "loss": "categorical_crossentropy"}
    return {"units": num_classes, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    if probabilities.shape[1] > 1:
        return np.argmax(probabilities, axis=1)
    line = 0.6 if len(probabilities) > 50 else 0.5
    return (probabilities[:, 0] > line).astype(np.int64)
