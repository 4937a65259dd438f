# expect: fail head.mean-squared-error
# The sigmoid unit is trained on squares.
import keras
import numpy as np


def output_head(num_classes, labels):
    if labels == "integer" and num_classes == 2:
        return {"units": 1, "activation": "sigmoid", "loss": keras.losses.MeanSquaredError()}
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    return {"units": num_classes, "activation": "softmax", "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
