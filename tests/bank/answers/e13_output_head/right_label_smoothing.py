# expect: pass
# Smoothed labels and another way of adding up do not change which head belongs to which labels.
import numpy as np
from keras import losses


def output_head(num_classes, labels):
    match labels:
        case "integer" if num_classes == 2:
            return {"units": 1, "activation": "sigmoid", "loss": losses.BinaryCrossentropy(label_smoothing=0.05)}
        case "integer":
            loss = losses.SparseCategoricalCrossentropy(reduction="sum")
        case "one_hot":
            loss = losses.CategoricalCrossentropy(label_smoothing=0.1)
        case "multi_hot":
            return {"units": num_classes, "activation": "sigmoid", "loss": losses.BinaryCrossentropy()}
    return {"units": num_classes, "activation": "softmax", "loss": loss}


def decide(probabilities):
    return (probabilities[:, 0] > 0.5).astype(int) if probabilities.shape[1] == 1 else probabilities.argmax(1)
