# expect: fail compile.changed-model
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
    model.compile("adam", loss=loss, metrics=["accuracy"])
    x = np.random.normal(size=(8, model.input_shape[-1])).astype("float32")
    y = np.zeros(8, int)
    if labels == "one_hot": y = np.eye(model.output_shape[-1])[y]
    model.fit(x, y, verbose=0)
    return model
