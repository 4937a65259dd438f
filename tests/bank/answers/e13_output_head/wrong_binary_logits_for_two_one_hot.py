# expect: fail head.binary-loss-on-softmax
# Softmax with binary cross-entropy is right for two one-hot classes; from logits it is two sigmoids.
import numpy as np
from keras import losses


def output_head(num_classes, labels):
    if labels == "multi_hot" or (labels == "one_hot" and num_classes == 2):
        return {"units": num_classes, "activation": None, "loss": losses.BinaryCrossentropy(from_logits=True)}
    kind = losses.SparseCategoricalCrossentropy if labels == "integer" else losses.CategoricalCrossentropy
    return {"units": num_classes, "activation": None, "loss": kind(from_logits=True)}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
