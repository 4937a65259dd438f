# expect: fail head.relu-output
# ReLU before a loss from logits: no negative logit can come out.
import numpy as np
import tensorflow as tf


def output_head(num_classes, labels):
    if labels == "multi_hot":
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
    elif labels == "one_hot":
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
    else:
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return {"units": num_classes, "activation": tf.nn.relu, "loss": loss}


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return (probabilities[:, 0] > 0.5).astype(np.int64)
    return np.argmax(probabilities, axis=1)
