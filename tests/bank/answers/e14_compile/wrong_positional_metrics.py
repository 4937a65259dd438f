# expect: fail compile.metrics-as-loss-weights
# The third argument of compile is loss_weights.
import tensorflow as tf


def compile_classifier(model, labels):
    from_logits = model.layers[-1].get_config()["activation"] == "linear"
    if model.output_shape[-1] == 1:
        loss = tf.keras.losses.BinaryCrossentropy(from_logits=from_logits)
    elif labels == "integer":
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=from_logits)
    else:
        loss = tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits)

    model.compile("adam", loss, ["accuracy"])
    return model
