# expect: fail head.no-activation
# The loss is an object already, but nobody told it about the logits.
import numpy as np
import tensorflow as tf


def output_head(num_classes, labels):
    if labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy()
    elif labels == "one_hot":
        loss = tf.keras.losses.CategoricalCrossentropy()
    else:
        loss = tf.keras.losses.BinaryCrossentropy()
    return {"units": num_classes, "activation": "linear", "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
