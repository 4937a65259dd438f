# expect: pass
# A metric object for each kind, named accuracy; Adam with a rate of its own.
import tensorflow as tf


def compile_classifier(model, labels):
    from_logits = model.layers[-1].get_config()["activation"] == "linear"
    if model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    elif labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits)

    if model.output_shape[-1] == 1:
        metric = tf.keras.metrics.BinaryAccuracy(name="accuracy")
    elif labels == "integer":
        metric = tf.keras.metrics.SparseCategoricalAccuracy(name="accuracy")
    else:
        metric = tf.keras.metrics.CategoricalAccuracy(name="accuracy")
    model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=3e-4), loss=loss, metrics=[metric])
    return model
