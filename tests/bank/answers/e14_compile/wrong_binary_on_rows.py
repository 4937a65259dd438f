# expect: fail compile.loss-label-mismatch
# Rows hold zeros and ones, so binary; its accuracy would be misread too.
import tensorflow as tf


def compile_classifier(model, labels):
    linear = model.layers[-1].activation.__name__ == "linear"
    if labels == "one_hot" or model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=linear)
    else:
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=linear)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
