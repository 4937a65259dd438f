# expect: fail metrics.wrong-number
import tensorflow as tf
import keras
import numpy as np


def compile_classifier(model, labels):
    lin = model.layers[-1].activation.__name__ == "linear"
    if model.output_shape[-1] == 1:
        loss = keras.losses.BinaryCrossentropy(from_logits=lin)
    elif labels == "integer":
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=lin)
    else:
        loss = keras.losses.CategoricalCrossentropy(from_logits=lin)
    def accuracy(y, p):
        return 1.0 - tf.cast(keras.metrics.sparse_categorical_accuracy(y, p) if labels == "integer" else keras.metrics.categorical_accuracy(y, p), tf.float32)
    model.compile("adam", loss=loss, metrics=[accuracy if model.output_shape[-1] > 1 else "accuracy"])
    return model
