# expect: fail compile.loss-label-mismatch
# The loss of the textbook.
import tensorflow as tf


def compile_classifier(model, labels):
    if model.output_shape[-1] == 1:
        loss = "binary_crossentropy"
    else:
        linear = model.layers[-1].activation.__name__ == "linear"
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=linear)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
