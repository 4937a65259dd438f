# expect: pass
# squeeze with an axis, and rounding into an array of its own.
import numpy as np


def output_head(num_classes, labels):
    """Number of classes >= 2, "integer" | "one_hot" | "multi_hot" -> {"units", "activation", "loss"}."""
    if labels == "multi_hot":
        return {"units": num_classes, "activation": "sigmoid", "loss": "binary_crossentropy"}
    if labels == "one_hot":
        return {"units": num_classes, "activation": "softmax", "loss": "categorical_crossentropy"}
    if num_classes == 2:
        return {"units": 1, "activation": "sigmoid", "loss": "binary_crossentropy"}
    return {"units": num_classes, "activation": "softmax", "loss": "sparse_categorical_crossentropy"}


def decide(probabilities):
    """Probabilities, float (n, 1) or (n, k) -> class ids, int64 (n,)."""
    if probabilities.shape[1] == 1:
        return np.round(np.squeeze(probabilities, axis=1)).astype(np.int64)
    return np.argmax(probabilities, axis=1)
