# expect: fail head.sparse-with-one-hot
# The same with logits.
import keras
import numpy as np


def output_head(num_classes, labels):
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "linear", "loss": keras.losses.BinaryCrossentropy(from_logits=True)}
    return {"units": num_classes, "activation": "linear", "loss": keras.losses.SparseCategoricalCrossentropy(from_logits=True)}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
