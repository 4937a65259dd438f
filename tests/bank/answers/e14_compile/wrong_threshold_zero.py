# expect: fail metrics.wrong-number
# Binary accuracy with the line at 0, as for logits.
import keras
import tensorflow as tf


def compile_classifier(model, labels):
    activation = model.layers[-1].activation
    units = model.output_shape[-1]
    if units == 1:
        loss = keras.losses.BinaryCrossentropy()
    elif labels == "one_hot":
        loss = keras.losses.CategoricalCrossentropy(from_logits=activation is keras.activations.linear)
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=activation is keras.activations.linear)
    model.compile(optimizer="adam", loss=loss, metrics=[keras.metrics.BinaryAccuracy(threshold=0.0, name="accuracy") if units == 1 else "accuracy"])
    return model
