# expect: fail compile.loss-for-several-units
# Class ids, so sparse: also with a single unit.
import tensorflow as tf


def compile_classifier(model, labels):
    linear = model.layers[-1].activation.__name__ == "linear"
    if labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=linear)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=linear)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
