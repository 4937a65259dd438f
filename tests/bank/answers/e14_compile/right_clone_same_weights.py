# expect: pass
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
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.compile(optimizer=tf.optimizers.Adam(1e-2), loss=loss, metrics=["accuracy", "mae"] if labels == "one_hot" else ["accuracy"])
    return copy
