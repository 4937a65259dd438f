# expect: fail head.wrong-activation
# tanh also has bounds, but they are -1 and 1.
import numpy as np


def output_head(num_classes, labels):
    losses = {"integer": "sparse_categorical_crossentropy", "one_hot": "categorical_crossentropy", "multi_hot": "binary_crossentropy"}
    return {"units": num_classes, "activation": "tanh", "loss": losses[labels]}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
