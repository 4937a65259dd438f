# expect: fail compile.loss-label-mismatch
# The labels are never looked at.
import tensorflow as tf


def compile_classifier(model, labels):
    if model.output_shape[-1] == 1:
        loss = "binary_crossentropy"
    else:
        linear = model.layers[-1].activation.__name__ == "linear"
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=linear)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
