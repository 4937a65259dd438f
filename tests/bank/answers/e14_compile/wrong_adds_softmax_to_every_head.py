# expect: fail compile.changed-model
# What the loss reads is no longer the head that was given.
import tensorflow as tf


def compile_classifier(model, labels):
    if model.layers[-1].activation is not tf.keras.activations.softmax:
        model.add(tf.keras.layers.Softmax())
    loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
