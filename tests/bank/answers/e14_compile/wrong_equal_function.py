# expect: fail metrics.exact-match
# The same thought in a function of one's own.
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
        return tf.reduce_mean(tf.cast(tf.equal(tf.cast(y, outputs.dtype), outputs), tf.float32))

    model.compile(optimizer="adam", loss=loss, metrics=[accuracy if labels == "one_hot" else "accuracy"])
    return model
