# expect: fail compile.changed-model
import tensorflow as tf
import keras
import numpy as np


def compile_classifier(model, labels):
    if model.output_shape[-1] > 1:
        model.layers[-1].activation = keras.activations.softmax
    loss = "binary_crossentropy" if model.output_shape[-1] == 1 else "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    model.compile("adam", loss=loss, metrics=["accuracy"])
    return model
