# expect: fail compile.logits-mismatch
import tensorflow as tf
import keras
import numpy as np


def compile_classifier(model, labels):
    if model.layers[-1].activation == "softmax":
        loss = keras.losses.SparseCategoricalCrossentropy() if labels == "integer" else keras.losses.CategoricalCrossentropy()
    elif model.layers[-1].activation == "sigmoid":
        loss = keras.losses.BinaryCrossentropy()
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(True) if labels == "integer" else keras.losses.CategoricalCrossentropy(True)
    model.compile("adam", loss=loss, metrics=["accuracy"])
    return model
