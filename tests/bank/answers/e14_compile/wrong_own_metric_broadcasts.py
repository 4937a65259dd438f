# expect: fail metrics.wrong-number
# (n, 1) against (n,) makes a table of n by n.
import tensorflow as tf


def compile_classifier(model, labels):
    from_logits = model.layers[-1].get_config()["activation"] == "linear"
    if model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    elif labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits)

    def accuracy(y, outputs):
        return tf.cast((outputs > 0.5) == (tf.cast(y, tf.float32) > 0.5), tf.float32)

    model.compile(optimizer="adam", loss=loss, metrics=[accuracy if model.output_shape[-1] == 1 else "accuracy"])
    return model
