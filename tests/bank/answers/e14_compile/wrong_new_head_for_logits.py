# expect: fail compile.changed-model
# Puts a fresh softmax layer in the place of the logits.
import tensorflow as tf


def compile_classifier(model, labels):
    if model.layers[-1].activation is tf.keras.activations.linear:
        out = tf.keras.layers.Dense(model.output_shape[-1], activation="softmax")(model.layers[-2].output)
        model = tf.keras.Model(model.inputs, out)
    if model.output_shape[-1] == 1:
        loss = "binary_crossentropy"
    else:
        loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
