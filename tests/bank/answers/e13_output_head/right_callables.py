# expect: pass
# Functions and objects of Keras and TensorFlow instead of names, a class that Keras would instantiate.
import keras
import numpy as np
import tensorflow as tf


def output_head(num_classes, labels):
    if labels == "integer":
        if num_classes == 2:
            return {"units": 1, "activation": tf.nn.sigmoid, "loss": keras.losses.BinaryCrossentropy}
        return {
            "units": np.int64(num_classes),
            "activation": keras.activations.softmax,
            "loss": keras.losses.sparse_categorical_crossentropy,
        }
    if labels == "one_hot":
        return {"units": num_classes, "activation": tf.nn.softmax, "loss": keras.losses.CategoricalCrossentropy()}
    return {"units": num_classes, "activation": keras.ops.sigmoid, "loss": keras.losses.get("BinaryCrossentropy")}


def decide(probabilities):
    p = np.asarray(probabilities)
    if p.shape[1] == 1:
        p = np.hstack([1 - p, p])
    return np.argmax(p, axis=1)
