# expect: fail metrics.missing
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
    model.compile("adam", loss=loss, metrics=["Accuracy"])
    return model
