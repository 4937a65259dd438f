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
    fn = keras.metrics.sparse_categorical_accuracy if labels == "integer" else keras.metrics.categorical_accuracy
    if model.output_shape[-1] == 1: fn = keras.metrics.binary_accuracy
    model.compile(optimizer=keras.optimizers.deserialize({"class_name": "Adam", "config": {"learning_rate": 1e-3}}), loss=loss, metrics=[keras.metrics.MeanMetricWrapper(fn, name="accuracy")])
    return model
