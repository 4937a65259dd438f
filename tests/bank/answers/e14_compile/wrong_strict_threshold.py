# expect: fail metrics.wrong-number
# A sigmoid unit that has to be sure.
import tensorflow as tf


def compile_classifier(model, labels):
    from_logits = model.layers[-1].get_config()["activation"] == "linear"
    if model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    elif labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits)

    metric = "accuracy"
    if model.output_shape[-1] == 1:
        metric = tf.keras.metrics.BinaryAccuracy("accuracy", threshold=0.9)
    model.compile(optimizer="adam", loss=loss, metrics=[metric])
    return model
