# expect: pass
# Tries the activation on numbers to know the head; optimizer from a config, lists of lists.
import keras
import numpy as np
import tensorflow as tf


def head(layer):
    probe = tf.constant([[0.0, 1.0, 3.0]])
    out = np.array(layer.activation(probe))[0]
    if np.allclose(out, [0.0, 1.0, 3.0]):
        return "linear"
    return "softmax" if np.isclose(out.sum(), 1) else "sigmoid"


def compile_classifier(model, labels):
    kind = head(model.layers[-1])
    loss = {
        ("softmax", "integer"): keras.losses.SparseCategoricalCrossentropy(),
        ("softmax", "one_hot"): keras.losses.CategoricalCrossentropy(),
        ("linear", "integer"): keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        ("linear", "one_hot"): keras.losses.CategoricalCrossentropy(from_logits=True),
        ("sigmoid", "integer"): keras.losses.BinaryCrossentropy(),
    }[kind, labels]
    adam = keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": 0.002}})
    model.compile(optimizer=adam, loss=[loss], metrics=[["accuracy"]], jit_compile=False)
    return model
