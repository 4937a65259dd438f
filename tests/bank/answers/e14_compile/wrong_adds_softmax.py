# expect: fail compile.changed-model
# Makes the head fit the loss instead of the loss the head.
import tensorflow as tf


def compile_classifier(model, labels):
    if model.output_shape[-1] == 1:
        loss = "binary_crossentropy"
    else:
        model = tf.keras.Sequential([model, tf.keras.layers.Softmax()])
        loss = "sparse_categorical_crossentropy" if labels == "integer" else "categorical_crossentropy"
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
