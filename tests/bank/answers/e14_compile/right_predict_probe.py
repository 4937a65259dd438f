# expect: pass
import tensorflow as tf
import keras
import numpy as np


def compile_classifier(model, labels):
    z = model.predict(np.random.normal(size=(4,) + model.input_shape[1:]), verbose=0)
    probs = z.min() >= 0 and z.max() <= 1
    if z.shape[1] == 1: kind = keras.losses.BinaryCrossentropy
    else: kind = {"integer": keras.losses.SparseCategoricalCrossentropy, "one_hot": keras.losses.CategoricalCrossentropy}[labels]
    model.compile("adam", kind(from_logits=not probs), metrics=["accuracy"], weighted_metrics=[])
    return model
