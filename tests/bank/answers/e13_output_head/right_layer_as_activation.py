# expect: pass
# A Softmax layer and a function of keras.ops as activations; options that are the defaults.
import keras
import numpy as np
from keras import layers, losses


def output_head(num_classes, labels):
    head = {"units": np.int64(num_classes)}
    head["activation"] = layers.Softmax() if labels != "multi_hot" else keras.ops.sigmoid
    head["loss"] = {"integer": losses.SparseCategoricalCrossentropy(from_logits=False), "one_hot": losses.CategoricalCrossentropy(from_logits=False, label_smoothing=0.0), "multi_hot": losses.BinaryCrossentropy(reduction="sum_over_batch_size")}[labels]
    return head


def decide(probabilities):
    if probabilities.shape[1] > 1:
        return probabilities.argmax(axis=1).astype("int64")
    return np.squeeze(probabilities > 0.5, axis=1).astype("int64")
