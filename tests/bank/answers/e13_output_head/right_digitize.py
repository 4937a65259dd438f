# expect: pass
# digitize and a stable sort decide; loss objects with their defaults spelled out.
import tensorflow.keras as keras
import numpy as np


def output_head(num_classes, labels):
    units = num_classes
    activation = tf_activation(labels)
    loss = (
        keras.losses.SparseCategoricalCrossentropy() if labels == "integer"
        else keras.losses.CategoricalCrossentropy(from_logits=False, reduction="sum_over_batch_size") if labels == "one_hot"
        else keras.losses.BinaryCrossentropy()
    )
    return {"units": units, "activation": activation, "loss": loss}


def tf_activation(labels):
    return keras.activations.sigmoid if labels == "multi_hot" else keras.activations.softmax


def decide(probabilities):
    if probabilities.shape[1] == 1:
        return np.digitize(probabilities[:, 0], [0.5]).astype(np.int64)
    order = np.argsort(-probabilities, axis=1, kind="stable")
    return order[:, 0]
