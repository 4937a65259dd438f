# expect: fail compile.logits-mismatch
# A function of one's own that always says from_logits.
import tensorflow as tf


def compile_classifier(model, labels):
    from_logits = model.layers[-1].get_config()["activation"] == "linear"
    if model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    elif labels == "integer":
        loss = lambda y, z: tf.keras.losses.sparse_categorical_crossentropy(y, z, from_logits=True)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits)
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
