# expect: fail metrics.binary-accuracy
# Every output on its own side of 0.5.
import tensorflow as tf


def compile_classifier(model, labels):
    from_logits = model.layers[-1].get_config()["activation"] == "linear"
    if model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    elif labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits)

    model.compile(optimizer="adam", loss=loss, metrics=[tf.keras.metrics.BinaryAccuracy(name="accuracy")])
    return model
