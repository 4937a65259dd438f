# expect: pass
# Keras's own functions, on float32 tensors.
import keras
import numpy as np


def softmax(logits):
    return keras.ops.softmax(logits, axis=-1)


def categorical_crossentropy(one_hot, probabilities):
    return keras.ops.mean(keras.losses.categorical_crossentropy(one_hot, probabilities))


def sparse_categorical_crossentropy(labels, probabilities):
    return keras.losses.SparseCategoricalCrossentropy()(labels, probabilities)


def binary_crossentropy(labels, probabilities):
    labels = np.asarray(labels).astype("float32")
    return float(keras.losses.BinaryCrossentropy()(labels, np.asarray(probabilities, "float32")))
